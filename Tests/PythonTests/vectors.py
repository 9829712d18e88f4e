"""The files of Vectors, read as the tests of every door read them."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]


def rows(name):
    """The rows of a file as dictionaries; never none."""
    lines = (ROOT / "Vectors" / name).read_text(encoding="utf-8").split("\n")
    lines = [line for line in lines if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    read = [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]
    assert read, name
    return read


def text(expression):
    """The text of an expression, as Vectors/README.md has it."""
    read = []
    position = 0
    while position < len(expression):
        term = re.compile(r"(?: \+ )?(?:(\d+)\*)?\{((?:\\u\{[0-9A-F]+\}|\\.|[^\\}])*)\}").match(expression, position)
        assert term, expression
        content = re.sub(r"\\(u\{([0-9A-F]+)\}|.)", unescape, term[2], flags=re.S)
        read.append(content * int(term[1] or 1))
        position = term.end()
    return "".join(read)


def unescape(match):
    if match[2]:
        return chr(int(match[2], 16))
    return {"n": "\n", "r": "\r", "t": "\t"}.get(match[1], match[1])


def octets(cell):
    return b"" if cell == "-" else bytes.fromhex(cell)


def planning(row, reference="reference"):
    """The options of septet.plan that a row asks for."""
    languages = row["languages"]
    return {
        "languages": languages if languages == "all" else [] if languages == "none" else languages.split(","),
        "boundary": row["boundary"],
        "reference_bits": int(row[reference]),
    }


def default_texts():
    """The rows of counting.tsv that the default options plan, with None between: texts and what they become."""
    texts, expected = [None], [None]
    for row in rows("counting.tsv"):
        if row["encoding"] == "error" or planning(row) != {
            "languages": [], "boundary": "pair", "reference_bits": 8,
        }:  # fmt: skip
            continue
        texts.append(text(row["text"]))
        expected.append(
            {"encoding": row["encoding"], **{name: int(row[name]) for name in ("units", "parts", "remaining")}}
        )
        if len(texts) % 5 == 0:
            texts.append(None)
            expected.append(None)
    assert len(texts) > 60
    return texts, expected
