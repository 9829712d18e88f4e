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


def counting():
    """Each row of counting.tsv: its text, the options it asks for, and its plan; a number of parts that are too many."""
    found = []
    for row in rows("counting.tsv"):
        if row["encoding"] == "error":
            expected = int(row["parts"])
        else:
            expected = {"encoding": row["encoding"], **{name: int(row[name]) for name in ("units", "parts", "remaining")}}
        found.append((text(row["text"]), planning(row), expected))
    assert len(found) > 200
    return found


def received():
    """The rows of decoding.tsv as arguments of septet.decode: user data, its length, the scheme, whether there is a
    header; and the text, "data", or None for what is malformed."""
    found = []
    for row in rows("decoding.tsv"):
        expected = {"text": text(row["expected"]) if row["result"] == "text" else None, "data": "data"}
        arguments = (octets(row["userData"]), int(row["userDataLength"]), int(row["dataCoding"], 16), row["hasHeader"] == "1")
        found.append((arguments, expected.get(row["result"])))
    assert len(found) > 90
    return found


def packed():
    """The rows of packing.tsv as user data, like those of received: a header stands where fill bits are, with an element
    that has no meaning for texts and makes it as long as they need."""
    found = []
    for row in rows("packing.tsv"):
        septets, packed, fill = octets(row["septets"]), octets(row["packed"]), int(row["fillBits"])
        # From 3 to 9 octets, so that the septets begin behind so many fill bits (TS 23.040 9.2.3.24).
        count = 0 if fill == 0 else 7 - fill if fill < 5 else 14 - fill
        header = bytes([count - 1, 0x80, count - 3]) + bytes(count - 3) if fill else b""
        length = (8 * count + fill) // 7 + len(septets)
        found.append(((header + packed, length, 0, fill > 0), text_of(septets)))
    assert len(found) > 50 and max(len(arguments[0]) for arguments, _ in found) == 140
    return found


def packable():
    """The texts of the rows of packing.tsv that become these septets, with the octets of their only part."""
    found = []
    for row in rows("packing.tsv"):
        septets = octets(row["septets"])
        read = text_of(septets)
        if row["fillBits"] == "0" and septets_of(read) == septets:
            found.append((read, octets(row["packed"])))
    assert len(found) > 15
    return found


def table(name):
    """An alphabet: characters by septet."""
    return {int(row["septet"], 16): chr(int(row["codepoint"][2:], 16)) for row in rows(name) if row["codepoint"] != "-"}


DEFAULT, EXTENSION = (table(f"tables/gsm0338_{name}.tsv") for name in ("default", "extension"))


def text_of(septets):
    """What septets of the default alphabet say (TS 23.038 6.2.1.1): an escape before one that the extension lacks is
    nothing, before another or at the end a space."""
    read = ""
    escaped = False
    for septet in septets:
        if escaped:
            read += " " if septet == 0x1B else EXTENSION.get(septet) or DEFAULT[septet]
            escaped = False
        elif septet == 0x1B:
            escaped = True
        else:
            read += DEFAULT[septet]
    return read + " " * escaped


def septets_of(text):
    """The septets of a text of the default alphabet."""
    octets = {character: bytes([septet]) for septet, character in DEFAULT.items()}
    octets |= {character: bytes([0x1B, septet]) for septet, character in EXTENSION.items()}
    return b"".join(octets[character] for character in text)
