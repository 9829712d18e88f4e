#!/usr/bin/env python3
"""Turns Vectors/tables/*.tsv into Swift and C.

usage: generate-tables.py [--check]

Writes the Generated files of Sources/Septet and Sources/CSeptetKernels; with --check writes nothing, names every file that
differs from what it would write, and exits 1 if there is one.
"""
import sys
from pathlib import Path

from generated_codec import codec_tables
from generated_kernels import scan_tables
from generated_swift import HEADER, constant, rows
from normalization import generated as normalization

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "Vectors" / "tables"
ALPHABETS = ROOT / "Sources" / "Septet" / "Alphabets" / "Generated"
KERNELS = ROOT / "Sources" / "CSeptetKernels"
NORMALIZING = ROOT / "Sources" / "Septet" / "Normalizing" / "Generated"

LANGUAGES = 14  # identifiers 0 (the default tables) to 13
KINDS = ("locking", "single")
ABSENT_SCALAR = 0xFFFF
ABSENT_SEPTET = 0xFF
ESCAPE = 0x1B
BLOCK_BITS = 6


def table_path(identifier, kind):
    if identifier == 0:
        name = "gsm0338_default.tsv" if kind == "locking" else "gsm0338_extension.tsv"
        return TABLES / name
    return next(iter(sorted(TABLES.glob("nl%02d_*_%s.tsv" % (identifier, kind)))), None)


def language_name(identifier):
    if identifier == 0:
        return "default"
    return next(iter(TABLES.glob("nl%02d_*.tsv" % identifier))).name.split("_")[1]


class Table:
    """One locking or single shift table: what each septet shows, and what is written for a scalar."""

    def __init__(self, identifier, kind, decisions):
        self.decode = [ABSENT_SCALAR] * 128
        self.encode = {}
        for row in rows(table_path(identifier, kind)):
            septet = int(row["septet"], 16)
            if septet == ESCAPE or not row["codepoint"].startswith("U+"):
                continue
            self.decode[septet] = int(row["codepoint"][2:], 16)
        unwritten = set()
        for row in decisions.get((language_name(identifier), kind), ()):
            septet = int(row["septet"], 16)
            scalar = ABSENT_SCALAR if row["decodes"] == "-" else int(row["decodes"][2:], 16)
            self.decode[septet] = scalar
            if row["written"] == "no":
                unwritten.add(septet)
        for septet in reversed(range(128)):  # of two places for one character the lower is written
            if self.decode[septet] != ABSENT_SCALAR and septet not in unwritten:
                self.encode[self.decode[septet]] = septet


def read_all():
    decisions = {}
    for row in rows(TABLES / "decisions.tsv"):
        decisions.setdefault((row["language"], row["kind"]), []).append(row)
    tables = {}
    for kind_index, kind in enumerate(KINDS):
        for identifier in range(LANGUAGES):
            if table_path(identifier, kind):
                tables[kind_index, identifier] = Table(identifier, kind, decisions)
    return tables


def default_codes(tables):
    """For each scalar of the default alphabet its septet, with bit 7 set behind an escape."""
    codes = {scalar: septet | 0x80 for scalar, septet in tables[1, 0].encode.items()}
    codes.update(tables[0, 0].encode)
    return codes


def default_alphabet(tables):
    low = [ABSENT_SEPTET] * 0x400
    above = []
    for scalar, code in default_codes(tables).items():
        if scalar < len(low):
            low[scalar] = code
        else:
            above.append((scalar, code))
    assert [hex(scalar) for scalar, _ in above] == ["0x20ac"], above
    text = HEADER
    text += "/// The GSM 7 bit default alphabet and its extension table, by scalar.\n///\n"
    text += "/// TS 23.038 §6.2.1 and §6.2.1.1.\n"
    text += "enum GeneratedDefaultAlphabet {\n"
    text += constant(
        "codes", "UInt8", low,
        "The code of each scalar below U+0400.\n\n"
        "Low seven bits: the septet; bit 7: it follows an escape; 0xFF: not in the alphabet.",
        2, 16)
    text += "\n    /// The only scalar of the alphabet at or above U+0400, the euro sign.\n"
    text += "    static let euroSign: UInt32 = 0x%04X\n" % above[0][0]
    text += "\n    /// The code of the euro sign, which follows an escape.\n"
    text += "    static let euroSignCode: UInt8 = 0x%02X\n" % above[0][1]
    text += "}\n"
    return text


def septets_to_scalars(tables):
    values = []
    for kind in range(2):
        for identifier in range(16):
            table = tables.get((kind, identifier))
            values += table.decode if table else [ABSENT_SCALAR] * 128
    text = HEADER
    text += "/// What each septet of each table shows.\n///\n"
    text += "/// TS 23.038 §6.2.1, §6.2.1.1 and annex A.\n"
    text += "enum GeneratedSeptetTables {\n"
    text += constant(
        "scalars", "UInt16", values,
        "The scalar at `(kind * 16 + language) * 128 + septet`; kind 0 is locking, 1 single shift.\n\n"
        "Language 0 is the default alphabet and its extension table; 0xFFFF: no character.",
        4, 14)
    text += "}\n"
    return text


def scalars_to_septets(tables):
    scalars = sorted({scalar for table in tables.values() for scalar in table.encode})
    slot_of = {scalar: slot for slot, scalar in enumerate(scalars, 1)}  # slot 0: no table has it
    block_count = (scalars[-1] >> BLOCK_BITS) + 1
    used = sorted({scalar >> BLOCK_BITS for scalar in scalars})
    block_index = {block: index for index, block in enumerate(used, 1)}
    blocks = [block_index.get(block, 0) for block in range(block_count)]
    slots = [0] * ((len(used) + 1) << BLOCK_BITS)
    for scalar, slot in slot_of.items():
        slots[(block_index[scalar >> BLOCK_BITS] << BLOCK_BITS) | (scalar & 63)] = slot
    masks, words = [0], [(1 << 64) - 1] * 4
    for scalar in scalars:
        mask, row = 0, [ABSENT_SEPTET] * 32
        for (kind, identifier), table in tables.items():
            if scalar in table.encode:
                mask |= 1 << (kind * 16 + identifier)
                row[kind * 16 + identifier] = table.encode[scalar]
        masks.append(mask)
        words += [int.from_bytes(bytes(row[start:start + 8]), "little") for start in range(0, 32, 8)]
    text = HEADER
    text += "/// Which tables have a character, and at which septet.\n///\n"
    text += "/// A character that any table has owns a slot; slot 0 belongs to those that none has.\n"
    text += "enum GeneratedCharacterSlots {\n"
    text += constant("blocks", "UInt8", blocks,
                     "Where the slots of 64 neighbouring scalars begin, in `slots`, divided by 64.", 2, 16)
    text += "\n" + constant("slots", "UInt16", slots,
                            "The slot at `blocks[scalar / 64] * 64 + scalar % 64`.", 4, 14)
    text += "\n" + constant(
        "tables", "UInt32", masks,
        "The tables that have the character of a slot, one bit each.\n\n"
        "Bit `language` for a locking shift table, bit `16 + language` for a single shift table.", 8, 8)
    text += "\n" + constant(
        "septets", "UInt64", words,
        "The septets of a slot in all tables, eight to a word: byte `kind * 16 + language` of the four\n"
        "words from `slot * 4`, least significant first; 0xFF where a table lacks the character.", 16, 4)
    text += "}\n"
    return text


def main():
    tables = read_all()
    files = {
        ALPHABETS / "GeneratedDefaultAlphabet.swift": default_alphabet(tables),
        ALPHABETS / "GeneratedSeptetTables.swift": septets_to_scalars(tables),
        ALPHABETS / "GeneratedCharacterSlots.swift": scalars_to_septets(tables),
        KERNELS / "GeneratedScanTables.h": scan_tables(default_codes(tables)),
        KERNELS / "GeneratedCodecTables.h": codec_tables(
            default_codes(tables), tables[0, 0].decode, tables[1, 0].decode),
        NORMALIZING / "GeneratedReplacements.swift": normalization.replacements(TABLES),
        NORMALIZING / "GeneratedCompositions.swift": normalization.compositions(TABLES),
    }
    if "--check" in sys.argv[1:]:
        stale = [path for path, text in files.items()
                 if not path.is_file() or path.read_text(encoding="utf-8") != text]
        for path in stale:
            print("%s: differs from Vectors/tables; run Scripts/generate-tables.py" % path.relative_to(ROOT))
        sys.exit(1 if stale else 0)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
