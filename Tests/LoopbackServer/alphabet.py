"""The characters of the GSM 7 bit default alphabet and its extension, from Vectors/tables."""

import pathlib

from reference.tables import Tables

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TABLES = Tables(ROOT / "Vectors/tables")


def holds(text):
    return all(TABLES.septets(character, 0, 0) for character in text)


def preserved(text):
    """What is left of a text that is sent as GSM 7 bit: a `?` for what the alphabet lacks."""
    return "".join(character if holds(character) else "?" for character in text)
