"""The wheel, as it was installed: every function, every kind of column, and the vectors through them."""

import decimal
import json
import os
import pathlib
import pickle
import subprocess

import numpy
import pandas
import polars
import pyarrow
import pytest
import readme
import septet
import vectors

LONG = "x" * (256 * 153)


def test_texts_are_planned_as_the_vectors_say():
    for row in vectors.rows("counting.tsv"):
        text = vectors.text(row["text"])
        if row["encoding"] == "error":
            with pytest.raises(septet.PlanningError) as caught:
                septet.plan(text, **vectors.planning(row))
            assert (caught.value.parts, caught.value.status) == (int(row["parts"]), "SEPTET_TOO_MANY_PARTS")
            continue
        plan = septet.plan(text, **vectors.planning(row))
        found = [plan.encoding, plan.units, plan.parts, plan.units_per_part, plan.remaining]
        expected = [row["encoding"]] + [int(row[name]) for name in ("units", "parts", "unitsPerPart", "remaining")]
        assert found == expected, row["id"]
        tables = [None if row[name] == "-" else row[name] for name in ("locking", "single")]
        assert [plan.locking, plan.single] == tables, row["id"]


def columns(texts):
    """A column in each form that one may come in."""
    yield "list", texts
    yield "numpy", numpy.array(texts, object)
    yield "pandas", pandas.Series(texts)
    yield "pandas object", pandas.Series(texts, dtype=object)
    # pandas 2 makes one category of "" and of a NUL.
    categories = pandas.Series(texts, dtype="category")
    yield "pandas category", categories if categories[texts.index("\0")] else pandas.Series(texts)
    yield "polars", polars.Series(texts)
    for kind in (pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()):
        array = pyarrow.array(texts, kind)
        yield str(kind), array
        yield f"{kind}, a slice", pyarrow.array(["skipped", None, "x" * 50] + texts + ["after"], kind)[3:-1]
        yield f"{kind}, chunks", pyarrow.chunked_array([array[:7], array[7:7], array[7:]])
    yield "dictionary", pyarrow.array(texts).dictionary_encode()


def test_columns_are_planned_as_the_vectors_say():
    texts, expected = vectors.default_texts()
    names = set()
    for name, column in columns(texts):
        names.add(name)
        counts = septet.count(column)
        counts.validate(full=True)
        assert counts.to_pylist() == expected, name
        parts = septet.parts(column)
        parts.validate(full=True)
        assert parts.type == pyarrow.int32(), name
        assert parts.to_pylist() == [entry and entry["parts"] for entry in expected], name
    assert len(names) == 16


def test_columns_without_rows_or_texts():
    assert septet.parts([]).to_pylist() == []
    assert septet.parts(pyarrow.chunked_array([], pyarrow.string())).to_pylist() == []
    assert septet.parts([None, None]).to_pylist() == [None, None]
    assert septet.count([""]).to_pylist() == [{"encoding": "gsm7", "units": 0, "parts": 1, "remaining": 160}]
    assert septet.count(pyarrow.array(["a", None]))[1].as_py() is None
    assert septet.count(pyarrow.array(["a", None])).field("parts").to_pylist() == [1, None]


def test_what_cannot_be_planned_has_its_row_and_place():
    with pytest.raises(septet.PlanningError, match="row 9: the text needs 256 parts") as caught:
        septet.parts(pyarrow.chunked_array([["a"] * 8, ["b", LONG]]))
    assert (caught.value.row, caught.value.parts, caught.value.offset) == (9, 256, None)
    with pytest.raises(septet.PlanningError) as caught:
        septet.parts(pyarrow.array([b"ok", b"ab\xff"]))
    assert (caught.value.row, caught.value.offset, caught.value.status) == (1, 2, "SEPTET_INVALID_UTF8")
    with pytest.raises(septet.PlanningError) as caught:
        septet.plan("aя", encoding="gsm7")
    assert (caught.value.offset, caught.value.character, caught.value.row) == (1, "я", None)
    assert septet.parts(["a", LONG, None], errors="null").to_pylist() == [1, None, None]
    assert septet.count(["a", LONG], errors="null").null_count == 1
    assert isinstance(caught.value, ValueError)


def test_arguments_that_there_are_not():
    for wrong in [{"boundary": "word"}, {"reference_bits": 7}, {"languages": ["klingon"]}, {"encoding": "ucs4"}]:
        with pytest.raises(ValueError):
            septet.plan("a", **wrong)
    with pytest.raises(ValueError):
        septet.parts(["a"], errors="ignore")
    with pytest.raises(TypeError, match="not int64"):
        septet.parts([1, 2])
    assert septet.plan("ş", languages="tr") == septet.plan("ş", languages=["turkish"])


def test_parts_are_encoded_as_the_vectors_say():
    for row in vectors.rows("segmentation.tsv"):
        parts = septet.encode(vectors.text(row["text"]), int(row["reference"]), **vectors.planning(row, "referenceSize"))
        assert parts == [vectors.octets(cell) for cell in row["userData"].split(",")], row["id"]
        assert all(isinstance(part, bytes) for part in parts)


def test_references_are_drawn():
    drawn = {septet.encode("x" * 200)[0][3] for _ in range(50)}
    assert len(drawn) > 10
    with pytest.raises(ValueError):
        septet.encode("a", -1)


def test_parts_are_decoded_as_the_vectors_say():
    for (octets, length, scheme, has_header), expected in vectors.received() + vectors.packed():
        arguments = {"user_data_length": length, "data_coding_scheme": scheme, "has_header": has_header}
        if expected not in (None, "data"):
            received = septet.decode(octets, **arguments)
            assert received.text == expected, (octets, arguments)
            continue
        with pytest.raises(septet.PartError) as caught:
            septet.decode(octets, **arguments)
        assert caught.value.status == ("SEPTET_NOT_TEXT" if expected else "SEPTET_MALFORMED_PART"), (octets, arguments)


def test_septets_are_packed_as_the_vectors_say():
    for text, packed in vectors.packable():
        assert septet.encode(text) == [packed], text


def test_what_was_encoded_is_decoded():
    for text in ("Zażółć gęślą jaźń " * 9, "Hello " * 60, "Hello", "ż", ""):
        parts = septet.encode(text, 7)
        # A part says of itself what decode needs, and so does its copy.
        received = [septet.decode(part) for part in pickle.loads(pickle.dumps(parts))]
        assert "".join(part.text for part in received) == text
        if len(parts) > 1:
            places = [(part.reference, part.part_number, part.part_count) for part in received]
            assert places == [(7, index + 1, len(parts)) for index in range(len(parts))]


def test_numbers_are_read_as_the_vectors_say():
    for row in vectors.rows("numbers/examples.tsv"):
        country = row["country"] if len(row["country"]) == 2 else None
        number = septet.number(row["number"], country)
        assert number.is_valid and number.kind == row["kind"], row
    with pytest.raises(septet.NumberError) as caught:
        septet.number("call me", "GB")
    assert caught.value.reason == "noDigits"
    with pytest.raises(septet.SeptetError, match="no country 'QQ'"):
        septet.number("1", "QQ")


def test_a_text_is_inspected():
    inspected = septet.inspect("Hi 😀 Zażółć")
    assert inspected["encoding"] == "ucs2" and inspected["parts"] == 1
    assert [entry.effect for entry in septet.offenders("a€😀")] == ["forcesUCS2"]
    assert septet.offenders("a€")[0] == septet.Offender("€", 1, "costsTwoSeptets")


def sample():
    """The campaign of Vectors/samples with its texts filled in: texts, recipients."""
    texts, recipients = [], []
    for index in range(5000):
        texts.append(f"Hi {'Zoë' if index % 3 else 'Łukasz'}, {'long ' * (index % 70)}bye {'€' * (index % 2)}")
        recipients.append(f"+4479009{index % 1700:05d}" if index % 5 else f"07400 {index % 900:06d}")
    recipients[17] = "nobody"
    recipients[18] = None
    return texts, recipients


PRICES = vectors.ROOT / "Vectors/samples/prices.csv"


def comparable(report):
    """A report without what only a file, or only one run, has."""
    kept = {name: value for name, value in report.items() if name not in ("advice", "input", "rows", "sources")}
    kept["longest"] = [(entry["parts"], entry["units"]) for entry in kept["longest"]]
    return kept


@pytest.fixture(scope="module")
def tool():
    path = pathlib.Path(os.environ.get("SEPTET_TOOL", vectors.ROOT / ".build/release/septet"))
    if not path.exists():
        pytest.skip("there is no command; make tool builds it")
    return path


def test_a_table_is_priced_as_by_the_command(tool, tmp_path):
    texts, recipients = sample()
    table = pyarrow.table({"text": texts, "phone": recipients})
    path = tmp_path / "list.csv"
    pandas.DataFrame({"text": texts, "phone": recipients}).to_csv(path, index=False)
    arguments = ["--column", "text", "--recipient", "phone", "--prices", PRICES, "--country", "GB"]
    done = subprocess.run([tool, "estimate", path, *arguments, "--json"], capture_output=True, text=True)
    expected = comparable(json.loads(done.stdout, parse_float=decimal.Decimal))
    settings = {"text": "text", "recipient": "phone", "prices": PRICES, "country": "GB"}
    report = septet.estimate(table, **settings)
    assert report["rejected"] == 2 and report["recipients"]["unique"] > 1000
    for form in (table, table.to_pandas(), polars.from_arrow(table), table.to_reader(max_chunksize=100)):
        assert comparable(septet.estimate(form, **settings)) == expected


def test_states_merge_in_any_order():
    texts, recipients = sample()
    settings = {"prices": PRICES, "country": "GB"}
    whole = septet.Campaign(**settings)
    whole.add(texts, recipients)
    states = []
    for begin in range(0, 5000, 700):
        part = septet.Campaign(**settings)
        part.add(texts[begin : begin + 700], recipients[begin : begin + 700])
        states.append(part.state())
    for order in (states, states[::-1], states[3:] + states[:3]):
        merged = septet.Campaign(**settings)
        for state in order:
            merged.merge(state)
        assert comparable(merged.report()) == comparable(whole.report())
    # A campaign that counted some, and merged the others.
    mixed = septet.Campaign(**settings)
    mixed.add(texts[:700], recipients[:700])
    for state in states[1:]:
        mixed.merge(state)
    assert comparable(mixed.report()) == comparable(whole.report())


def test_campaigns_refuse():
    with pytest.raises(septet.CampaignError):
        septet.Campaign(prices=b"no prices here")
    with pytest.raises(septet.CampaignError, match="currency"):
        septet.Campaign(price="0.05")
    with pytest.raises(septet.CampaignError, match="country"):
        septet.Campaign(country="QQ")
    campaign = septet.Campaign(price="0.05", currency="EUR")
    campaign.add(["Hello", "x" * 161])
    assert campaign.report()["cost"]["max"] == decimal.Decimal("0.15")
    with pytest.raises(septet.CampaignError):
        campaign.merge(b"{}")


def test_snippets_of_the_readme():
    pages = [(vectors.ROOT / name).read_text(encoding="utf-8") for name in ("Python/README.md", "README.md")]
    own, whole = map(readme.snippet, pages)
    assert own == whole
    assert readme.run(own) == 7
