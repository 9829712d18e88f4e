"""Equal in meaning: fullwidth forms, ligatures, compatibility letters, numbers in circles."""
import unicodedata

TAGS = {"<wide>", "<narrow>", "<font>", "<compat>", "<small>", "<vertical>", "<square>",
        "<fraction>", "<circle>", "canonical"}
SUPERSCRIPTS = "\u2122\u2120\u00AA\u00BA"  # signs of their own, not exponents

BY_HAND = {
    "\u00AB": ('"', "quotation mark"), "\u00BB": ('"', "quotation mark"),
    "\u2039": ("'", "quotation mark"), "\u203A": ("'", "quotation mark"),
    "\u275B": ("'", "quotation mark ornament"), "\u275C": ("'", "quotation mark ornament"),
    "\u275D": ('"', "quotation mark ornament"), "\u275E": ('"', "quotation mark ornament"),
    "\u301D": ('"', "quotation mark"), "\u301E": ('"', "quotation mark"),
    "\u301F": ('"', "quotation mark"), "\u2034": ("'''", "three primes"),
    "\u2E3A": ("--", "dash of two"), "\u2E3B": ("---", "dash of three"),
    "\u0152": ("OE", "ligature"), "\u0153": ("oe", "ligature"), "\u1E9E": ("SS", "spelling"),
    "\u00A9": ("(C)", "usual spelling"), "\u00AE": ("(R)", "usual spelling"),
    "\u2117": ("(P)", "usual spelling"),
    "\u2022": ("*", "bullet"), "\u2023": ("*", "bullet"), "\u2043": ("-", "bullet"),
    "\u25E6": ("*", "bullet"), "\u2219": ("*", "bullet"),
    "\u3001": (",", "ideographic comma"), "\u3002": (".", "ideographic full stop"),
    "\u2206": ("\u0394", "same shape"), "\u2211": ("\u03A3", "same shape"),
    "\u220F": ("\u03A0", "same shape"),
}
# Numbers in circles that have no decomposition: first character, first number, how many.
CIRCLES = [(0x24EB, 11, 10), (0x24F5, 1, 10), (0x24FF, 0, 1), (0x2776, 1, 10), (0x2780, 1, 10),
           (0x278A, 1, 10)]


def tag(character):
    decomposition = unicodedata.decomposition(character)
    if not decomposition:
        return None
    return decomposition.split()[0] if decomposition.startswith("<") else "canonical"


def compatible(character, before):
    """What the character decomposes into, in the characters of the earlier tiers."""
    text = unicodedata.normalize("NFKC", character)
    return "".join(before.get(each, each) for each in text)


def is_number(text):
    return text[0].isdigit() or text[-1].isdigit()


def table(alphabet, before):
    result = {}
    for point in range(0x80, 0x110000):
        character = chr(point)
        kind = tag(character)
        if kind is None or character in alphabet or character in before:
            continue
        if kind not in TAGS and character not in SUPERSCRIPTS:
            continue
        text = compatible(character, before)
        if not text or not set(text) <= alphabet:
            continue
        if kind == "<circle>":
            result[character] = ("(%s)" % text, "in a circle")
        elif kind == "<fraction>":
            result[character] = (text, "fraction", "digits")
        elif kind == "canonical":
            result[character] = (text, "canonically equal")
        else:
            condition = "digits" if is_number(text) and len(text) > 1 else "-"
            result[character] = (text, "compatibility character %s" % kind, condition)
    for first, number, count in CIRCLES:
        for step in range(count):
            result[chr(first + step)] = ("(%d)" % (number + step), "in a circle")
    result.update(BY_HAND)
    return result
