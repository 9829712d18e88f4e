"""DuckDB, Polars and Spark: all vectors of counting, packing and decoding through each, and what they do with nulls and
texts that cannot be sent."""

import decimal
import itertools
import json
import os
import subprocess
import sys

import duckdb
import polars
import pyarrow
import pytest
import readme
import septet
import septet.polars
import vectors
from test_septet import tool  # noqa: F401

LONG = "x" * (256 * 153)
PAGE = (vectors.ROOT / "docs/bindings.md").read_text(encoding="utf-8")
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


def options_text(planning):
    """Options as DuckDB's functions take them."""
    languages = planning["languages"] if isinstance(planning["languages"], str) else ",".join(planning["languages"])
    return f"{languages and 'languages=' + languages} boundary={planning['boundary']} reference_bits={planning['reference_bits']}"


def test_duckdb_takes_all_counting_vectors(duck):
    for text, planning, expected in vectors.counting():
        arguments = [text, options_text(planning)]
        if isinstance(expected, int):
            with pytest.raises(duckdb.Error, match=f"needs {expected} parts"):
                duck.execute("SELECT sms_plan(?, ?)", arguments).fetchall()
            continue
        found = duck.execute(
            "SELECT sms_plan(t, $2), sms_parts(t, $2), sms_units(t, $2), sms_encoding(t, $2) FROM (SELECT $1 AS t)", arguments
        ).fetchall()
        assert found == [(expected, expected["parts"], expected["units"], expected["encoding"])], (text, planning)


def test_duckdb_takes_all_packing_and_decoding_vectors(duck):
    for arguments, expected in vectors.received() + vectors.packed():
        query = "SELECT sms_decode(?, ?, ?, ?)"
        if expected not in (None, "data"):
            assert duck.execute(query, arguments).fetchall() == [(expected,)], arguments
            continue
        with pytest.raises(duckdb.Error, match="is data, not text" if expected else "is not what its length"):
            duck.execute(query, arguments).fetchall()
    for text, packed in vectors.packable():
        assert duck.execute("SELECT sms_encode(?, 1)", [text]).fetchall() == [([packed],)], text
    for row in vectors.rows("segmentation.tsv"):
        arguments = [vectors.text(row["text"]), int(row["reference"]), options_text(vectors.planning(row, "referenceSize"))]
        parts = [vectors.octets(cell) for cell in row["userData"].split(",")]
        assert duck.execute("SELECT sms_encode(?, ?, ?)", arguments).fetchall() == [(parts,)], row["id"]


def test_duckdb_encodes_and_decodes_columns(duck):
    # More lists than a chunk has, with null rows between; some texts have several parts.
    found = duck.execute(
        "SELECT i, sms_encode(t, i % 100) FROM (SELECT i, CASE i % 3 WHEN 0 THEN NULL WHEN 1 THEN 'a' ELSE repeat('ż', 71) END "
        "AS t FROM range(9000) r(i)) ORDER BY i"
    ).fetchall()
    for index, parts in found:
        text = None if index % 3 == 0 else "a" if index % 3 == 1 else "ż" * 71
        assert parts == (text and septet.encode(text, index % 100)), index
    duck.execute("CREATE TABLE parts AS SELECT i, unnest(sms_encode(repeat('ж', i), i)) AS part FROM range(1, 2500) r(i)")
    found = duck.execute(
        "SELECT i, string_agg(sms_decode(part, octet_length(part), 8, i > 70), '') FROM parts GROUP BY i ORDER BY i"
    ).fetchall()
    assert [(index, len(text)) for index, text in found] == [(index, index) for index in range(1, 2500)]


@pytest.mark.parametrize(
    "call, fault",
    [
        ("sms_parts('a', 'x')", "option at octet 0"),
        ("sms_parts('a', 'boundary=pair  languages=tr,')", "option at octet 15"),
        ("sms_plan('a', 'boundary=word')", "option at octet 0"),
        ("sms_units('a', 'reference_bits=8=8')", "option at octet 0"),
        ("sms_encoding('я', 'encoding=gsm7')", 'begins with "я" is not in the requested encoding'),
        ("sms_parts(t, o) FROM (VALUES ('a', 'boundary=pair'), ('b', 'boundary=unit')) v(t, o)", "one text for all rows"),
        ("sms_parts(t, o) FROM (VALUES ('a', 'boundary=pair'), ('b', NULL)) v(t, o)", "not null"),
        ("sms_parts(repeat('€', 40000))", 'begins with "€€€€€€€€" needs 527 parts'),
        ("sms_encode(repeat('x', 100000000), 1)", "needs 653595 parts"),
        ("sms_encode('a', -1)", "from 0 to 4294967295"),
        ("sms_encode('a', 4294967296)", "from 0 to 4294967295"),
        ("sms_decode('abc'::BLOB, -1, 0, false)", "not what its length"),
        ("sms_decode('abc'::BLOB, 3, 256, false)", "not what its length"),
        ("sms_decode('abc'::BLOB, 3, 4, false)", "data, not text"),
        ("sms_number('1', 'GBR')", 'no country "GBR"'),
        ("sms_parts('\\xFF'::BLOB)", "No function matches"),
        ("sms_parts(5)", "No function matches"),
    ],
)
def test_duckdb_says_what_is_wrong(duck, call, fault):
    with pytest.raises(duckdb.Error) as caught:
        duck.execute(f"SELECT {call}").fetchall()
    assert fault in str(caught.value)


def test_duckdb_has_null_for_null(duck):
    calls = [
        "sms_parts(NULL)", "sms_plan(NULL)", "sms_encoding(NULL, 'boundary=pair')", "sms_parts('a', NULL)", "sms_encode(NULL, 1)",
        "sms_encode('a', NULL)", "sms_decode(NULL, 1, 0, false)", "sms_decode('a'::BLOB, NULL, 0, false)",
        "sms_decode('a'::BLOB, 1, 0, NULL)", "sms_number(NULL, NULL)", "TRY(sms_decode('abc'::BLOB, 3, 4, false))",
    ]  # fmt: skip
    assert duck.execute(f"SELECT {', '.join(calls)}").fetchall() == [(None,) * len(calls)]
    # Columns: constants go another way.
    duck.execute("CREATE TABLE nothing AS SELECT NULL::VARCHAR AS t, NULL::BLOB AS b FROM range(3000)")
    counts = "count(sms_parts(t)), count(sms_plan(t)), count(sms_encode(t, 1)), count(sms_decode(b, 1, 0, false)), count(*)"
    assert duck.execute(f"SELECT {counts} FROM nothing").fetchall() == [(0, 0, 0, 0, 3000)]
    assert duck.execute("SELECT sms_parts(t), sms_encode(t, 1) FROM nothing WHERE false").fetchall() == []


def test_duckdb_reads_numbers_and_refuses(duck):
    rows = duck.execute(
        "SELECT sms_number(t, c) FROM (VALUES ('07900 900123', 'GB'), (NULL, 'GB'), ('x', 'GB'), "
        "('+447900900123', NULL)) v(t, c)"
    ).fetchall()
    assert rows == [("+447900900123",), (None,), (None,), ("+447900900123",)]
    with pytest.raises(duckdb.Error, match="needs 256 parts"):
        duck.execute("SELECT sms_parts(?)", [LONG]).fetchall()
    assert duck.execute("SELECT TRY(sms_parts(?))", [LONG]).fetchall() == [(None,)]
    with pytest.raises(duckdb.Error, match='no country "QQ"'):
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


def test_polars_takes_all_counting_vectors():
    column = polars.col("text").sms
    for text, planning, expected in vectors.counting():
        frame = polars.DataFrame({"text": [None, text]})
        if isinstance(expected, int):
            with pytest.raises(polars.exceptions.ComputeError, match=f"row 1 of its chunk needs {expected} parts"):
                frame.select(column.plan(**planning))
            continue
        found = frame.select(
            plan=column.plan(**planning), parts=column.parts(**planning), units=column.units(**planning),
            encoding=column.encoding(**planning),
        ).to_dicts()[1]  # fmt: skip
        names = ("parts", "units", "encoding")
        assert found == {"plan": expected, **{name: expected[name] for name in names}}, (text, planning)


def test_polars_takes_all_packing_and_decoding_vectors():
    names = ["data", "length", "scheme", "header"]
    decoded = polars.col("data").sms.decode(*map(polars.col, names[1:]))
    for arguments, expected in vectors.received() + vectors.packed():
        frame = polars.DataFrame([(None,) * 4, arguments], names, orient="row").cast({"data": polars.Binary})
        if expected not in (None, "data"):
            assert frame.select(decoded)["data"].to_list() == [None, expected], arguments
            continue
        with pytest.raises(septet.PartError, match="row 1: .* data, not text" if expected else "row 1: .* not what its length"):
            frame.select(decoded)
    for text, packed in vectors.packable():
        assert polars.DataFrame({"text": [None, text]}).select(polars.col("text").sms.encode(1))["text"].to_list() == [None, [packed]]
    for row in vectors.rows("segmentation.tsv"):
        frame = polars.DataFrame({"text": [vectors.text(row["text"])], "number": [int(row["reference"])]})
        encoded = polars.col("text").sms.encode(polars.col("number"), **vectors.planning(row, "referenceSize"))
        parts = [vectors.octets(cell) for cell in row["userData"].split(",")]
        assert frame.select(encoded)["text"].to_list() == [parts], row["id"]


def test_polars_encodes_literals_and_columns_without_rows():
    frame = polars.DataFrame({"text": ["Hello", None], "number": [1, 2], "data": [b"\xc8\x32\x9b\xfd\x06", None]})
    text, data = polars.col("text").sms, polars.col("data").sms
    for expression in (text.encode(7), text.encode(polars.col("number")), polars.lit("Hello").sms.encode(polars.col("number"))):
        assert frame.select(expression).to_series().to_list()[0] == [b"\xc8\x32\x9b\xfd\x06"]
    assert frame.select(data.decode(5)).to_series().to_list() == ["Hello", None]
    empty = frame.clear().select(text.encode(7), data.decode(5))
    assert empty.height == 0 and list(empty.schema.values()) == [polars.List(polars.Binary), polars.String]
    schema = frame.lazy().select(text.encode(7), data.decode(5)).collect_schema()
    assert list(schema.values()) == [polars.List(polars.Binary), polars.String]


def test_polars_refuses():
    text = polars.col("text").sms
    chunks = polars.concat([polars.DataFrame({"text": ["a"] * 5}), polars.DataFrame({"text": ["a", LONG]})], rechunk=False)
    for frame in (polars.DataFrame({"text": ["a", LONG]}), chunks):
        with pytest.raises(polars.exceptions.ComputeError, match="row 1 of its chunk needs 256 parts"):
            frame.select(text.parts())
    with pytest.raises(polars.exceptions.ComputeError, match=r"row 1 of its chunk: U\+044F at byte 1 is not in the requested encoding"):
        polars.DataFrame({"text": ["a", "aя"]}).select(text.parts(encoding="gsm7"))
    for column in ([1], [b"a"], [["a"]], polars.Series(["a"], dtype=polars.Categorical)):
        with pytest.raises(polars.exceptions.ComputeError, match="a column of strings"):
            polars.DataFrame({"text": column}).select(text.parts())
    with pytest.raises(ValueError, match="boundary is one of pair, unit, grapheme"):
        text.parts(boundary="word")
    with pytest.raises(septet.PlanningError, match="row 1: the text needs 256 parts"):
        polars.DataFrame({"text": ["a", LONG]}).select(text.encode(1))
    with pytest.raises(TypeError, match="row 0: a text is a str"):
        polars.DataFrame({"text": [1]}).select(text.encode(1))


def test_polars_takes_every_form_of_a_column():
    text = polars.col("text").sms
    nulls = polars.DataFrame({"text": [None] * 9})
    assert nulls.select(text.parts(), p=text.plan()).rows() == [(None, None)] * 9
    assert nulls.cast(polars.String).select(text.units(), e=text.encoding()).rows() == [(None, None)] * 9
    frame = polars.DataFrame({"text": ["skipped", None, "x" * 50, "ż" * 71, None, "", "\0", "after"], "group": [1, 1, 2, 2, 2, 2, 1, 1]})
    for options in ({}, {"languages": "all"}):
        assert frame[3:7].select(text.parts(**options))["text"].to_list() == [2, None, 1, 1]
        grouped = frame.group_by("group", maintain_order=True).agg(text.parts(**options))
        assert grouped["text"].to_list() == [[1, None, 1, 1], [1, 2, None, 1]]
        filtered = frame.lazy().filter(text.parts(**options) > 1).select(text.parts(**options).sum()).collect(engine="streaming")
        assert filtered.item() == 2
    assert frame.select(polars.lit("ż" * 71).sms.parts()).item() == 2
    listed = polars.DataFrame({"text": [["a", "ż" * 71], [], None]})
    assert listed.select(polars.col("text").list.eval(polars.element().sms.parts()))["text"].to_list() == [[1, 2], [], None]


@pytest.mark.parametrize("heading", ["## DuckDB", "## Polars"])
def test_snippets_of_the_page(heading, monkeypatch):
    monkeypatch.chdir(vectors.ROOT)
    exec(readme.snippet(PAGE, heading), {})


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


def test_spark_takes_all_counting_vectors(spark):
    import septet.spark

    def key(case):
        return json.dumps(case[1])

    for _, cases in itertools.groupby(sorted(vectors.counting(), key=key), key):
        cases = list(cases)
        septet.spark.register(spark, **cases[0][1])
        plans = "sms_plan(text) AS plan, sms_parts(text) AS parts, sms_units(text) AS units, sms_encoding(text) AS encoding"
        sent = [case for case in cases if not isinstance(case[2], int)]
        frame = spark.createDataFrame([(index, case[0]) for index, case in enumerate(sent)], "row int, text string")
        rows = frame.selectExpr("row", *plans.split(", ")).sort("row").collect()
        for row, (text, planning, expected) in zip(rows, sent, strict=True):
            found = (row.plan.asDict(), row.parts, row.units, row.encoding)
            assert found == (expected, *(expected[name] for name in ("parts", "units", "encoding"))), (text, planning)
        for text, _, count in cases:
            if isinstance(count, int):
                with pytest.raises(Exception, match=f"row 1: the text needs {count} parts"):
                    spark.createDataFrame([("a",), (text,)], "text string").coalesce(1).selectExpr("sms_parts(text)").collect()
    with pytest.raises(ValueError, match="boundary is one of"):
        septet.spark.register(spark, boundary="word")
    septet.spark.register(spark)


def test_spark_takes_all_packing_and_decoding_vectors(spark):
    import septet.spark

    septet.spark.register(spark)
    schema = "row int, data binary, length int, scheme int, header boolean"
    cases = vectors.received() + vectors.packed()
    read = [case for case in cases if case[1] not in (None, "data")]
    frame = spark.createDataFrame([(index, *case[0]) for index, case in enumerate(read)], schema)
    rows = frame.selectExpr("row", "sms_decode(data, length, scheme, header) AS text").sort("row").collect()
    assert [row.text for row in rows] == [case[1] for case in read] and len(rows) > 120
    for arguments, expected in cases:
        if expected in (None, "data"):
            frame = spark.createDataFrame([(0, None, None, None, None), (1, *arguments)], schema).coalesce(1)
            with pytest.raises(Exception, match="row 1: .* data, not text" if expected else "row 1: .* not what its length"):
                frame.selectExpr("sms_decode(data, length, scheme, header)").collect()
    packable = vectors.packable()
    frame = spark.createDataFrame([(index, text) for index, (text, _) in enumerate(packable)], "row int, text string")
    rows = frame.selectExpr("row", "sms_encode(text, 1) AS parts").sort("row").collect()
    assert [row.parts for row in rows] == [[packed] for _, packed in packable]
    for row in vectors.rows("segmentation.tsv"):
        septet.spark.register(spark, **vectors.planning(row, "referenceSize"))
        frame = spark.createDataFrame([(vectors.text(row["text"]), int(row["reference"]))], "text string, number long")
        found = frame.selectExpr("sms_encode(text, number) AS parts").collect()[0].parts
        assert found == [vectors.octets(cell) for cell in row["userData"].split(",")], row["id"]
    septet.spark.register(spark)


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


def test_spark_prices_awkward_partitions_as_one_run(spark):
    """Partitions without rows, of one row, of nulls, with recipients in common, and in another order."""
    import septet.spark
    from test_septet import PRICES, comparable

    settings = {"prices": PRICES, "country": "GB"}
    names = {"text": "body", "recipient": "phone"}
    one = [("Hello", "+447900900123")]
    nulls = [(None, None), (None, "+447900900123"), ("Hello", None), (None, "07900 900124"), ("", "")]
    common = [("€" * 100, "+447900900123"), ("ż" * 71, "07900900123"), ("a" * 40_000, "+447900900125"), ("b", "nobody")]

    def frame(rows, partitions):
        return spark.createDataFrame(rows, "body string, phone string").repartition(partitions)

    def whole(rows):
        table = pyarrow.table({"body": [row[0] for row in rows], "phone": [row[1] for row in rows]})
        table = table.cast(pyarrow.schema([("body", pyarrow.string()), ("phone", pyarrow.string())]))
        return comparable(septet.estimate(table, **names, **settings))

    for rows in ([], one, nulls, common * 3, one + nulls + common):
        for partitions in (1, 16):
            found = comparable(septet.spark.estimate(frame(rows, partitions), **names, **settings))
            assert found == whole(rows), (rows, partitions)
    parts = [frame(rows, 2) for rows in (one, nulls, common, one)]
    for order in (parts, parts[::-1], parts[2:] + parts[:2]):
        united = order[0].union(order[1]).union(order[2]).union(order[3])
        assert comparable(septet.spark.estimate(united, **names, **settings)) == whole(one + nulls + common + one)
    # Without recipients, and numbers that are integers.
    without = comparable(septet.spark.estimate(frame(common, 3), text="body", **settings))
    texts = pyarrow.table({"body": [row[0] for row in common]})
    assert without == comparable(septet.estimate(texts, text="body", **settings)) and "recipients" not in without
    numbers = spark.createDataFrame([("a", 447900900123), ("b", 447900900123)], "body string, phone long")
    assert septet.spark.estimate(numbers, **names)["recipients"] == {"unique": 1, "duplicates": 1, "isLowerBound": False}


def test_spark_prices_as_the_command(spark, tool, tmp_path):
    import septet.spark
    from test_septet import PRICES, comparable

    rows = [("Hello", "+447900900123"), ("€" * 100, "07900 900123"), ("ż" * 71, "07400 000001"), ("a" * 40_000, "+447900900125"), ("b", "nobody")]
    path = tmp_path / "list.csv"
    path.write_text("body,phone\n" + "".join(f"{text},{phone}\n" for text, phone in rows), encoding="utf-8")
    arguments = ["--column", "body", "--recipient", "phone", "--prices", PRICES, "--country", "GB", "--json"]
    done = subprocess.run([tool, "estimate", path, *arguments], capture_output=True, text=True)
    expected = comparable(json.loads(done.stdout, parse_float=decimal.Decimal))
    for partitions in (1, 2, 5, 9):
        frame = spark.createDataFrame(rows, "body string, phone string").repartition(partitions)
        found = septet.spark.estimate(frame, text="body", recipient="phone", prices=PRICES, country="GB")
        assert comparable(found) == expected


def test_snippet_of_spark(spark, monkeypatch, capsys):
    monkeypatch.chdir(vectors.ROOT)
    exec(readme.snippet(PAGE, "## Spark"), {})
    assert "ucs2" in capsys.readouterr().out


def test_spark_says_what_is_wrong(spark):
    import septet.spark

    frame = spark.createDataFrame([("a", "+447900900123", 1.5)], "body string, phone string, weight double")
    # As the command and septet.estimate say it, before anything is counted.
    with pytest.raises(septet.CampaignError, match="line 3: prices in USD after prices in EUR"):
        septet.spark.estimate(frame, text="body", prices=b"prefix,price,currency\n44,0.05,EUR\n48,0.05,USD\n")
    with pytest.raises(septet.CampaignError, match="no such country"):
        septet.spark.estimate(frame, text="body", country="QQ")
    with pytest.raises(KeyError, match="there is no column 'text'; there are: body, phone, weight"):
        septet.spark.estimate(frame, text="text")
    with pytest.raises(TypeError, match="recipients has strings or whole numbers, not double"):
        septet.spark.estimate(frame, text="body", recipient="weight")
    with pytest.raises(TypeError, match="a column of texts has strings, not double"):
        septet.spark.estimate(frame, text="weight")
    with pytest.raises(TypeError, match="a data frame of Spark, not list"):
        septet.spark.estimate([("a",)], text="body")
    septet.spark.register(spark)
    with pytest.raises(Exception, match="row 0: the text needs 256 parts"):
        spark.createDataFrame([(LONG,)], "text string").selectExpr("sms_parts(text)").collect()
    with pytest.raises(Exception, match="a column of texts has strings, not int"):
        spark.sql("SELECT sms_parts(5)").collect()
    with pytest.raises(Exception, match="invalid UTF-8 at byte 1"):
        spark.sql("SELECT sms_parts(X'61FF')").collect()
    assert spark.sql("SELECT sms_parts(NULL), sms_plan(CAST(NULL AS STRING)), sms_encode(NULL, 1)").collect()[0] == (None,) * 3
    assert spark.sql("SELECT sms_parts(text) FROM (SELECT 'a' AS text) WHERE false").collect() == []
