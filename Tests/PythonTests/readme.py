"""The lines of Python that the page of the package begins with, run as they stand, with their answers.

    python readme.py    the page of the package that is installed, which is in its metadata

Needs the package and what pip brings with it, and nothing else.
"""

import decimal
import importlib.metadata

import pyarrow


def snippet(page, heading=""):
    """The first lines of Python of a page, or of what stands below a heading."""
    return page[page.index(heading) :].split("```python\n")[1].split("```")[0]


def run(lines):
    """Runs the lines; returns how many of the answers beside them were compared."""
    names = {"Decimal": decimal.Decimal}
    checked = 0
    for line in lines.splitlines():
        code, _, comment = line.partition("  # ")
        if not code.strip():
            continue
        if "=" in code.split("(")[0] or code.startswith("import"):
            exec(code, names)
            continue
        value = eval(code, names)
        comment = comment.strip()
        if comment.startswith(("'", "[", "1", "(")):
            assert value == eval(comment, names), (line, value)
        elif comment.startswith("int32 array: "):
            wanted = [None if word == "null" else int(word) for word in comment[13:].split(", ")]
            assert value.type == pyarrow.int32() and value.to_pylist() == wanted, (line, value)
        else:
            assert comment == "encoding, units, parts, remaining of each row", line
            assert [tuple(row) for row in value.to_pylist()] == [tuple(comment[:-12].split(", "))] * 2, (line, value)
            assert [row["parts"] for row in value.to_pylist()] == [1, 2], (line, value)
        checked += 1
    return checked


if __name__ == "__main__":
    answers = run(snippet(importlib.metadata.metadata("septet").get_payload()))
    assert answers == 7, answers
    print(f"{answers} answers of the page are right, septet {importlib.metadata.version('septet')}")
