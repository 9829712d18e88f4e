"""libseptet as ctypes calls it: the structs of septet.h, and its statuses as exceptions."""

from __future__ import annotations

import ctypes
import pathlib
from collections.abc import Iterable, Mapping
from typing import Any, Optional

# The statuses of septet.h.
OK = 0
INVALID_LAYOUT = 4
BUFFER_TOO_SMALL = 5
INVALID_UTF8 = 6
TOO_MANY_PARTS = 7
NOT_ENCODABLE = 8
MALFORMED_PART = 10
NOT_TEXT = 11
NOT_A_NUMBER = 12
UNKNOWN_COUNTRY = 13
INVALID_PRICES = 14
INVALID_STATE = 15

ENCODINGS = ("gsm7", "ucs2", "data")
BOUNDARIES = {"pair": 0, "unit": 1, "grapheme": 2}
CHOICES = {None: 0, "gsm7": 1, "ucs2": 2}
NUMBER_RULES = {"possible": 0, "valid": 1, "any": 2}
NUMBER_KINDS = (
    "unknown", "mobile", "fixed", "fixedOrMobile", "tollFree", "premium", "sharedCost", "voip", "personal",
    "pager", "uan", "voicemail",
)  # fmt: skip
EFFECTS = ("forcesUCS2", "costsTwoSeptets", "costsTwoUnits")

# The identifiers of TS 23.038 §6.2.1.2.4, from 1.
LANGUAGES = (
    "turkish", "spanish", "portuguese", "bengali", "gujarati", "hindi", "kannada", "malayalam", "oriya",
    "punjabi", "tamil", "telugu", "urdu",
)  # fmt: skip
LANGUAGE_CODES = ("tr", "es", "pt", "bn", "gu", "hi", "kn", "ml", "or", "pa", "ta", "te", "ur")


class SeptetError(ValueError):
    """Why a call has no result. ``status`` is the name in septet.h, such as ``SEPTET_INVALID_UTF8``."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status_name(status)


class PlanningError(SeptetError):
    """A text that cannot be sent.

    ``row`` is its row in a column; ``offset`` is where the fault is, in octets of UTF-8; ``character`` is what the
    encoding lacks; ``parts`` is how many parts would be needed. Each is None where it has no meaning.
    """

    row: Optional[int] = None
    offset: Optional[int] = None
    character: Optional[str] = None
    parts: Optional[int] = None

    # An error can be made of its message alone: what passes errors on, such as pickle and Polars, does so.
    @classmethod
    def of(cls, status: int, offset: int, scalar: int, parts: int, row: int | None = None) -> PlanningError:
        """The error of a status with the members of a struct's fault."""
        if status == INVALID_UTF8:
            what = f"invalid UTF-8 at byte {offset}"
        elif status == TOO_MANY_PARTS:
            what = f"the text needs {parts} parts, a message has at most 255"
        elif status == NOT_ENCODABLE:
            what = f"U+{scalar:04X} at byte {offset} is not in the requested encoding"
        elif status == INVALID_LAYOUT:
            what = "the text lies outside of the data of its column"
        else:
            what = status_name(status)
        error = cls(what if row is None else f"row {row}: {what}", status)
        error.row = row
        error.offset = offset if offset >= 0 else None
        error.character = chr(scalar) if scalar and status == NOT_ENCODABLE else None
        error.parts = parts if status == TOO_MANY_PARTS else None
        return error


class PartError(SeptetError):
    """The user data of a part is not what its length, header or scheme announce."""


class NumberError(SeptetError):
    """A value that is not a telephone number; ``reason`` is why, ``offset`` how many characters stand before."""

    reason: str = ""
    offset: int = 0

    @classmethod
    def of(cls, text: str, reason: str, offset: int) -> NumberError:
        """The error of a text."""
        shown = text if len(text) <= 64 else text[:64] + "…"
        error = cls(f"{shown!r} is not a number: {reason} at character {offset}", NOT_A_NUMBER)
        error.reason = reason
        error.offset = offset
        return error


class CampaignError(SeptetError):
    """Prices that cannot be read, or a state that cannot be merged."""


class _Sized(ctypes.Structure):
    """A struct that begins with its size."""

    def __init__(self, **members: Any) -> None:
        super().__init__(struct_size=ctypes.sizeof(self), **members)


class Options(_Sized):
    _fields_ = [
        (name, ctypes.c_uint32)
        for name in (
            "struct_size", "languages", "boundary", "reference_bits", "choice", "element_octets", "spare_octets",
            "reserved",
        )  # fmt: skip
    ]

    def bits(self) -> int:
        """The options as one number, as the expressions of Polars pass them."""
        return self.languages | self.boundary << 16 | (self.reference_bits == 16) << 18 | self.choice << 19


class PlanStruct(_Sized):
    _fields_ = (
        [("struct_size", ctypes.c_uint32)]
        + [
            (name, ctypes.c_int32)
            for name in (
                "encoding", "units", "parts", "remaining", "units_per_part", "last_part_units", "header_octets",
                "octets", "locking_language", "single_language", "data_coding_scheme",
            )  # fmt: skip
        ]
        + [("fault_offset", ctypes.c_int64), ("fault_scalar", ctypes.c_uint32), ("fault_parts", ctypes.c_int32)]
    )


class PartStruct(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_uint32) for name in ("offset", "octets", "user_data_length", "has_header")
    ]


class OffenderStruct(ctypes.Structure):
    _fields_ = [("scalar", ctypes.c_uint32), ("effect", ctypes.c_uint32), ("offset", ctypes.c_uint64)]


class ReceivedStruct(_Sized):
    _fields_ = (
        [("struct_size", ctypes.c_uint32)]
        + [
            (name, ctypes.c_int32)
            for name in (
                "encoding", "units", "header_octets", "reference_bits", "reference", "part_number", "part_count",
                "locking_language", "single_language",
            )  # fmt: skip
        ]
        + [("text_octets", ctypes.c_int64)]
    )


class Column(_Sized):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("layout", ctypes.c_uint32),
        ("row_count", ctypes.c_int64),
        ("first_row", ctypes.c_int64),
        ("validity", ctypes.c_void_p),
        ("rows", ctypes.c_void_p),
        ("data", ctypes.c_void_p),
        ("data_octets", ctypes.c_int64),
        ("buffers", ctypes.c_void_p),
        ("buffer_octets", ctypes.c_void_p),
        ("buffer_count", ctypes.c_int64),
    ]


class ColumnPlans(_Sized):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("faults", ctypes.c_uint32),
        ("encodings", ctypes.c_void_p),
        ("units", ctypes.c_void_p),
        ("parts", ctypes.c_void_p),
        ("remaining", ctypes.c_void_p),
        ("validity", ctypes.c_void_p),
        ("null_count", ctypes.c_int64),
        ("fault_count", ctypes.c_int64),
        ("part_sum", ctypes.c_int64),
        ("fault_row", ctypes.c_int64),
        ("fault_offset", ctypes.c_int64),
        ("fault_status", ctypes.c_int32),
        ("fault_scalar", ctypes.c_uint32),
        ("fault_parts", ctypes.c_int32),
        ("reserved", ctypes.c_int32),
    ]


class NumberStruct(_Sized):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("kind", ctypes.c_int32),
        ("is_valid", ctypes.c_int32),
        ("calling_code", ctypes.c_int32),
        ("e164", ctypes.c_char * 32),
        ("country", ctypes.c_char * 4),
        ("fault", ctypes.c_char * 32),
        ("fault_offset", ctypes.c_int32),
    ]


class CampaignOptions(_Sized):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("numbers", ctypes.c_uint32),
        ("planning", ctypes.POINTER(Options)),
        ("prices", ctypes.c_char_p),
        ("price_octets", ctypes.c_uint64),
        ("part_price", ctypes.c_char_p),
        ("part_price_octets", ctypes.c_uint64),
        ("currency", ctypes.c_char_p),
        ("currency_octets", ctypes.c_uint64),
        ("country", ctypes.c_char_p),
        ("country_octets", ctypes.c_uint64),
    ]


PATH = pathlib.Path(__file__).with_name("libseptet.so.0")
lib = ctypes.CDLL(str(PATH))

_p, _size, _int = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int32
_text, _count = ctypes.c_char_p, ctypes.POINTER(ctypes.c_size_t)
for _name, _result, _arguments in [
    ("septet_version", ctypes.c_char_p, []),
    ("septet_status_name", ctypes.c_char_p, [_int]),
    ("septet_plan_text", _int, [_p, _text, _size, _p]),
    ("septet_encode_bound", _size, [_p, _size]),
    ("septet_encode_text", _int, [_p, _text, _size, ctypes.c_uint32, _p, _size, _p, _size, _p]),
    ("septet_find_offenders", _int, [_p, _text, _size, _p, _size, _count, _p]),
    ("septet_inspect_text", _int, [_p, _text, _size, _p, _size, _count, _p]),
    ("septet_decode_part", _int, [_text, _size, _int, ctypes.c_uint32, _int, _p, _size, _p]),
    ("septet_plan_column", _int, [_p, _p, _p]),
    ("septet_parse_number", _int, [_text, _size, _text, _size, _p]),
    ("septet_campaign_open", _int, [_p, _p]),
    ("septet_campaign_add", _int, [_p, _p, _p]),
    ("septet_campaign_merge", _int, [_p, _text, _size]),
    ("septet_campaign_state", _int, [_p, _p, _size, _count]),
    ("septet_campaign_report", _int, [_p, _p, _size, _count]),
    ("septet_campaign_explain", _int, [_p, _p, _size, _count]),
    ("septet_campaign_close", None, [_p]),
]:
    _function = getattr(lib, _name)
    _function.restype = _result
    _function.argtypes = _arguments


def status_name(status: int) -> str:
    """The name of a status in septet.h."""
    return lib.septet_status_name(status).decode("ascii")


def utf8(text: Any, what: str = "a text") -> bytes:
    """The octets of a text; lone surrogates become octets that aren't UTF-8, which the library reports with their place."""
    if not isinstance(text, str):
        raise TypeError(f"{what} is a str, not {type(text).__name__}")
    return text.encode("utf-8", "surrogatepass")


def choice(name: str, value: Any, choices: Mapping[Any, Any]) -> Any:
    """What an argument stands for; raises ValueError for values that there are not."""
    for known, meaning in choices.items():
        if isinstance(value, type(known)) and not isinstance(value, bool) and value == known:
            return meaning
    raise ValueError(f"{name} is one of {', '.join(map(str, choices))}, not {value!r}")


def options(
    languages: str | Iterable[str] = (),
    boundary: str = "pair",
    reference_bits: int = 8,
    encoding: str | None = None,
) -> Options:
    """The options of a planner; raises ValueError for values that there are not."""
    bits = 0
    if not isinstance(languages, Iterable):
        raise TypeError(f"languages are a str or a list of them, not {type(languages).__name__}")
    for name in languages.split(",") if isinstance(languages, str) else languages:
        lowered = name.lower() if isinstance(name, str) else name
        if lowered == "all":
            bits = 0xFFFF
        elif lowered in LANGUAGES:
            bits |= 2 << LANGUAGES.index(lowered)
        elif lowered in LANGUAGE_CODES:
            bits |= 2 << LANGUAGE_CODES.index(lowered)
        else:
            raise ValueError(f"{name!r} is not a language with national tables: all, {', '.join(LANGUAGES)}")
    return Options(
        languages=bits,
        boundary=choice("boundary", boundary, BOUNDARIES),
        reference_bits=choice("reference_bits", reference_bits, {8: 8, 16: 16}),
        choice=choice("encoding", encoding, CHOICES),
    )


def octets(function: Any, *arguments: Any, expected: int = 0) -> tuple[int, bytes]:
    """Calls a function that reports how many octets it has; returns its status and the octets."""
    count = ctypes.c_size_t()
    buffer = ctypes.create_string_buffer(max(expected, 1))
    status = function(*arguments, buffer, expected, ctypes.byref(count))
    if status == BUFFER_TOO_SMALL:
        buffer = ctypes.create_string_buffer(count.value)
        status = function(*arguments, buffer, count.value, ctypes.byref(count))
    return status, buffer.raw[: count.value] if status == OK else b""
