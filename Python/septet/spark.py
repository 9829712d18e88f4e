"""Spark: functions for SQL, and campaigns of any size.

The workers need the wheel, too: install it there, or add it with ``spark.addArtifact`` or ``--py-files``.
"""

from __future__ import annotations

from typing import Any, Callable, Iterable, Iterator

import pyarrow
import pyspark
from pyspark.sql import DataFrame, SparkSession

from . import NumberError, count, number, parts
from ._campaign import Campaign, check_names, read_prices
from ._columns import decoded, encoded
from ._library import options

__all__ = ["estimate", "register"]

_PLAN = "struct<encoding:string,units:int,parts:int,remaining:int>"


def _functions(planning: dict[str, Any]) -> list[tuple[str, str, Callable[..., pyarrow.Array]]]:
    """The functions by name, with the types of their results; each takes and returns arrays of a batch."""

    def sms_parts(text: pyarrow.Array) -> pyarrow.Array:
        return parts(text, **planning)

    def sms_units(text: pyarrow.Array) -> pyarrow.Array:
        return count(text, **planning).field("units")

    def sms_encoding(text: pyarrow.Array) -> pyarrow.Array:
        return count(text, **planning).field("encoding").dictionary_decode()

    def sms_plan(text: pyarrow.Array) -> pyarrow.Array:
        plans = count(text, **planning)
        fields = [plans.field(index) for index in range(4)]
        fields[0] = fields[0].dictionary_decode()
        names = ["encoding", "units", "parts", "remaining"]
        return pyarrow.StructArray.from_arrays(fields, names=names, mask=plans.is_null())

    def sms_encode(text: pyarrow.Array, message_number: pyarrow.Array) -> pyarrow.Array:
        return encoded(text, message_number, options(**planning))

    def sms_decode(
        user_data: pyarrow.Array, length: pyarrow.Array, scheme: pyarrow.Array, header: pyarrow.Array
    ) -> pyarrow.Array:
        return decoded(user_data, length, scheme, header)

    return [
        ("sms_parts", "int", sms_parts),
        ("sms_units", "int", sms_units),
        ("sms_encoding", "string", sms_encoding),
        ("sms_plan", _PLAN, sms_plan),
        ("sms_encode", "array<binary>", sms_encode),
        ("sms_decode", "string", sms_decode),
        ("sms_number", "string", _number),
    ]


def _number(text: pyarrow.Array, country: pyarrow.Array) -> pyarrow.Array:
    def read(value: str | None, code: str | None) -> str | None:
        try:
            return None if value is None else number(value, code).e164
        except NumberError:
            return None

    rows = zip(text.to_pylist(), country.to_pylist())
    return pyarrow.array([read(value, code) for value, code in rows], pyarrow.string())


def register(spark: SparkSession, **planning: Any) -> None:
    """Registers ``sms_parts``, ``sms_units``, ``sms_encoding``, ``sms_plan``, ``sms_encode``, ``sms_decode`` and
    ``sms_number`` for SQL.

    All but the last two plan texts by the options of ``septet.plan``, which are given here for all of them.
    ``sms_encode`` takes a text and the number of the message and returns the user data of its parts; ``sms_decode`` takes
    user data, its length, the data coding scheme and whether there is a header. ``sms_number`` takes a number and the country
    of numbers that do not show theirs, and is null for what is not a number. Batches go to Python in Arrow's layout, and
    one call counts each of them.
    """
    try:
        from pyspark.sql.functions import arrow_udf
    except ImportError:
        raise ImportError(f"septet.spark needs Spark 4.1 or later, this is {pyspark.__version__}") from None

    options(**planning)
    for name, kind, function in _functions(planning):
        spark.udf.register(name, arrow_udf(function, kind))


def estimate(frame: DataFrame, *, text: str, recipient: str | None = None, **settings: Any) -> dict[str, Any]:
    """Counts and prices the messages of a data frame; returns the report, as ``septet.estimate`` does.

    Each partition is counted where it is, and becomes one state of all its figures with the set of its recipients,
    three or four octets for each. The driver adds the states up, in whatever order they come: totals are exact, and so is
    the number of different recipients. Rows of a data frame have no numbers, so that ``longest`` has none.
    """
    from pyspark.sql import functions, types

    if not hasattr(frame, "mapInArrow"):
        raise TypeError(f"a campaign is a data frame of Spark, not {type(frame).__name__}")
    settings["prices"] = read_prices(settings.get("prices"))
    whole = Campaign(**settings)
    names = {"text": text} if recipient is None else {"text": text, "recipient": recipient}
    check_names(list(names.values()), frame.columns)
    columns = []
    for name, source in names.items():
        kind = frame.schema[source].dataType
        column = functions.col("`" + source.replace("`", "``") + "`")
        if name == "recipient":
            # Columns without rows say that there are recipients.
            whole.add([], [])
        # Numbers are read as their digits; other casts would make texts of what is none.
        if name == "recipient" and isinstance(kind, types.IntegralType):
            column = column.cast("string")
        elif not isinstance(kind, (types.StringType, types.CharType, types.VarcharType, types.BinaryType, types.NullType)):
            numbers = " or whole numbers" if name == "recipient" else ""
            raise TypeError(f"a column of {name}s has strings{numbers}, not {kind.simpleString()}")
        columns.append(column.alias(name))

    def count_partition(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        campaign = Campaign(**settings)
        is_any = False
        for batch in batches:
            is_any = is_any or batch.num_rows > 0
            campaign.add(batch.column(0), batch.column(1) if recipient is not None else None)
        if is_any:
            yield pyarrow.RecordBatch.from_arrays([pyarrow.array([campaign.state()], pyarrow.binary())], ["state"])

    states = frame.select(*columns).mapInArrow(count_partition, "state binary")
    for row in states.collect():
        whole.merge(bytes(row.state))
    report = whole.report()
    for entry in report.get("longest", []):
        entry.pop("row", None)
    return report
