"""What replacing characters saves, for texts without characters whose neighbours decide."""

import csv

TIERS = ["typographic", "lossless", "lossy"]


def tiers(tables):
    """Each tier with its replacements, those of the tiers before it included.

    Only rows without a condition are taken. The rows of the campaign keep to these, or have
    characters beside them that no tier replaces, so that a text cannot become GSM 7 bit anyway.
    """
    known, found = {}, []
    for name in TIERS:
        with open(tables / f"normalize_{name}.tsv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["condition"] == "-":
                    known[character(row["codepoint"])] = "".join(
                        map(character, row["replacement"].split()))
        found.append((name, dict(known)))
    return found


def character(code_point):
    return chr(int(code_point.removeprefix("U+"), 16))
