"""Campaigns: whole tables of messages, counted and priced."""

from __future__ import annotations

import ctypes
import decimal
import json
import os
import threading
import weakref
from collections.abc import Mapping
from typing import Any, Iterable

from . import _library
from ._columns import Described, chunks, made


class Campaign:
    """A campaign that is counted batch by batch. It serves one thread at a time; others wait.

    ``prices`` is a price list as providers publish them, CSV or JSON in UTF-8: a path, or its ``bytes``. ``price`` with
    ``currency`` is the price of every part instead. ``country`` is the code of two letters of numbers that do not show
    theirs; ``numbers`` is which of them get a message: ``possible``, ``valid`` or ``any``. Other options are those of
    ``septet.plan``. Raises CampaignError for prices that cannot be read.
    """

    def __init__(
        self,
        *,
        prices: str | os.PathLike[str] | bytes | None = None,
        price: str | decimal.Decimal | None = None,
        currency: str | None = None,
        country: str | None = None,
        numbers: str = "possible",
        languages: str | Iterable[str] = (),
        boundary: str = "pair",
        reference_bits: int = 8,
        encoding: str | None = None,
    ) -> None:
        planning = _library.options(languages, boundary, reference_bits, encoding)
        options = _library.CampaignOptions(
            numbers=_library.choice("numbers", numbers, _library.NUMBER_RULES), planning=ctypes.pointer(planning)
        )
        for name, count, value in [
            ("prices", "price_octets", read_prices(prices)),
            ("part_price", "part_price_octets", None if price is None else str(price).encode()),
            ("currency", "currency_octets", None if currency is None else _library.utf8(currency, "a currency")),
            ("country", "country_octets", None if country is None else _library.utf8(country, "a country")),
        ]:
            setattr(options, name, value)
            setattr(options, count, len(value) if value is not None else 0)
        handle = ctypes.c_void_p()
        status = _library.lib.septet_campaign_open(ctypes.byref(options), ctypes.byref(handle))
        self._handle = handle
        # ctypes lets other threads run during a call.
        self._lock = threading.Lock()
        self._close = weakref.finalize(self, _library.lib.septet_campaign_close, handle)
        self._check(status)

    def add(self, texts: Any, recipients: Any = None) -> None:
        """Counts messages; both are columns as ``septet.parts`` takes them, with as many rows.

        A message that cannot be sent counts as rejected. A null text is an empty one, a null recipient is none. Numbers
        that are integers are read as their digits.
        """
        import pyarrow

        text_arrays, _ = chunks(texts)
        if recipients is None:
            for array in text_arrays:
                self._add(array, None)
            return
        recipient_arrays, _ = chunks(recipients, "recipients")
        rows = [sum(map(len, arrays)) for arrays in (text_arrays, recipient_arrays)]
        if rows[0] != rows[1]:
            raise ValueError(f"there are {rows[0]} texts and {rows[1]} recipients")
        table = pyarrow.table(
            [_chunked(text_arrays), _chunked(recipient_arrays)], names=["text", "recipient"]
        )
        # A table without rows says that there are recipients.
        for batch in table.to_batches() or [pyarrow.RecordBatch.from_pylist([], table.schema)]:
            self._add(batch.column(0), batch.column(1))

    def _add(self, texts: Any, recipients: Any) -> None:
        text_column = Described(texts)
        recipient_column = None if recipients is None else Described(recipients)
        with self._lock:
            self._check(
                _library.lib.septet_campaign_add(
                    self._handle,
                    ctypes.byref(text_column.column),
                    None if recipient_column is None else ctypes.byref(recipient_column.column),
                )
            )

    def merge(self, state: bytes) -> None:
        """Adds the state of another campaign with the same options; raises CampaignError for what is none."""
        if not isinstance(state, (bytes, bytearray, memoryview)):
            raise TypeError(f"a state is bytes, not {type(state).__name__}")
        octets = bytes(state)
        with self._lock:
            self._check(_library.lib.septet_campaign_merge(self._handle, octets, len(octets)))

    def state(self) -> bytes:
        """All figures so far and the set of recipients, three or four octets for each; for ``merge``."""
        return self._octets(_library.lib.septet_campaign_state)

    def report(self) -> dict[str, Any]:
        """The report so far: the members of ``septet estimate --json``; amounts are ``decimal.Decimal``."""
        octets = self._octets(_library.lib.septet_campaign_report)
        return json.loads(octets, parse_float=decimal.Decimal, object_hook=_amounts)

    def _octets(self, function: Any) -> bytes:
        with self._lock:
            status, octets = _library.octets(function, self._handle)
            self._check(status)
        return octets

    def __reduce__(self) -> Any:
        raise TypeError("a campaign is not copied; merge its state() into another one")

    def _check(self, status: int) -> None:
        if status == _library.OK:
            return
        if status == _library.UNKNOWN_COUNTRY:
            raise CampaignError("there is no such country", status)
        explanation = ""
        if status in (_library.INVALID_PRICES, _library.INVALID_STATE):
            _, octets = _library.octets(_library.lib.septet_campaign_explain, self._handle)
            explanation = octets.decode("utf-8")
        raise CampaignError(explanation or _library.status_name(status), status)


CampaignError = _library.CampaignError


def estimate(table: Any, *, text: str, recipient: str | None = None, **settings: Any) -> dict[str, Any]:
    """Counts and prices all messages of a table; returns the report of ``septet estimate --json``.

    ``table`` is a table or reader of pyarrow, a data frame of pandas or Polars, or whatever else has Arrow's stream
    interface; it is read batch by batch. ``text`` and ``recipient`` are names of columns. Other arguments are those of
    Campaign.

    >>> septet.estimate(table, text="body", recipient="phone", prices="prices.csv")["cost"]
    {'currency': 'EUR', 'min': Decimal('4.12'), 'max': Decimal('4.12')}
    """
    campaign = Campaign(**settings)
    if recipient is not None:
        campaign.add([], [])
    for batch in _batches(table, text, recipient):
        campaign.add(batch.column(text), None if recipient is None else batch.column(recipient))
    return campaign.report()


def read_prices(prices: str | os.PathLike[str] | bytes | None) -> bytes | None:
    """The octets of a price list."""
    if prices is None or isinstance(prices, bytes):
        return prices
    if isinstance(prices, (bytearray, memoryview)):
        return bytes(prices)
    if not isinstance(prices, (str, os.PathLike)):
        raise TypeError(f"prices are a path or bytes, not {type(prices).__name__}")
    with open(prices, "rb") as file:
        return file.read()


def _batches(table: Any, text: str, recipient: str | None) -> Iterable[Any]:
    import pyarrow

    names = [text] if recipient is None or recipient == text else [text, recipient]
    if isinstance(table, Mapping) or hasattr(table, "iloc"):
        # Other columns of pandas may have what Arrow has no type for.
        check_names(names, list(table))
        return pyarrow.table({name: made(table[name], f"column {name}") for name in names}).to_batches()
    if isinstance(table, pyarrow.Table):
        check_names(names, table.column_names)
        return table.select(names).to_batches()
    if hasattr(table, "__arrow_c_stream__") and not isinstance(table, pyarrow.RecordBatchReader):
        table = pyarrow.RecordBatchReader.from_stream(table)
    if not isinstance(table, (pyarrow.RecordBatch, pyarrow.RecordBatchReader)):
        raise TypeError(f"a table is one of pyarrow, pandas or Polars, or a dictionary, not {type(table).__name__}")
    check_names(names, table.schema.names)
    return [table] if isinstance(table, pyarrow.RecordBatch) else table


def check_names(names: list[str], known: list[Any]) -> None:
    """Raises unless there is one column of each name."""
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"the name of a column is a str, not {type(name).__name__}")
        if known.count(name) != 1:
            count = "is no column" if name not in known else f"are {known.count(name)} columns"
            raise KeyError(f"there {count} {name!r}; there are: {', '.join(map(str, known))}")


def _amounts(members: dict[str, Any]) -> dict[str, Any]:
    """Whole amounts as decimals, as others are."""
    for name in ("min", "max", "price"):
        if type(members.get(name)) is int:
            members[name] = decimal.Decimal(members[name])
    return members


def _chunked(arrays: list[Any]) -> Any:
    import pyarrow

    return pyarrow.chunked_array(arrays) if arrays else pyarrow.chunked_array([[]], pyarrow.string())
