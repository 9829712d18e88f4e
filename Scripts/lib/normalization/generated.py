"""The tables of normalization as Swift.

Every character that any of them knows owns an entry, found through blocks of 64 as the character
slots of the alphabets are. An entry is one word:

    bits  0- 1  tier: 0 none, 1 typographic, 2 lossless, 3 lossy
    bits  2- 4  condition of the tier's replacement
    bits  5- 8  octets of the tier's replacement, UTF-8
    bits  9-24  where it begins in the pool
    bits 26-29  octets of SMSAPI's replacement, 0 for none
    bits 30-45  where it begins in the pool
    bit  46     the character is the second of a composition
    bits 47-53  the ASCII letter it looks like, 0 for none
"""
from generated.swift import HEADER, constant, rows

TIERS = ("typographic", "lossless", "lossy")
CONDITIONS = ("-", "between", "joining", "bidi", "variation", "digits", "accent")
BLOCK_BITS = 6


def point(text):
    return int(text[2:], 16)


def replacement(row):
    if row["replacement"] == "-":
        return ""
    return "".join(chr(point(each)) for each in row["replacement"].split())


class Pool:
    """Replacements laid over one another in one string of octets."""

    def __init__(self, texts):
        self.octets = b""
        for text in sorted(set(texts), key=lambda text: (-len(text), text)):
            octets = text.encode("utf-8")
            assert len(octets) < 16, text
            if octets not in self.octets:
                self.octets += octets

    def place(self, text):
        octets = text.encode("utf-8")
        return len(octets), self.octets.index(octets) if octets else 0


def replacements(folder):
    tiers = [rows(folder / ("normalize_%s.tsv" % tier)) for tier in TIERS]
    smsapi = rows(folder / "normalize_smsapi.tsv")
    pool = Pool([replacement(row) for table in tiers + [smsapi] for row in table])
    entries = {}
    for number, table in enumerate(tiers, 1):
        for row in table:
            length, offset = pool.place(replacement(row))
            entry = number | CONDITIONS.index(row["condition"]) << 2 | length << 5 | offset << 9
            assert point(row["codepoint"]) not in entries, row
            entries[point(row["codepoint"])] = entry
    for row in smsapi:
        length, offset = pool.place(replacement(row))
        assert length > 0, row
        scalar = point(row["codepoint"])
        entries[scalar] = entries.get(scalar, 0) | length << 26 | offset << 30
    for row in rows(folder / "compositions.tsv"):
        scalar = point(row["second"])
        entries[scalar] = entries.get(scalar, 0) | 1 << 46
    for row in rows(folder / "lookalikes.tsv"):
        scalar = point(row["codepoint"])
        entries[scalar] = entries.get(scalar, 0) | ord(row["latin"]) << 47
    return swift(entries, pool.octets)


def swift(entries, pool):
    words = [0] + sorted(set(entries.values()))
    index = {word: number for number, word in enumerate(words)}
    used = sorted({scalar >> BLOCK_BITS for scalar in entries})
    number_of = {block: number for number, block in enumerate(used, 1)}
    assert len(used) < 256
    blocks = [number_of.get(block, 0) for block in range(used[-1] + 1)]
    slots = [0] * ((len(used) + 1) << BLOCK_BITS)
    for scalar, word in entries.items():
        slots[number_of[scalar >> BLOCK_BITS] << BLOCK_BITS | scalar & 63] = index[word]
    packed = [sum(slots[start + lane] << 16 * lane for lane in range(4))
              for start in range(0, len(slots), 4)]
    text = HEADER
    text += "/// What is written for which character, in all tables of normalization.\n"
    text += "enum GeneratedReplacements {\n"
    text += constant("blocks", "UInt8", blocks,
                     "Where the slots of 64 neighbouring scalars begin, in `slots`, divided by 64.",
                     2, 16)
    text += "\n" + constant(
        "slots", "UInt64", packed,
        "The index into `entries` of `blocks[scalar / 64] * 64 + scalar % 64`, four to a word.",
        16, 4)
    text += "\n" + constant("entries", "UInt64", words,
                            "What is known of a character; the bits are those of `ReplacementEntry`.",
                            16, 4)
    text += "\n" + constant("pool", "UInt8", list(pool), "The replacements, UTF-8.", 2, 16)
    return text + "}\n"


def compositions(folder):
    triples = [[point(row[name]) for name in ("first", "second", "codepoint")]
               for row in rows(folder / "compositions.tsv")]
    by_pair = sorted(first << 42 | second << 21 | composite for first, second, composite in triples)
    by_composite = sorted(composite << 42 | first << 21 | second
                          for first, second, composite in triples)
    text = HEADER
    text += "/// The primary composites of Unicode, Hangul syllables not among them.\n"
    text += "enum GeneratedCompositions {\n"
    text += constant("byPair", "UInt64", by_pair,
                     "First, second and composite, 21 bits each, in ascending order.", 16, 4)
    text += "\n" + constant("byComposite", "UInt64", by_composite,
                            "Composite, first and second, 21 bits each, in ascending order.", 16, 4)
    return text + "}\n"
