"""The lines of Python that the page of the package begins with, run as they stand, with their answers.

    python readme.py    the page of the package that is installed, which is in its metadata

Needs the package and what pip brings with it, and nothing else.
"""

import decimal
import importlib.metadata
import os
import pathlib
import tempfile

import pyarrow
import septet

# One message of one part, one of two, to numbers of a country at 0.05 a part.
TABLE = pyarrow.table({"text": ["Hello", "ż" * 71], "phone": ["+447900900123", "+447900900124"]})
PRICES = "prefix,price,currency\n44,0.05,EUR\n"


def snippet(page):
    return page.split("```python\n")[1].split("```")[0]


def run(lines):
    """Runs the lines; returns how many of the answers beside them were compared."""
    names = {"table": TABLE, "septet": septet}
    checked = 0
    with tempfile.TemporaryDirectory() as folder:
        prices = pathlib.Path(folder, "prices.csv")
        prices.write_text(PRICES, encoding="utf-8")
        for line in lines.splitlines():
            code, _, comment = line.replace('"prices.csv"', repr(os.fspath(prices))).partition("#")
            if not code.strip():
                continue
            if "=" in code.split("(")[0] or code.startswith("import"):
                exec(code, names)
                continue
            value = eval(code, names)
            comment = comment.strip()
            if comment.startswith(("'", "[", "1")):
                assert value == eval(comment), (line, value)
            elif comment.startswith("int32 array: "):
                wanted = [None if word == "null" else int(word) for word in comment[13:].split(", ")]
                assert value.type == pyarrow.int32() and value.to_pylist() == wanted, (line, value)
            elif comment:
                assert [row["parts"] for row in value.to_pylist()] == [1, 2], (line, value)
            else:
                # The parts and the cost of the report.
                cost = names["report"]["cost"]
                assert value == (3, cost) and cost["max"] == decimal.Decimal("0.15"), (line, value)
                assert cost["currency"] == "EUR", cost
            checked += 1
    return checked


if __name__ == "__main__":
    answers = run(snippet(importlib.metadata.metadata("septet").get_payload()))
    assert answers == 7, answers
    print(f"{answers} answers of the page are right, septet {importlib.metadata.version('septet')}")
