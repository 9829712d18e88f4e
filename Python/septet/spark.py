"""Spark: functions for SQL, and campaigns of any size.

The workers need the wheel, too: install it there, or add it with ``spark.addArtifact`` or ``--py-files``.
"""

from __future__ import annotations

from typing import Any, Iterable, Iterator

import pyarrow
from pyspark.sql import DataFrame, SparkSession

from . import NumberError, count, number, parts
from ._campaign import Campaign, read_prices

__all__ = ["estimate", "register"]

_PLAN = "struct<encoding:string,units:int,parts:int,remaining:int>"


def _parts(text: pyarrow.Array) -> pyarrow.Array:
    return parts(text)


def _units(text: pyarrow.Array) -> pyarrow.Array:
    return count(text).field("units")


def _encoding(text: pyarrow.Array) -> pyarrow.Array:
    return count(text).field("encoding").dictionary_decode()


def _plan(text: pyarrow.Array) -> pyarrow.Array:
    plans = count(text)
    fields = [plans.field(index) for index in range(4)]
    fields[0] = fields[0].dictionary_decode()
    names = ["encoding", "units", "parts", "remaining"]
    return pyarrow.StructArray.from_arrays(fields, names=names, mask=plans.is_null())


def _number(text: pyarrow.Array, country: pyarrow.Array) -> pyarrow.Array:
    def read(value: str | None, code: str | None) -> str | None:
        try:
            return None if value is None else number(value, code).e164
        except NumberError:
            return None

    rows = zip(text.to_pylist(), country.to_pylist())
    return pyarrow.array([read(value, code) for value, code in rows], pyarrow.string())


def register(spark: SparkSession) -> None:
    """Registers ``sms_parts``, ``sms_units``, ``sms_encoding``, ``sms_plan`` and ``sms_number`` for SQL.

    Each takes a text; ``sms_number`` takes a number and the country of numbers that do not show theirs, and is null for
    what is not a number. Batches go to Python in Arrow's layout, and one call counts each of them.
    """
    from pyspark.sql.functions import arrow_udf

    functions: list[tuple[str, Any, Any]] = [
        ("sms_parts", "int", _parts),
        ("sms_units", "int", _units),
        ("sms_encoding", "string", _encoding),
        ("sms_plan", _PLAN, _plan),
        ("sms_number", "string", _number),
    ]
    for name, kind, function in functions:
        spark.udf.register(name, arrow_udf(function, kind))


def estimate(frame: DataFrame, *, text: str, recipient: str | None = None, **settings: Any) -> dict[str, Any]:
    """Counts and prices the messages of a data frame; returns the report, as ``septet.estimate`` does.

    Each partition is counted where it is, and becomes one state of all its figures with the set of its recipients,
    three or four octets for each. The driver adds the states up, in whatever order they come: totals are exact, and so is
    the number of different recipients. Rows of a data frame have no numbers, so that ``longest`` has none.
    """
    from pyspark.sql.functions import col

    settings["prices"] = read_prices(settings.get("prices"))
    whole = Campaign(**settings)
    columns = [col(text).cast("string").alias("text")]
    if recipient is not None:
        columns.append(col(recipient).cast("string").alias("recipient"))

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
