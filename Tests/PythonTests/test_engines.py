"""DuckDB, Polars and Spark: the vectors through each, and what they do with nulls and texts that cannot be sent."""

import os
import sys

import duckdb
import polars
import pytest
import septet
import septet.polars
import vectors

LONG = "x" * (256 * 153)
TEXTS, EXPECTED = vectors.default_texts()


@pytest.fixture
def duck():
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    connection.execute(f"LOAD '{septet.duckdb_extension_path()}'")
    return connection


def test_duckdb_counts_as_the_vectors_say(duck):
    duck.execute("CREATE TABLE texts (row INTEGER, text VARCHAR)")
    # More rows than a chunk has.
    duck.executemany("INSERT INTO texts VALUES (?, ?)", list(enumerate(TEXTS)))
    duck.execute("INSERT INTO texts SELECT row + 1000 * copy, text FROM texts, range(1, 40) copies(copy)")
    rows = duck.execute(
        "SELECT sms_plan(text), sms_parts(text), sms_units(text), sms_encoding(text) FROM texts ORDER BY row"
    ).fetchall()
    assert len(rows) == 40 * len(TEXTS) > 2048
    for index, row in enumerate(rows):
        expected = EXPECTED[index % len(TEXTS)]
        names = ("parts", "units", "encoding")
        assert row == (expected, *(expected and expected[name] for name in names)), TEXTS[index % len(TEXTS)]


def test_duckdb_reads_numbers_and_refuses(duck):
    rows = duck.execute(
        "SELECT sms_number(t, c) FROM (VALUES ('07900 900123', 'GB'), (NULL, 'GB'), ('x', 'GB'), "
        "('+447900900123', NULL)) v(t, c)"
    ).fetchall()
    assert rows == [("+447900900123",), (None,), (None,), ("+447900900123",)]
    with pytest.raises(duckdb.Error, match="needs 256 parts"):
        duck.execute("SELECT sms_parts(?)", [LONG]).fetchall()
    assert duck.execute("SELECT TRY(sms_parts(?))", [LONG]).fetchall() == [(None,)]
    with pytest.raises(duckdb.Error, match="no such country"):
        duck.execute("SELECT sms_number('1', 'QQ')").fetchall()


def test_polars_counts_as_the_vectors_say():
    frame = polars.DataFrame({"text": TEXTS})
    text = polars.col("text")
    for data in (frame, polars.concat([frame[:9], frame[9:]], rechunk=False)):
        found = data.select(
            plan=text.sms.plan(), parts=text.sms.parts(), units=text.sms.units(), encoding=text.sms.encoding()
        )
        for index, (row, expected) in enumerate(zip(found.to_dicts(), EXPECTED, strict=True)):
            if expected is None:
                assert row["parts"] is row["units"] is row["encoding"] is None
            else:
                assert row == {"plan": expected, **{name: expected[name] for name in ("parts", "units", "encoding")}}, (
                    TEXTS[index]
                )
    kind = polars.Struct({"encoding": polars.String, "units": polars.Int32, "parts": polars.Int32, "remaining": polars.Int32})
    assert frame.lazy().select(text.sms.plan()).collect_schema()["text"] == kind
    assert frame.clear().select(text.sms.parts()).height == 0


def test_polars_refuses():
    with pytest.raises(polars.exceptions.ComputeError, match="row 1 of a chunk needs 256 parts"):
        polars.DataFrame({"text": ["a", LONG]}).select(polars.col("text").sms.parts())
    with pytest.raises(polars.exceptions.ComputeError, match="a column of strings"):
        polars.DataFrame({"text": [1]}).select(polars.col("text").sms.parts())


@pytest.fixture(scope="module")
def spark():
    pyspark = pytest.importorskip("pyspark.sql")
    # The workers run where the wheel is installed.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        pyspark.SparkSession.builder.master("local[2]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_spark_counts_as_the_vectors_say(spark):
    import septet.spark

    septet.spark.register(spark)
    frame = spark.createDataFrame(list(enumerate(TEXTS)), "row int, text string")
    frame.createOrReplaceTempView("texts")
    rows = spark.sql(
        "SELECT sms_plan(text) AS plan, sms_parts(text) AS parts, sms_units(text) AS units, "
        "sms_encoding(text) AS encoding FROM texts ORDER BY row"
    ).collect()
    assert len(rows) == len(EXPECTED)
    for row, expected in zip(rows, EXPECTED):
        assert (row.plan.asDict() if row.plan else None) == expected
        assert (row.parts, row.units, row.encoding) == tuple(
            expected and expected[name] for name in ("parts", "units", "encoding")
        )
    assert spark.sql("SELECT sms_number('07900 900123', 'GB')").collect()[0][0] == "+447900900123"


def test_spark_prices_as_one_run(spark):
    import septet.spark
    from test_septet import PRICES, comparable, sample

    texts, recipients = sample()
    settings = {"prices": PRICES, "country": "GB"}
    whole = septet.Campaign(**settings)
    whole.add(texts, recipients)
    expected = comparable(whole.report())
    frame = spark.createDataFrame(list(zip(texts, recipients)), "body string, phone string")
    for partitions in (1, 3, 8):
        shuffled = frame.repartition(partitions)
        report = septet.spark.estimate(shuffled, text="body", recipient="phone", **settings)
        assert comparable(report) == expected
