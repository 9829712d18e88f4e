"""Encoding, units and parts of a text, from the tables of TS 23.038 alone."""

import re

ONE = {"gsm7": 160, "ucs2": 70}
PART = {"gsm7": 153, "ucs2": 67}
MOST_PARTS = 255


class Counter:
    """Counts in the default alphabet with its extension table, else in UCS-2."""

    def __init__(self, tables):
        default = set(tables.encode["locking", 0])
        extension = set(tables.encode["single", 0]) - default
        self.alphabet = default | extension
        self.extension = re.compile("[" + "".join(map(re.escape, sorted(extension))) + "]")

    def count(self, text):
        """The encoding, the units, the parts, and the characters that force UCS-2."""
        forcing = set(text) - self.alphabet
        if not forcing:
            septets = self.septets(text)
            return "gsm7", len(septets), self.septet_parts(septets), forcing
        units = text.encode("utf-16-be")
        return "ucs2", len(units) // 2, self.ucs2_parts(units), forcing

    def parts_unforced(self, text, forcing):
        """The parts if each character that forces UCS-2 cost one septet."""
        for character in forcing:
            text = text.replace(character, "x")
        return self.septet_parts(self.septets(text))

    def septets(self, text):
        """The text with two characters for an extension; only which is an escape matters."""
        return self.extension.sub("\x1bx", text)

    @staticmethod
    def septet_parts(septets):
        if len(septets) <= ONE["gsm7"]:
            return 1
        start = parts = 0
        while start < len(septets):
            end = start + PART["gsm7"]
            # An escape and what it escapes stay together.
            start = end - 1 if end < len(septets) and septets[end - 1] == "\x1b" else end
            parts += 1
        return parts

    @staticmethod
    def ucs2_parts(octets):
        if len(octets) <= 2 * ONE["ucs2"]:
            return 1
        start = parts = 0
        while start < len(octets):
            end = start + 2 * PART["ucs2"]
            # So do the two halves of a surrogate pair.
            start = end - 2 if end < len(octets) and 0xD8 <= octets[end - 2] < 0xDC else end
            parts += 1
        return parts
