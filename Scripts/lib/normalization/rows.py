"""One row of a table of replacements."""
import unicodedata


def code_points(text):
    return " ".join("U+%04X" % ord(character) for character in text) or "-"


class Row:
    HEADER = ["codepoint", "replacement", "condition", "name", "note"]

    def __init__(self, character, replacement, note, condition="-"):
        self.character = character
        self.replacement = replacement
        self.note = note
        self.condition = condition

    @property
    def name(self):
        return unicodedata.name(self.character, "<control %04X>" % ord(self.character))

    @property
    def cells(self):
        return [code_points(self.character), code_points(self.replacement), self.condition,
                self.name, self.note]
