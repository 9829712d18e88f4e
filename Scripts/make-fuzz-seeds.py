#!/usr/bin/env python3
"""Writes the first inputs of every fuzz target, made from Vectors, as files to be mutated.

    Scripts/make-fuzz-seeds.py FOLDER    FOLDER/TARGET/NUMBER, one file an input

The settings before each text or reply are those that Fuzzing/Sources/Fuzz/Targets read.
"""

import json
import pathlib
import sys

sys.dont_write_bytecode = True

from reference import expression  # noqa: E402
from reference.tables import read  # noqa: E402

VECTORS = pathlib.Path(__file__).resolve().parent.parent / "Vectors"
LONGEST_OCTETS = 1_500
# As many as Fuzzing/Sources/Fuzz/Targets/RepliesTarget.swift and CharsetsTarget.swift list.
REPLY_PARSERS = 25
CHARSETS = 28
# Lower ten bits of the two octets say which languages compete; the first octet that they do.
SETTINGS = ["000000", "010000", "020000", "040000", "80ffff", "800002", "81000a", "86ffff", "100000"]


def rows(name):
    return read(VECTORS / f"{name}.tsv")


def octets(column):
    return b"" if column == "-" else bytes.fromhex(column)


def texts():
    """The texts of the vectors, in UTF-8."""
    for name in ("counting", "segmentation"):
        for row in rows(name):
            yield expression.expand(row["text"]).encode("utf-8", "surrogatepass")


def cases():
    """The jobs of all providers."""
    for path in sorted((VECTORS / "providers").glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            yield {"provider": case["provider"], "input": case["input"]}


def replies():
    """The replies and callbacks of the jobs."""
    for case in cases():
        given = case["input"]
        bodies = given.get("bodies") or [given.get("body", given.get("query"))]
        for body in bodies:
            if isinstance(body, str):
                yield body.encode()
        if isinstance(given.get("bodyHex"), str):
            yield bytes.fromhex(given["bodyHex"])


def hexadecimal():
    for row in rows("packing"):
        yield row["packed"].encode()
    yield from (b"", b"0", b"fFaB", b"0g", b"aa\xe2\x82\xac")


def header():
    return (octets(row["octets"]) for row in rows("headers"))


def part(row):
    user_data = octets(row["userData"])[:255]
    length = min(255, max(0, int(row["userDataLength"])))
    settings = int(row["hasHeader"]) | (ord(row.get("sender", "A")[:1]) & 3) << 6
    return octets(row["dataCoding"]) + bytes([length, settings, len(user_data)]) + user_data


def parts():
    for row in rows("decoding"):
        yield b"\x03" + part(row)
    inboxes = {}
    for row in rows("reassembly"):
        inboxes.setdefault(row["case"], []).append(part(row))
    for inbox in inboxes.values():
        yield b"\x03" + b"".join(inbox)


def charsets():
    samples = ["Zażółć gęślą jaźń", "日本語 한국어 中文", "Привет", "a\x1b\x0e\x0f\r\n€", "😀 e\u0301"]
    for source in range(CHARSETS):
        settings = bytes([source, (source * 5 + 3) % CHARSETS, source % 3, 1, 3, 7])
        for sample in samples:
            yield settings + sample.encode()
            yield settings + sample.encode("utf-16-be")
        yield settings + b"\x1b$)C\x0e!!\x0f \x1b$B!!\x1b(B ~{!!~} +AGE- \xa1\xa1\x81\x30\x81\x30"


def all_replies():
    for number, reply in enumerate(replies()):
        for parser in range(number % 5, REPLY_PARSERS, 5):
            yield bytes([parser]) + reply


def jobs():
    return (json.dumps(case, ensure_ascii=False).encode() for case in cases())


def values():
    for value in ("0.0180", "-3", "1.6e-1", "2018-04-26T00:14:16Z", "2012-05-10T08:40+02:00",
                  "2016-02-29", "a=1&b=%20+%zz", "9999-12-31", "123456789012345678901234"):
        yield b"\x00\x05" + value.encode()
    for case in cases():
        query = case["input"].get("query")
        if isinstance(query, str):
            yield b"\x00\x01" + query.encode()


def records():
    csv = [b"id,text\n1,a\n", b'text,b\r\n"a ""b""\r\n c",d\r\n\r\n"x"y,z\n', b"\xef\xbb\xbftext\n\xb9\xff\n",
           b'text\n"open', b"text,text\na,b\n", b"text,b\na\n", b'text\na"b\n', b"text\r\na\rb\r\n"]
    lines = [b"a\nb\r\n\n", b"\xef\xbb\xbfa\\n\\\\b\\t\\x", b"\xff\xfe\n\xc4\x85"]
    objects = [b'{"text":"a"}\n', b'{"text":"\\ud83d\\ude00\\n","n":[1,{"a":null}]}\n', b"{}\n[]\n1\n",
               b'{"text":"\\ud83d"}', b'{"text":1}\n{"text"', b'{"te\\u0078t":"b","text":"c"}']
    for kind, group in enumerate((lines, objects, csv)):
        for settings in (0, 1, 6):
            for text in group:
                yield bytes([kind, settings, 0, 1, 2, 3, 5, 8, 13, 60]) + text


def text_with(prefixes):
    for number, text in enumerate(texts()):
        yield bytes.fromhex(prefixes[number % len(prefixes)]) + text


def normalizer():
    yield from text_with(["0e" + settings for settings in SETTINGS[:4]])
    for name in ("typographic", "lossless", "lossy"):
        for row in read(VECTORS / "tables" / f"normalize_{name}.tsv"):
            character = next(iter(row.values()))
            if not character.startswith("U+") and len(character) > 2:
                continue
            scalar = chr(int(character[2:], 16)) if character.startswith("U+") else character
            yield b"\x0e\x00\x00\x00" + ("ab " * 30 + scalar).encode("utf-8", "surrogatepass")


def text():
    return text_with([settings + "0007" for settings in SETTINGS])


def templates():
    for number, text in enumerate(("Hi {{a}}!", "{{a|friend}} {{ b }}{{c|€}}", "\\\\{{x}} {{{a}}} {{a", "{{}}",
                                   "ż{{b}}😀{{c}}" * 20, "x" * 158 + "{{a}}")):
        for settings in SETTINGS[:8]:
            values = b"\x03Jan\x04\xc5\xbc\xe2\x82\x00" if number % 2 else b"\x00\x02\xc4\x85\x05[{}~]"
            yield bytes.fromhex(settings) + values + text.encode()


def prices():
    lists = [b"prefix,price\n48,0.07\n4850,0.09\n", b"country;price;currency\nPL;0,07;EUR\n",
             b"mcc,mnc,price\n260,01,0.018\n260,2,0.02\n", b"mcc,price\n260,1e-2\n", b"price\n0.1\n"]
    for prices in lists + [reply for reply in replies() if b"mcc" in reply]:
        for number in (b"48500500500", b"+48 500", b"0048", b"0", b""):
            yield bytes([len(number)]) + number + b"\x00\x03" + prices


def campaign():
    every = list(texts())
    for number in range(0, len(every), 3):
        yield bytes.fromhex(SETTINGS[number % len(SETTINGS)]) + b"\x01" + b"\n".join(every[number : number + 3])


def merge():
    whole = {"messages": 3, "rejected": 1, "parts": 5, "billedParts": 6,
             "recipients": {"unique": 2, "duplicates": 1, "isLowerBound": False},
             "cost": {"currency": "EUR", "min": 0.1, "max": 0.2}, "encodings": {"gsm7": 2, "ucs2": 1},
             "histogram": {"1": 2, "3": 1}, "rejectedReasons": {"tooManyParts": 1},
             "offenders": [{"character": "\u017c", "scalar": "U+017C", "messages": 1, "extraParts": 1}],
             "longest": [{"row": 2, "parts": 3, "units": 200}], "savings": {"lossy": 1},
             "countries": [{"country": "PL", "messages": 3, "parts": 5, "cost": {"currency": "EUR", "min": 1, "max": 2}}]}
    yield json.dumps(whole).encode()
    yield (json.dumps(whole) + "\n" + json.dumps(whole | {"partial": True, "messages": 1 << 43})).encode()
    for name in whole:
        yield json.dumps({key: whole[key] for key in ("messages", "rejected", "parts", name)}).encode()


TARGETS = {
    "hexadecimal": hexadecimal,
    "header": header,
    "parts": parts,
    "charsets": charsets,
    "replies": all_replies,
    "jobs": jobs,
    "values": values,
    "records": records,
    "normalizer": normalizer,
    "text": text,
    "templates": templates,
    "prices": prices,
    "campaign": campaign,
    "merge": merge,
}


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    for target, seeds in TARGETS.items():
        folder = pathlib.Path(sys.argv[1]) / target
        folder.mkdir(parents=True, exist_ok=True)
        distinct = dict.fromkeys(seed for seed in seeds() if len(seed) <= LONGEST_OCTETS)
        for number, seed in enumerate(distinct):
            (folder / f"{number:04}").write_bytes(seed)


if __name__ == "__main__":
    main()
