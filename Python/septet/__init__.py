"""What a text message is: its encoding, its parts and its cost, exactly.

>>> import septet
>>> septet.plan("Hello").parts
1
>>> septet.parts(["Hello", None, "ż" * 71]).to_pylist()
[1, None, 2]

Functions about one text take a ``str``. Functions about columns take a pyarrow array, a Series of pandas or Polars,
an array of numpy or a list, and make one call for all rows; nothing is copied where the column is in Arrow's layout.
Every function may be called from several threads.
"""

from __future__ import annotations

import ctypes
import dataclasses
import json
import operator
import pathlib
import secrets
from typing import Any, Iterable, Optional

from . import _library
from ._campaign import Campaign, estimate
from ._columns import count, parts
from ._library import CampaignError, NumberError, PartError, PlanningError, SeptetError

__all__ = [
    "Campaign", "CampaignError", "Number", "NumberError", "Offender", "Part", "PartError", "Plan", "PlanningError",
    "Received", "SeptetError", "count", "decode", "duckdb_extension_path", "encode", "estimate", "inspect",
    "library_path", "number", "offenders", "parts", "plan",
]  # fmt: skip

__version__: str = _library.lib.septet_version().decode("ascii")


@dataclasses.dataclass(frozen=True)
class Plan:
    """What a text becomes. Units are septets or UTF-16 code units, of the text alone."""

    encoding: str
    """``gsm7`` or ``ucs2``."""
    units: int
    parts: int
    """How many parts there are: what is billed."""
    remaining: int
    """The units left in the last part."""
    units_per_part: int
    """The units that fit into each part beside its header."""
    octets: int
    """The octets of user data of all parts together."""
    header_octets: int
    """The octets of the header of each part, 0 without one."""
    locking: Optional[str]
    """The language of the locking shift table; None for the default alphabet."""
    single: Optional[str]
    """The language of the single shift table; None for the default extension table."""


@dataclasses.dataclass(frozen=True)
class Offender:
    """A character that makes a text expensive."""

    character: str
    offset: int
    """Where it begins, in octets of UTF-8."""
    effect: str
    """``forcesUCS2``, ``costsTwoSeptets`` or ``costsTwoUnits``."""


class Part(bytes):
    """The user data of a part (TP-User-Data), header included."""

    user_data_length: int
    """TP-User-Data-Length: septets for GSM 7 bit, octets otherwise."""
    has_header: bool
    """TP-User-Data-Header-Indicator."""
    data_coding_scheme: int
    """TP-Data-Coding-Scheme: 0 or 8."""


@dataclasses.dataclass(frozen=True)
class Received:
    """A received part."""

    text: str
    encoding: str
    units: int
    header_octets: int
    reference: Optional[int]
    """The reference of a message of several parts; None for a single part."""
    reference_bits: int
    part_number: int
    part_count: int


@dataclasses.dataclass(frozen=True)
class Number:
    """A telephone number."""

    e164: str
    """The international form, such as ``+447900900123``."""
    country: Optional[str]
    """The code of two letters; None where no country has the number."""
    kind: str
    """``mobile``, ``fixed``, ``tollFree`` and so on; ``unknown`` outside of the ranges in use."""
    is_valid: bool
    """Whether the number is in a range that is in use."""
    calling_code: int


def plan(
    text: str,
    *,
    languages: str | Iterable[str] = (),
    boundary: str = "pair",
    reference_bits: int = 8,
    encoding: str | None = None,
) -> Plan:
    """Plans a text: its encoding, units and parts.

    ``languages`` are those whose national tables may be used: ``"all"``, names or ISO 639 codes, in a list or with
    commas between. ``boundary`` is what
    a border between parts never cuts: ``pair``, ``unit`` (nothing) or ``grapheme``. ``encoding`` forces ``gsm7`` or
    ``ucs2``. Raises PlanningError for a text that cannot be sent.
    """
    options = _library.options(languages, boundary, reference_bits, encoding)
    return _plan(*_planned(text, options))


def offenders(text: str, **planning: Any) -> list[Offender]:
    """The characters that force UCS-2 or cost two units, in the order of the text. Options are those of plan."""
    options = _library.options(**planning)
    utf8 = _library.utf8(text)
    found = ctypes.c_size_t()
    result = _library.PlanStruct()
    array = (_library.OffenderStruct * max(1, len(utf8)))()
    status = _library.lib.septet_find_offenders(
        ctypes.byref(options), utf8, len(utf8), array, len(utf8), ctypes.byref(found), ctypes.byref(result)
    )
    _check(status, result)
    return [
        Offender(chr(entry.scalar), entry.offset, _library.EFFECTS[entry.effect]) for entry in array[: found.value]
    ]


def encode(text: str, message_number: int | None = None, **planning: Any) -> list[Part]:
    """The user data of each part, as modems and binary interfaces want it: ``bytes`` with their length.

    ``message_number`` is a running number whose low bits become the reference that parts have in common; by default it
    is drawn at random. Other options are those of plan. Raises PlanningError for a text that cannot be sent.
    """
    number = secrets.randbelow(1 << 16) if message_number is None else message_number
    return encode_with(text, number, _library.options(**planning))


def encode_with(text: str, message_number: int, options: _library.Options) -> list[Part]:
    """The parts of a text by options that were read before."""
    utf8 = _library.utf8(text)
    number = _integer("message_number", message_number, 0, (1 << 32) - 1)
    bound = _library.lib.septet_encode_bound(ctypes.byref(options), len(utf8))
    octets = ctypes.create_string_buffer(bound)
    places = (_library.PartStruct * 255)()
    result = _library.PlanStruct()
    status = _library.lib.septet_encode_text(
        ctypes.byref(options), utf8, len(utf8), number, octets, bound, places, 255, ctypes.byref(result)
    )
    _check(status, result)
    encoded = []
    for place in places[: result.parts]:
        part = Part(octets.raw[place.offset : place.offset + place.octets])
        part.user_data_length = place.user_data_length
        part.has_header = place.has_header == 1
        part.data_coding_scheme = result.data_coding_scheme
        encoded.append(part)
    return encoded


def inspect(text: str, **planning: Any) -> dict[str, Any]:
    """Everything ``septet inspect --json`` prints about a text. Options are those of plan."""
    options = _library.options(**planning)
    utf8 = _library.utf8(text)
    result = _library.PlanStruct()

    def call(octets: Any, capacity: int, count: Any) -> int:
        return _library.lib.septet_inspect_text(
            ctypes.byref(options), utf8, len(utf8), octets, capacity, count, ctypes.byref(result)
        )

    status, octets = _library.octets(call, expected=4096)
    _check(status, result)
    return json.loads(octets)


def decode(
    user_data: bytes,
    user_data_length: int | None = None,
    *,
    data_coding_scheme: int | None = None,
    has_header: bool | None = None,
) -> Received:
    """Decodes the user data of a received part.

    What is not given is what a Part of ``encode`` says of itself. Of other ``bytes``, ``user_data_length`` is as many
    units as they have room for, ``data_coding_scheme`` is 0, which is the default alphabet, and there is no header.
    Raises PartError for octets that are not what they announce, and for 8-bit data.
    """
    if not isinstance(user_data, (bytes, bytearray, memoryview)):
        raise TypeError(f"user data is bytes, not {type(user_data).__name__}")
    octets = bytes(user_data)
    if data_coding_scheme is None:
        data_coding_scheme = getattr(user_data, "data_coding_scheme", 0)
    if has_header is None:
        has_header = getattr(user_data, "has_header", False)
    elif has_header not in (False, True):
        raise ValueError(f"has_header is True or False, not {has_header!r}")
    if user_data_length is None:
        is_packed = _integer("data_coding_scheme", data_coding_scheme, 0, 255) & 0x0C == 0
        room = len(octets) * 8 // 7 if is_packed else len(octets)
        user_data_length = getattr(user_data, "user_data_length", min(room, 255))
    received = _library.ReceivedStruct()
    text = ctypes.create_string_buffer(480)
    status = _library.lib.septet_decode_part(
        octets, len(octets), _integer("user_data_length", user_data_length, 0, 255),
        _integer("data_coding_scheme", data_coding_scheme, 0, 255), int(bool(has_header)), text, 480,
        ctypes.byref(received),
    )  # fmt: skip
    if status == _library.NOT_TEXT:
        raise PartError("the part is data, not text", status)
    if status != _library.OK:
        raise PartError("the user data is not what its length, header or scheme announce", status)
    return Received(
        text=text.raw[: received.text_octets].decode("utf-8"),
        encoding=_library.ENCODINGS[received.encoding],
        units=received.units,
        header_octets=received.header_octets,
        reference=received.reference if received.reference_bits else None,
        reference_bits=received.reference_bits,
        part_number=received.part_number,
        part_count=received.part_count,
    )


def number(text: str, country: str | None = None) -> Number:
    """Reads a telephone number as people write it.

    ``country`` is the code of two letters of numbers that do not show theirs. Raises NumberError for what is not a
    number, or not one of a length that exists.
    """
    utf8 = _library.utf8(text)
    letters = b"" if country is None else _library.utf8(country, "a country")
    result = _library.NumberStruct()
    status = _library.lib.septet_parse_number(utf8, len(utf8), letters, len(letters), ctypes.byref(result))
    if status == _library.NOT_A_NUMBER:
        raise NumberError.of(text, result.fault.decode("ascii"), result.fault_offset)
    if status != _library.OK:
        raise SeptetError(f"there is no country {country!r}", status)
    return Number(
        e164=result.e164.decode("ascii"),
        country=result.country.decode("ascii") or None,
        kind=_library.NUMBER_KINDS[result.kind],
        is_valid=result.is_valid == 1,
        calling_code=result.calling_code,
    )


def duckdb_extension_path() -> str:
    """The path of the extension for DuckDB.

    >>> connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    >>> connection.execute(f"LOAD '{septet.duckdb_extension_path()}'")
    """
    return str(pathlib.Path(__file__).with_name("septet.duckdb_extension"))


def library_path() -> str:
    """The path of libseptet, for what loads it by itself."""
    return str(_library.PATH)


def _integer(name: str, value: Any, least: int, most: int) -> int:
    # A number that was cut to the width of C's would be another one.
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} is a whole number, not {type(value).__name__}") from None
    if not least <= number <= most:
        raise ValueError(f"{name} is from {least} to {most}, not {number}")
    return number


def _planned(text: str, options: _library.Options) -> tuple[_library.PlanStruct]:
    utf8 = _library.utf8(text)
    result = _library.PlanStruct()
    status = _library.lib.septet_plan_text(ctypes.byref(options), utf8, len(utf8), ctypes.byref(result))
    _check(status, result)
    return (result,)


def _check(status: int, plan: _library.PlanStruct) -> None:
    if status != _library.OK:
        raise PlanningError.of(status, plan.fault_offset, plan.fault_scalar, plan.fault_parts)


def _language(identifier: int) -> str | None:
    return _library.LANGUAGES[identifier - 1] if identifier else None


def _plan(result: _library.PlanStruct) -> Plan:
    return Plan(
        encoding=_library.ENCODINGS[result.encoding],
        units=result.units,
        parts=result.parts,
        remaining=result.remaining,
        units_per_part=result.units_per_part,
        octets=result.octets,
        header_octets=result.header_octets,
        locking=_language(result.locking_language),
        single=_language(result.single_language),
    )
