"""What a reader would not notice: quotes, dashes, ellipsis, spaces, invisible characters."""

APOSTROPHE = {
    "\u2018": "quotation mark", "\u2019": "quotation mark, apostrophe", "\u201A": "quotation mark",
    "\u201B": "quotation mark", "\u02BC": "apostrophe", "\u02BB": "apostrophe (okina)",
    "\u02B9": "prime", "\u2032": "prime",
}
QUOTE = {
    "\u201C": "quotation mark", "\u201D": "quotation mark", "\u201E": "quotation mark",
    "\u201F": "quotation mark", "\u02BA": "double prime", "\u2033": "double prime",
    "\u02EE": "double apostrophe",
}
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
SPACES = "\t\u00A0" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202F\u205F\u3000"
BREAKS = "\x0B\u0085\u2028\u2029"
SIGNS = {
    "\u2026": "...", "\u2025": "..", "\u2024": ".", "\u2044": "/", "\u2215": "/", "\u2236": ":",
    "\u2217": "*", "\u2223": "|", "\u223C": "~",
}
# Invisible between any two characters, but some join what stands around them once they are gone.
INVISIBLE = "\u00AD\u200B\u2060\u2061\u2062\u2063\u2064\uFEFF" + "".join(map(chr, range(0x206A, 0x2070)))
CONTROLS = [chr(point) for point in (*range(0x20), 0x7F) if chr(point) not in "\t\n\x0B\x0C\r"]
JOINERS = "\u200C\u200D\u034F"
BIDI = "\u061C\u200E\u200F\u202A\u202C\u202D\u2066\u2068\u2069"
VARIATION = "\uFE0E\uFE0F"


def table(alphabet, before):
    result = {}
    result.update({character: ("'", note) for character, note in APOSTROPHE.items()})
    result.update({character: ('"', note) for character, note in QUOTE.items()})
    result.update({character: ("-", "dash, hyphen or minus") for character in DASHES})
    result.update({character: (" ", "space of another width; one space") for character in SPACES})
    result.update({character: ("\n", "line break") for character in BREAKS})
    result.update({character: (text, "looks the same") for character, text in SIGNS.items()})
    result.update({character: ("", "invisible", "between") for character in INVISIBLE})
    result.update({character: ("", "control character, shows nothing", "between")
                   for character in CONTROLS})
    result.update({character: ("", "invisible where nothing joins", "joining")
                   for character in JOINERS})
    result.update({character: ("", "invisible in text from left to right", "bidi")
                   for character in BIDI})
    result.update({character: ("", "changes nothing behind most characters", "variation")
                   for character in VARIATION})
    return result
