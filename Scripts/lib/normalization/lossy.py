"""Nearest in the alphabet: accents dropped, letters replaced, Greek in capitals."""
import re
import unicodedata

from .lossless import compatible, tag

BY_HAND = {
    "\u0131": ("i", "nearest letter"), "\u00DE": ("Th", "nearest letters"),
    "\u00FE": ("th", "nearest letters"), "\u00D0": ("D", "nearest letter"),
    "\u00F0": ("d", "nearest letter"), "\u014A": ("N", "nearest letter"),
    "\u014B": ("n", "nearest letter"), "\u0138": ("k", "nearest letter"),
    "\u0259": ("e", "nearest letter"), "\u018F": ("E", "nearest letter"),
    "\u01DD": ("e", "nearest letter"), "\u018E": ("E", "nearest letter"),
    "\u0251": ("a", "nearest letter"), "\u0261": ("g", "nearest letter"),
    "\u01C4": ("DZ", "ligature without its accent"), "\u01C5": ("Dz", "ligature without its accent"),
    "\u01C6": ("dz", "ligature without its accent"),
    "\u013F": ("L.", "as it is written apart"), "\u0140": ("l.", "as it is written apart"),
    "`": ("'", "accent as apostrophe"), "\u00B4": ("'", "accent as apostrophe"),
    "\u02CA": ("'", "accent as apostrophe"), "\u02CB": ("'", "accent as apostrophe"),
    "\u02C8": ("'", "accent as apostrophe"), "\u02BD": ("'", "accent as apostrophe"),
    "\u02BE": ("'", "accent as apostrophe"), "\u02BF": ("'", "accent as apostrophe"),
    "\u2035": ("'", "reversed prime"), "\uFF40": ("'", "accent as apostrophe"),
    "\u1FEF": ("'", "accent as apostrophe"), "\u0384": ("'", "accent as apostrophe"),
    "\uA78B": ("'", "saltillo"), "\uA78C": ("'", "saltillo"),
    "\u02C6": ("^", "accent"), "\u02DC": ("~", "accent"), "\u2248": ("~", "nearest sign"),
    "\u00D7": ("x", "nearest sign"), "\u00F7": ("/", "nearest sign"), "\u00B5": ("u", "micro"),
    "\u00A2": ("c", "cent"), "\u20B9": ("Rs", "rupee"), "\u20BA": ("TL", "lira"),
    "\u00B7": (".", "nearest sign"), "\u0387": (".", "nearest sign"), "\u22C5": (".", "nearest sign"),
    "\u00A6": ("|", "nearest sign"), "\u00B1": ("+/-", "nearest sign"),
    "\u2264": ("<=", "nearest sign"), "\u2265": (">=", "nearest sign"),
    "\u2192": ("->", "arrow"), "\u2190": ("<-", "arrow"),
    "\u2605": ("*", "star"), "\u2606": ("*", "star"), "\u25CF": ("*", "bullet"),
    "\u25AA": ("*", "bullet"),
}
GREEK = dict(zip("\u0391\u0392\u0393\u0394\u0395\u0396\u0397\u0398\u0399\u039A\u039B\u039C"
                 "\u039D\u039E\u039F\u03A0\u03A1\u03A3\u03A4\u03A5\u03A6\u03A7\u03A8\u03A9",
                 "AB\u0393\u0394EZH\u0398IK\u039BMN\u039EO\u03A0P\u03A3TY\u03A6X\u03A8\u03A9"))
DOUBLE_ACUTE, DIAERESIS = "\u030B", "\u0308"
WITH = re.compile(r"LATIN (CAPITAL|SMALL) LETTER ([A-Z]) WITH ")
SMALL_CAPITAL = re.compile(r"LATIN LETTER SMALL CAPITAL ([A-Z])$")


def marks():
    """Accents above and below; not overlays, which strike a letter out, and not letters above."""
    kept = [*range(0x334, 0x339), 0x34F, *range(0x363, 0x370)]
    return [chr(point) for point in range(0x300, 0x370) if point not in kept]


def latin(character, alphabet, before):
    """The letter with its outermost accents taken off until the alphabet has it."""
    text = unicodedata.normalize("NFD", character)
    while text:
        composed = unicodedata.normalize("NFC", text)
        composed = before.get(composed, composed)
        if composed in alphabet and composed.isalpha():
            return composed, "without accent" if len(composed) == 1 else "ligature without accent"
        if len(text) == 2 and text[0] in "OoUu" and text[1] == DOUBLE_ACUTE:
            text = text[0] + DIAERESIS
            return unicodedata.normalize("NFC", text), "double acute as diaeresis: the same vowel"
        if len(text) == 1:
            break
        text = text[:-1]
    name = unicodedata.name(text[:1] or character, "")
    found = WITH.match(name)
    if found:
        return (found[2] if found[1] == "CAPITAL" else found[2].lower()), "nearest letter"
    found = SMALL_CAPITAL.match(name)
    if found:
        return found[1], "small capital"
    return None


def greek(character):
    base = unicodedata.normalize("NFKD", character)[0].upper()
    return GREEK.get(base)


def is_latin_letter(character):
    return unicodedata.name(character, "").startswith("LATIN ") and character.isalpha()


def table(alphabet, before):
    result = {}
    for point in range(0x80, 0x10000):
        character = chr(point)
        if character in alphabet or character in before:
            continue
        if tag(character) in ("<super>", "<sub>"):
            text = compatible(character, before)
            if text and set(text) <= alphabet:
                result[character] = (text, "raised or lowered", "-" if text.isalpha() else "digits")
        elif is_latin_letter(character) and (found := latin(character, alphabet, before)):
            result[character] = found
        elif (0x370 <= point < 0x400 or 0x1F00 <= point < 0x2000) and character.isalpha():
            text = greek(character)
            if text:
                result[character] = (text, "Greek capital, or the Latin one of its shape")
    result.update(BY_HAND)
    result.update({mark: ("", "accent of a letter", "accent") for mark in marks()})
    return result
