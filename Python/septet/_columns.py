"""Columns of texts: Arrow's buffers go to the library as they are, in one call for each chunk."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Mapping, Set
from typing import TYPE_CHECKING, Any

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


def chunks(column: Any, what: str = "texts") -> tuple[list[Any], bool]:
    """The arrays of strings a column is made of, and whether the caller has it in chunks.

    Integers are digits where ``what`` are recipients.
    """
    import pyarrow

    is_chunked = isinstance(column, pyarrow.ChunkedArray)
    if is_chunked:
        arrays = column.chunks
    elif isinstance(column, pyarrow.Array):
        arrays = [column]
    elif hasattr(column, "__arrow_c_stream__") and not hasattr(column, "iloc"):
        arrays = pyarrow.chunked_array(column).chunks
    elif hasattr(column, "__arrow_c_array__"):
        arrays = [pyarrow.array(column)]
    else:
        array = made(column, what)
        arrays = array.chunks if isinstance(array, pyarrow.ChunkedArray) else [array]
    return [_strings(array, what) for array in arrays], is_chunked


def made(column: Any, what: str) -> Any:
    """An array or a ChunkedArray of a column of pandas or numpy, or a list."""
    import pyarrow

    # One text isn't a column of its characters, and sets have no order.
    if isinstance(column, (str, bytes, bytearray, memoryview, Mapping, Set)) or not isinstance(column, Iterable):
        raise TypeError(f"a column of {what} is an array, a Series or a list, not {type(column).__name__}")
    if getattr(column, "ndim", 1) != 1:
        raise TypeError(f"a column of {what} has one dimension, not {column.ndim}")
    if not hasattr(column, "__len__"):
        column = list(column)
    try:
        return pyarrow.array(column, from_pandas=True)
    except (UnicodeError, pyarrow.ArrowTypeError, pyarrow.ArrowInvalid):
        values = [_octets(row, value, what) for row, value in enumerate(column)]
    return pyarrow.array(values, pyarrow.large_binary())


def _octets(row: int, value: Any, what: str) -> bytes | None:
    """A value of a column that pyarrow rejected: one with lone surrogates, which the library reports with their place,
    or one of several types, which is rejected here."""
    if isinstance(value, str):
        return _library.utf8(value)
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    # pandas has several values for none.
    if value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value):
        return None
    if what == "recipients" and isinstance(value, int) and not isinstance(value, bool):
        return str(value).encode()
    raise TypeError(f"row {row}: a column of {what} has strings, not {type(value).__name__}")


def _strings(array: Any, what: str) -> Any:
    import pyarrow
    import pyarrow.compute

    kind = array.type
    types = pyarrow.types
    if str(kind) in _LAYOUTS:
        return array
    if types.is_dictionary(kind):
        values = _strings(array.dictionary, what)
        # Views cannot be taken, and taken texts may need offsets of 64 bits.
        is_text = str(values.type) in ("string", "large_string", "string_view")
        return values.cast(pyarrow.large_string() if is_text else pyarrow.large_binary()).take(array.indices)
    if types.is_run_end_encoded(kind):
        return _strings(pyarrow.compute.run_end_decode(array), what)
    if isinstance(kind, pyarrow.BaseExtensionType):
        return _strings(array.storage, what)
    # pandas makes a column without a value one of floating-point numbers.
    if types.is_null(kind) or (types.is_floating(kind) and pyarrow.compute.all(array.is_null(nan_is_null=True)).as_py()):
        return pyarrow.nulls(len(array), pyarrow.string())
    if what == "recipients" and types.is_integer(kind):
        return array.cast(pyarrow.string())
    numbers = " or whole numbers" if what == "recipients" else ""
    raise TypeError(f"a column of {what} has strings{numbers}, not {kind}")


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
            place = row + plans.fault_row if plans.fault_row >= 0 else None
            raise _library.PlanningError.of(
                status, plans.fault_offset, plans.fault_scalar, plans.fault_parts, place
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

    _library.choice("errors", errors, {"raise": 0, "null": 1})
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


def encoded(texts: Any, numbers: Any, options: _library.Options) -> Any:
    """The parts of each text, a list of binary for each row; ``numbers`` are those of the messages."""
    import pyarrow

    from . import encode_with

    rows = _rows(texts, numbers)
    parts = [_at(row, encode_with, values[0], values[1], options) for row, values in enumerate(rows)]
    return pyarrow.array(parts, pyarrow.list_(pyarrow.binary()))


def decoded(user_data: Any, lengths: Any, schemes: Any, headers: Any) -> Any:
    """The text of each part, as strings."""
    import pyarrow

    from . import decode

    def text(octets: bytes, length: int, scheme: int, header: bool) -> str:
        return decode(octets, length, data_coding_scheme=scheme, has_header=header).text

    rows = _rows(user_data, lengths, schemes, headers)
    return pyarrow.array([_at(row, text, *values) for row, values in enumerate(rows)], pyarrow.string())


def _rows(*columns: Any) -> Iterable[tuple[Any, ...]]:
    """The rows of some columns; a column of one row stands for all rows."""
    lists = [column.to_pylist() for column in columns]
    counts = [len(values) for values in lists]
    count = min(counts) if 0 in counts else max(counts)
    if not {1, count}.issuperset(counts):
        raise ValueError(f"columns have {' and '.join(map(str, counts))} rows")
    return zip(*(values * count if len(values) == 1 else values for values in lists))


def _at(row: int, call: Any, *values: Any) -> Any:
    """What a call returns; null where a value is. Its error says the row."""
    if any(value is None for value in values):
        return None
    try:
        return call(*values)
    except (TypeError, ValueError) as error:
        error.args = (f"row {row}: {error}", *error.args[1:])
        error.row = row  # type: ignore[attr-defined]
        raise
