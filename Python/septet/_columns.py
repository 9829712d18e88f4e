"""Columns of texts: Arrow's buffers go to the library as they are, in one call for each chunk."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Iterable

from . import _library

if TYPE_CHECKING:
    import pyarrow

_LAYOUTS = {"string": 0, "binary": 0, "large_string": 1, "large_binary": 1, "string_view": 2, "binary_view": 2}


def parts(
    column: Any,
    *,
    languages: str | Iterable[str] = (),
    boundary: str = "pair",
    reference_bits: int = 8,
    encoding: str | None = None,
    errors: str = "raise",
) -> "pyarrow.Array":
    """How many parts each text has, as an int32 array; nulls stay null.

    ``column`` is a pyarrow array, a Series of pandas or Polars, an array of numpy or a list of ``str``. The result is
    a ChunkedArray where the column is one. ``errors="null"`` makes texts that cannot be sent null; otherwise the first
    one raises PlanningError with its row. Other options are those of plan.
    """
    import pyarrow

    options = _library.options(languages, boundary, reference_bits, encoding)

    def result(chunk: _Chunk) -> pyarrow.Array:
        return chunk.numbers("parts")

    return _planned(column, options, errors, ("parts",), result, pyarrow.int32())


def count(
    column: Any,
    *,
    languages: str | Iterable[str] = (),
    boundary: str = "pair",
    reference_bits: int = 8,
    encoding: str | None = None,
    errors: str = "raise",
) -> "pyarrow.StructArray":
    """The plan of each text as a StructArray of ``encoding``, ``units``, ``parts`` and ``remaining``.

    ``encoding`` is a dictionary of ``gsm7`` and ``ucs2``. Nulls stay null. Arguments are those of parts.
    """
    import pyarrow

    options = _library.options(languages, boundary, reference_bits, encoding)
    numbers = ("units", "parts", "remaining")
    names = pyarrow.array(_library.ENCODINGS[:2])
    fields = [pyarrow.field("encoding", pyarrow.dictionary(pyarrow.int8(), pyarrow.string()))]
    fields += [pyarrow.field(name, pyarrow.int32()) for name in numbers]

    def result(chunk: _Chunk) -> pyarrow.Array:
        children = [pyarrow.DictionaryArray.from_arrays(chunk.encodings(), names)]
        children += [chunk.numbers(name) for name in numbers]
        return pyarrow.Array.from_buffers(
            pyarrow.struct(fields), chunk.count, [chunk.validity], chunk.null_count, children=children
        )

    return _planned(column, options, errors, ("encodings", *numbers), result, pyarrow.struct(fields))


def chunks(column: Any) -> tuple[list[Any], bool]:
    """The arrays of strings a column is made of, and whether the caller has it in chunks."""
    import pyarrow

    is_chunked = isinstance(column, pyarrow.ChunkedArray)
    if is_chunked:
        arrays = column.chunks
    elif isinstance(column, pyarrow.Array):
        arrays = [column]
    elif hasattr(column, "__arrow_c_stream__"):
        arrays = pyarrow.chunked_array(column).chunks
    elif hasattr(column, "__arrow_c_array__"):
        arrays = [pyarrow.array(column)]
    else:
        made = pyarrow.array(column, from_pandas=True)
        arrays = made.chunks if isinstance(made, pyarrow.ChunkedArray) else [made]
    return [_strings(array) for array in arrays], is_chunked


def _strings(array: Any) -> Any:
    import pyarrow

    kind = array.type
    if pyarrow.types.is_dictionary(kind):
        return _strings(array.dictionary_decode())
    if pyarrow.types.is_null(kind):
        return array.cast(pyarrow.string())
    if str(kind) not in _LAYOUTS:
        raise TypeError(f"a column of texts has strings, not {kind}")
    return array


class Described:
    """A struct of an array for the library, and what has to live as long."""

    def __init__(self, array: Any) -> None:
        buffers = array.buffers()
        layout = _LAYOUTS[str(array.type)]
        self.array = array
        self.column = _library.Column(
            layout=layout,
            row_count=len(array),
            first_row=array.offset,
            validity=_address(buffers[0]) if array.null_count else None,
            # An array without rows may have no buffer of them.
            rows=_address(buffers[1]),
        )
        if layout == 2:
            data = buffers[2:]
            self.addresses = (ctypes.c_void_p * max(1, len(data)))(*map(_address, data))
            self.counts = (ctypes.c_int64 * max(1, len(data)))(*(_size(buffer) for buffer in data))
            self.column.buffers = ctypes.addressof(self.addresses)
            self.column.buffer_octets = ctypes.addressof(self.counts)
            self.column.buffer_count = len(data)
        else:
            self.column.data = _address(buffers[2])
            self.column.data_octets = _size(buffers[2])


def _address(buffer: Any) -> int | None:
    # A buffer of no octets may have no address.
    return (buffer.address or None) if buffer is not None else None


def _size(buffer: Any) -> int:
    return buffer.size if buffer is not None and buffer.address else 0


class _Chunk:
    """The plans of one array, in buffers of Arrow's."""

    def __init__(self, array: Any, options: _library.Options, errors: str, wanted: tuple[str, ...], row: int) -> None:
        import pyarrow

        described = Described(array)
        self.count = len(array)
        self._buffers = {
            name: pyarrow.allocate_buffer(self.count * (1 if name == "encodings" else 4)) for name in wanted
        }
        has_nulls = array.null_count > 0 or errors == "null"
        self.validity = pyarrow.allocate_buffer((self.count + 7) // 8) if has_nulls else None
        plans = _library.ColumnPlans(
            faults=1 if errors == "null" else 0,
            validity=self.validity.address if self.validity is not None else None,
            **{name: buffer.address for name, buffer in self._buffers.items()},
        )
        status = _library.lib.septet_plan_column(
            ctypes.byref(options), ctypes.byref(described.column), ctypes.byref(plans)
        )
        if status != _library.OK:
            raise _library.PlanningError(
                status, plans.fault_offset, plans.fault_scalar, plans.fault_parts, row + plans.fault_row
            )
        self.null_count = plans.null_count

    def numbers(self, name: str) -> Any:
        import pyarrow

        return pyarrow.Array.from_buffers(
            pyarrow.int32(), self.count, [self.validity, self._buffers[name]], self.null_count
        )

    def encodings(self) -> Any:
        import pyarrow

        return pyarrow.Array.from_buffers(
            pyarrow.int8(), self.count, [self.validity, self._buffers["encodings"]], self.null_count
        )


def _planned(
    column: Any, options: _library.Options, errors: str, wanted: tuple[str, ...], result: Any, kind: Any
) -> Any:
    import pyarrow

    if errors not in ("raise", "null"):
        raise ValueError(f"errors is 'raise' or 'null', not {errors!r}")
    arrays, is_chunked = chunks(column)
    planned = []
    row = 0
    for array in arrays:
        planned.append(result(_Chunk(array, options, errors, wanted, row)))
        row += len(array)
    if is_chunked:
        return pyarrow.chunked_array(planned, type=kind)
    if len(planned) == 1:
        return planned[0]
    return pyarrow.concat_arrays(planned) if planned else pyarrow.array([], kind)
