"""The notation for texts in the vector files: `[N*]{content}` terms joined by ` + `."""

import re
import unicodedata

TERM = re.compile(r"(?:(\d+)\*)?\{((?:[^\\{}]|\\u\{[0-9A-Fa-f]+\}|\\[{}\\nrt])*)\}")
ESCAPE = re.compile(r"\\u\{([0-9A-Fa-f]+)\}|\\([{}\\nrt])")
SHORT = {"n": "\n", "r": "\r", "t": "\t", "{": "{", "}": "}", "\\": "\\"}


def expand(expression):
    """The text an expression stands for."""
    text, position = [], 0
    while True:
        term = TERM.match(expression, position)
        if not term:
            raise ValueError(f"no term at {position} in {expression[:60]!r}")
        content = ESCAPE.sub(
            lambda m: chr(int(m[1], 16)) if m[1] else SHORT[m[2]], term[2])
        text.append(content * int(term[1] or 1))
        position = term.end()
        if position == len(expression):
            return "".join(text)
        if not expression.startswith(" + ", position):
            raise ValueError(f"no ' + ' at {position} in {expression[:60]!r}")
        position += 3


def is_plain(character):
    """Whether a character may stand unescaped in a vector file."""
    return character == " " or unicodedata.category(character) not in (
        "Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs", "Mn", "Mc", "Me")


def write(text):
    """One term, without repetition, that stands for `text`."""
    names = {value: name for name, value in SHORT.items()}
    return "{" + "".join(
        "\\" + names[c] if c in names else c if is_plain(c) else f"\\u{{{ord(c):X}}}"
        for c in text) + "}"
