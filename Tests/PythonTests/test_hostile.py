"""What no caller should pass: a right answer, or an exception with a sentence and a place; never a crash, never a guess."""

import copy
import decimal
import json
import os
import pickle
import subprocess
import threading

import numpy
import pandas
import polars
import pyarrow
import pytest
import septet
import vectors
from test_septet import comparable

LONG = "x" * (256 * 153)
TWO = "ż" * 71


@pytest.mark.parametrize(
    "column, expected",
    [
        (iter(["a", None, TWO]), [1, None, 2]),
        (("a", TWO), [1, 2]),
        ([b"a", "b", None], [1, 1, None]),
        (["a", float("nan"), pandas.NA], [1, None, None]),
        (numpy.array(["a", TWO]), [1, 2]),
        (numpy.array(["a", "b", TWO], object)[::-2], [2, 1]),
        (numpy.array([b"a"]), [1]),
        (pandas.Series([], dtype=object), []),
        (pandas.Series([numpy.nan, numpy.nan]), [None, None]),
        (pandas.Series(["a", pandas.NA], dtype="string"), [1, None]),
        (pandas.Series(["a", None, "a"], dtype="category"), [1, None, 1]),
        (pandas.Index(["a", TWO]), [1, 2]),
        (polars.Series(["a", TWO], dtype=polars.Categorical), [1, 2]),
        (polars.Series(["a", None], dtype=polars.Enum(["a"])), [1, None]),
        (polars.Series([None, None]), [None, None]),
        (polars.Series([], dtype=polars.String), []),
        (pyarrow.nulls(2), [None, None]),
        (pyarrow.array([b"a", TWO.encode()], pyarrow.binary_view()), [1, 2]),
        (pyarrow.array(["a", TWO, None, "a"]).dictionary_encode()[1:3], [2, None]),
        (pyarrow.array(["a", TWO], pyarrow.large_string()).dictionary_encode(), [1, 2]),
        (pyarrow.DictionaryArray.from_arrays(pyarrow.array([0, 1, None], pyarrow.int8()), pyarrow.array(["a", None])), [1, None, None]),
        (pyarrow.RunEndEncodedArray.from_arrays([2, 3], ["a", TWO]), [1, 1, 2]),
        (pyarrow.ExtensionArray.from_storage(pyarrow.json_(), pyarrow.array(["a"])), [1]),
        (pyarrow.chunked_array([pyarrow.nulls(3)]), [None, None, None]),
    ],
    ids=str,
)
def test_columns_of_every_kind(column, expected):
    result = septet.parts(column)
    assert result.type == pyarrow.int32() and result.to_pylist() == expected


@pytest.mark.parametrize(
    "column, sentence",
    [
        (None, "a column of texts is an array, a Series or a list, not NoneType"),
        ("Hello", "not str"),
        (b"Hello", "not bytes"),
        (5, "not int"),
        ({"text": "a"}, "not dict"),
        ({"a", "b"}, "not set"),
        (pyarrow.scalar("a"), "not StringScalar"),
        (["a", 1], "row 1: a column of texts has strings, not int"),
        ([1, "a"], "row 0: a column of texts has strings, not int"),
        (["a", ["b"]], "row 1: a column of texts has strings, not list"),
        (["a", numpy.array([1, 2])], "row 1: a column of texts has strings, not ndarray"),
        ([1, 2], "a column of texts has strings, not int64"),
        (numpy.array([1.5]), "not double"),
        (numpy.array([["a", "b"]]), "one dimension, not 2"),
        (numpy.array("a"), "one dimension, not 0"),
        (pandas.DataFrame({"text": ["a"]}), "one dimension, not 2"),
        (pandas.Series([1, 2], dtype="category"), "not int64"),
        (polars.DataFrame({"text": ["a"]}), "not struct"),
        (polars.Series([1]), "not int64"),
        (pyarrow.table({"text": ["a"]}), "not struct"),
        (pyarrow.array([["a"]]), "not list"),
        (pyarrow.array([True]), "not bool"),
        (pyarrow.array([1, 2]).dictionary_encode(), "not int64"),
        (pyarrow.array([b"ab"], pyarrow.binary(2)), "not fixed_size_binary"),
    ],
    ids=str,
)
def test_what_is_no_column(column, sentence):
    for function in (septet.parts, septet.count):
        with pytest.raises(TypeError) as caught:
            function(column)
        assert sentence in str(caught.value)


@pytest.mark.parametrize(
    "column, row, offset",
    [
        (["ok", "ab\ud800"], 1, 2),
        (numpy.array(["ok", "ab\ud800"], object), 1, 2),
        (numpy.array(["ok", "ab\ud800"]), 1, 2),
        (pandas.Series(["ok", None, "\udfff"], dtype=object), 2, 0),
        (pyarrow.array([b"ok", b"ab\xc3"]), 1, 2),
        (pyarrow.array([b"ok", b"a" * 20 + b"\xc3"], pyarrow.binary_view()), 1, 20),
        (polars.Series([b"ok", b"\xff"]), 1, 0),
        (pyarrow.chunked_array([[b"ok"], [b"a", b"b\xff"]]), 2, 1),
        (pyarrow.array([b"a\xff"]).dictionary_encode(), 0, 1),
        (pyarrow.Array.from_buffers(pyarrow.string(), 1, [None, pyarrow.py_buffer(numpy.array([0, 2], numpy.int32)), pyarrow.py_buffer(b"\xff\xfe")]), 0, 0),
    ],
    ids=str,
)
def test_texts_that_are_not_unicode(column, row, offset):
    with pytest.raises(septet.PlanningError, match=f"row {row}: invalid UTF-8 at byte {offset}") as caught:
        septet.parts(column)
    assert (caught.value.row, caught.value.offset, caught.value.status) == (row, offset, "SEPTET_INVALID_UTF8")
    kept = septet.parts(column, errors="null").to_pylist()
    assert kept[row] is None and kept[:row].count(None) <= 1
    campaign = septet.Campaign()
    campaign.add(column)
    assert campaign.report()["rejected"] == 1


def test_offsets_that_decrease():
    buffers = [None, pyarrow.py_buffer(numpy.array([0, 5, 2], numpy.int32)), pyarrow.py_buffer(b"abcde")]
    with pytest.raises(septet.PlanningError, match="row 1: the text lies outside of the data"):
        septet.parts(pyarrow.Array.from_buffers(pyarrow.string(), 2, buffers))


def test_texts_of_a_hundred_million_octets():
    text = "x" * 100_000_000
    for call in (septet.plan, septet.encode, lambda text: septet.parts(["a", text])):
        with pytest.raises(septet.PlanningError, match="needs 653595 parts"):
            call(text)
    assert septet.parts(["a", text], errors="null").to_pylist() == [1, None]
    with pytest.raises(septet.NumberError) as caught:
        septet.number(text)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("function", [septet.plan, septet.encode, septet.offenders, septet.inspect, septet.number])
def test_texts_are_strings(function):
    for text in (None, 1, b"a", ["a"]):
        with pytest.raises(TypeError, match="a text is a str, not"):
            function(text)
    if function is not septet.number:
        with pytest.raises(septet.PlanningError, match="invalid UTF-8 at byte 1"):
            function("a\ud800")


@pytest.mark.parametrize(
    "options, sentence",
    [
        ({"boundary": None}, "boundary is one of pair, unit, grapheme, not None"),
        ({"boundary": ["pair"]}, "boundary is one of"),
        ({"reference_bits": "8"}, "reference_bits is one of 8, 16, not '8'"),
        ({"reference_bits": 8.0}, "reference_bits is one of"),
        ({"reference_bits": True}, "reference_bits is one of"),
        ({"languages": [1]}, "1 is not a language with national tables"),
        ({"languages": ""}, "'' is not a language"),
        ({"languages": "tr,"}, "'' is not a language"),
        ({"languages": None}, "languages are a str or a list of them, not NoneType"),
        ({"encoding": "GSM7"}, "encoding is one of None, gsm7, ucs2, not 'GSM7'"),
        ({"encoding": []}, "encoding is one of"),
        ({"boundry": "pair"}, "unexpected keyword argument 'boundry'"),
    ],
)
def test_options_that_there_are_not(options, sentence):
    for call in (septet.plan, septet.encode, septet.inspect, lambda text, **options: septet.parts([text], **options)):
        with pytest.raises((ValueError, TypeError)) as caught:
            call("a", **options)
        assert sentence in str(caught.value)


def test_languages_with_commas():
    assert septet.plan("ş" * 100, languages="tr,pt") == septet.plan("ş" * 100, languages=["turkish", "pt"])
    assert septet.plan("ş" * 100, languages="tr,pt").single == "turkish" or septet.plan("ş" * 100, languages="tr,pt").locking


def test_numbers_that_do_not_fit():
    # Cut to the width of C's, each would be another one.
    for arguments in ({"user_data_length": (1 << 32) + 3}, {"user_data_length": -1}, {"user_data_length": 3, "data_coding_scheme": 1 << 32}):
        with pytest.raises(ValueError, match="is from 0 to 255, not"):
            septet.decode(b"abc", **arguments)
    for arguments in ({"user_data_length": 1.5}, {"data_coding_scheme": "0"}):
        with pytest.raises(TypeError, match="is a whole number, not"):
            septet.decode(b"abc", **arguments)
    with pytest.raises(ValueError, match="has_header is True or False, not 'no'"):
        septet.decode(b"abc", has_header="no")
    for user_data in (None, "abc", 5):
        with pytest.raises(TypeError, match="user data is bytes"):
            septet.decode(user_data)
    with pytest.raises(septet.PartError):
        septet.decode(b"a" * 1_000_000)
    for number in (-1, 1 << 32, 1.5, "1"):
        with pytest.raises((ValueError, TypeError), match="message_number is"):
            septet.encode("a", number)
    assert septet.decode(bytearray(b"\xe8\x32\x9b\xfd\x06"), numpy.int64(5)).text == "hello"


def test_errors_travel():
    for call in (
        lambda: septet.parts([LONG]), lambda: septet.plan("я", encoding="gsm7"), lambda: septet.number("x"),
        lambda: septet.decode(b"", 5), lambda: septet.Campaign(country="QQ"),
    ):  # fmt: skip
        with pytest.raises(septet.SeptetError) as caught:
            call()
        other = pickle.loads(pickle.dumps(caught.value))
        assert type(other) is type(caught.value) and str(other) == str(caught.value)
        assert vars(other) == vars(caught.value)
        # As Polars raises what it caught, with a message of its own.
        assert str(type(caught.value)("a message")) == "a message"


TABLE = pyarrow.table({"text": ["a", "b" * 161, None], "phone": ["+447900900123", None, "+447900900123"]})


def test_forms_of_a_table():
    expected = septet.estimate(TABLE, text="text", recipient="phone")
    assert (expected["messages"], expected["parts"], expected["rejected"]) == (2, 2, 1)
    frame = TABLE.to_pandas()
    # What Arrow has no type for, in a column that is not looked at.
    frame["other"] = [object(), {1}, "x"]
    categories = polars.from_arrow(TABLE).cast(polars.Categorical)
    for table in (
        TABLE, TABLE.to_batches()[0], TABLE.to_reader(), frame, polars.from_arrow(TABLE), categories, TABLE.to_pydict(),
        {name: TABLE[name].to_numpy(zero_copy_only=False) for name in TABLE.column_names},
    ):  # fmt: skip
        assert septet.estimate(table, text="text", recipient="phone") == expected
    # Whole numbers are read as their digits, whatever they are in.
    numbers = [447900900123, 447900900124]
    for column in (numbers, [numbers[0], str(numbers[1])], numpy.array(numbers), pandas.Series(numbers), polars.Series(numbers), pyarrow.array(numbers).dictionary_encode()):
        campaign = septet.Campaign()
        campaign.add(["a", "b"], column)
        assert campaign.report()["recipients"]["unique"] == 2


@pytest.mark.parametrize(
    "table, columns, kind, sentence",
    [
        (TABLE, {"text": "body"}, KeyError, "there is no column 'body'; there are: text, phone"),
        (TABLE.to_batches()[0], {"text": "body"}, KeyError, "no column 'body'"),
        (TABLE.to_pandas(), {"text": "body"}, KeyError, "no column 'body'"),
        (polars.from_arrow(TABLE), {"text": "text", "recipient": "to"}, KeyError, "no column 'to'"),
        ({"text": ["a"]}, {"text": "body"}, KeyError, "no column 'body'"),
        (pyarrow.table([["a"], ["b"]], names=["text", "text"]), {"text": "text"}, KeyError, "there are 2 columns 'text'"),
        (pandas.DataFrame([["a", "b"]], columns=["text", "text"]), {"text": "text"}, KeyError, "there are 2 columns 'text'"),
        (TABLE, {"text": None}, TypeError, "the name of a column is a str, not NoneType"),
        (TABLE, {"text": 0}, TypeError, "the name of a column is a str"),
        (None, {"text": "text"}, TypeError, "a table is one of pyarrow, pandas or Polars, or a dictionary, not NoneType"),
        (["a"], {"text": "text"}, TypeError, "not list"),
        ("list.csv", {"text": "text"}, TypeError, "not str"),
        (polars.from_arrow(TABLE).lazy(), {"text": "text"}, TypeError, "not LazyFrame"),
        ({"text": [1]}, {"text": "text"}, TypeError, "a column of texts has strings, not int64"),
        ({"text": ["a"], "phone": [4.4e11]}, {"text": "text", "recipient": "phone"}, TypeError, "recipients has strings or whole numbers, not double"),
    ],
    ids=str,
)
def test_what_is_no_table(table, columns, kind, sentence):
    with pytest.raises(kind) as caught:
        septet.estimate(table, **columns)
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    "settings, kind, sentence",
    [
        ({"prices": b""}, septet.CampaignError, "there is no price"),
        ({"prices": b"foo,bar\n1,2\n"}, septet.CampaignError, 'line 1: no column is that of the price; there are: "foo", "bar"'),
        ({"prices": b"prefix,price\n44,0.05\n"}, septet.CampaignError, "the currency isn't known"),
        ({"prices": b"prefix,price\n44,abc\n", "currency": "EUR"}, septet.CampaignError, "line 2"),
        ({"prices": b"prefix,price,currency\n44,0.05,EUR\n48,0.05,USD\n"}, septet.CampaignError, "line 3: prices in USD after prices in EUR"),
        ({"prices": b"prefix,price,currency\n44,0.05,E\xffR\n"}, septet.CampaignError, "invalid UTF-8 at byte 31"),
        ({"prices": b'[{"a":'}, septet.CampaignError, "at byte 6"),
        ({"prices": 0}, TypeError, "prices are a path or bytes, not int"),
        ({"prices": "no/such/file.csv"}, OSError, "no/such/file.csv"),
        ({"prices": b"prefix,price,currency\n44,1,EUR\n", "price": "1", "currency": "EUR"}, septet.CampaignError, "both a price list"),
        ({"price": "0.05"}, septet.CampaignError, "has no currency"),
        ({"price": -1, "currency": "EUR"}, septet.CampaignError, "not an amount"),
        ({"price": float("nan"), "currency": "EUR"}, septet.CampaignError, "not an amount"),
        ({"price": "1", "currency": 5}, TypeError, "a currency is a str, not int"),
        ({"country": "QQ"}, septet.CampaignError, "no such country"),
        ({"country": 44}, TypeError, "a country is a str, not int"),
        ({"numbers": "Valid"}, ValueError, "numbers is one of possible, valid, any, not 'Valid'"),
        ({"numbers": []}, ValueError, "numbers is one of"),
        ({"colour": 1}, TypeError, "unexpected keyword argument 'colour'"),
    ],
    ids=str,
)
def test_settings_that_there_are_not(settings, kind, sentence):
    with pytest.raises(kind) as caught:
        septet.estimate(TABLE, text="text", recipient="phone", **settings)
    assert sentence in str(caught.value)


def test_amounts_are_decimals():
    prices = b"prefix,price,currency\n44,2,EUR\n"
    report = septet.estimate(TABLE, text="text", recipient="phone", prices=prices)
    assert report["cost"] == {"currency": "EUR", "min": decimal.Decimal(4), "max": decimal.Decimal(4)}
    assert all(type(report["cost"][name]) is decimal.Decimal for name in ("min", "max"))
    assert type(report["messages"]) is int


def test_tables_without_rows_are_reported_as_by_the_command(tmp_path):
    """A list of a header alone, and one of rows without texts and recipients."""
    tool = os.environ.get("SEPTET_TOOL", vectors.ROOT / ".build/release/septet")
    settings = {"price": "0.05", "currency": "EUR"}
    found = septet.estimate(TABLE[:0], text="text", recipient="phone", **settings)
    assert found["recipients"] == {"unique": 0, "duplicates": 0, "isLowerBound": False} and "numbers" in found
    assert "recipients" not in septet.estimate(TABLE[:0], text="text", **settings)
    nulls = pyarrow.table({"text": pyarrow.nulls(2), "phone": pyarrow.nulls(2)})
    assert septet.estimate(nulls, text="text", recipient="phone")["rejected"] == 2
    if not os.path.exists(tool):
        pytest.skip("there is no command; make tool builds it")
    path = tmp_path / "list.csv"
    path.write_text("text,phone\n")
    arguments = ["--column", "text", "--recipient", "phone", "--price", "0.05", "--currency", "EUR", "--json"]
    done = subprocess.run([tool, "estimate", path, *arguments], capture_output=True, text=True, check=True)
    assert comparable(found) == comparable(json.loads(done.stdout, parse_float=decimal.Decimal))


def test_campaigns_that_are_used_otherwise():
    campaign = septet.Campaign()
    with pytest.raises(ValueError, match="there are 1 texts and 2 recipients"):
        campaign.add(["a"], ["1", "2"])
    for state in (None, "{}", 5):
        with pytest.raises(TypeError, match="a state is bytes"):
            campaign.merge(state)
    for state in (b"", b"{}", b"[" * 100_000, b'{"messages":-1}'):
        with pytest.raises(septet.CampaignError):
            septet.Campaign().merge(state)
    # A copy would close the same campaign twice.
    for call in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match="a campaign is not copied"):
            call(campaign)
    euro, dollar = septet.Campaign(price="1", currency="EUR"), septet.Campaign(price="1", currency="USD")
    euro.add(["a"])
    dollar.add(["a"])
    euro.merge(dollar.state())
    with pytest.raises(septet.CampaignError, match="costs in USD and EUR cannot be added up"):
        euro.report()


def test_a_campaign_of_several_threads():
    campaign = septet.Campaign()
    numbers = [f"+4479009{index:05d}" for index in range(2000)]

    def add():
        for _ in range(10):
            campaign.add(["Hello"] * 2000, numbers)
            campaign.state()

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = campaign.report()
    assert report["messages"] == 80_000 and report["recipients"]["unique"] == 2000
