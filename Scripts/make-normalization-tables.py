#!/usr/bin/env python3
"""Writes the tables of the tiers of normalization from rules.

usage: make-normalization-tables.py

Writes Vectors/tables/normalize_{typographic,lossless,lossy}.tsv and compositions.tsv. The files are
the facts and are committed; this script only spares typing what Unicode's data already says, so it
is run by hand when a rule changes. Decompositions are those of Python's unicodedata, and because
that depends on Python, the version of Unicode is checked. normalize_smsapi.tsv and lookalikes.tsv
are not written here: the one copies a provider's document, the other is a list of its own.
"""
import sys
import unicodedata
from pathlib import Path

from normalization import lossless, lossy, typographic
from normalization.alphabet import default_alphabet
from normalization.rows import Row

UNICODE = "14.0.0"
TABLES = Path(__file__).resolve().parent.parent / "Vectors" / "tables"


def write(name, header, lines):
    text = "\n".join(["\t".join(header)] + ["\t".join(line) for line in lines]) + "\n"
    (TABLES / name).write_text(text, encoding="utf-8")


def compositions():
    """The primary composites: pairs that NFC puts together."""
    for point in range(0x110000):
        if 0xD800 <= point < 0xE000 or 0xAC00 <= point <= 0xD7A3:
            continue
        character = chr(point)
        decomposition = unicodedata.decomposition(character)
        if not decomposition or decomposition.startswith("<") or " " not in decomposition:
            continue
        if unicodedata.normalize("NFC", unicodedata.normalize("NFD", character)) != character:
            continue
        first, second = decomposition.split()
        yield ["U+" + first, "U+" + second, "U+%04X" % point, unicodedata.name(character)]


def main():
    if unicodedata.unidata_version != UNICODE:
        sys.exit("Unicode %s is needed, this Python has %s" % (UNICODE, unicodedata.unidata_version))
    alphabet = default_alphabet(TABLES)
    taken = set(alphabet)
    before = {}
    for module in (typographic, lossless, lossy):
        table = module.table(alphabet, before)
        rows = []
        for character in sorted(table):
            row = Row(character, *table[character])
            if character in taken:
                continue
            if not set(row.replacement) <= set(alphabet):
                sys.exit("%s: %r is not in the alphabet" % (row.name, row.replacement))
            rows.append(row)
            taken.add(character)
            before[character] = row.replacement
        name = "normalize_%s.tsv" % module.__name__.split(".")[-1]
        write(name, Row.HEADER, [row.cells for row in rows])
    write("compositions.tsv", ["first", "second", "codepoint", "name"], compositions())


if __name__ == "__main__":
    main()
