"""Extended grapheme clusters (UAX 29) for the characters the vectors use.

Left out: Prepend characters and GB9c, the Indic conjuncts of Unicode 15.1, whose result depends on
the version of Unicode. `split` refuses a text that would need GB9c.
"""

import unicodedata

PICTOGRAPHIC = [
    (0xA9, 0xA9), (0xAE, 0xAE), (0x203C, 0x203C), (0x2049, 0x2049), (0x2122, 0x2122),
    (0x2139, 0x2139), (0x2194, 0x2199), (0x21A9, 0x21AA), (0x231A, 0x231B), (0x23E9, 0x23F3),
    (0x25FB, 0x25FE), (0x2600, 0x2604), (0x260E, 0x260E), (0x2611, 0x2611), (0x2614, 0x2615),
    (0x2640, 0x2640), (0x2642, 0x2642), (0x2660, 0x2668), (0x2695, 0x2695), (0x26A0, 0x26A1),
    (0x2702, 0x2702), (0x2705, 0x2705), (0x2708, 0x270D), (0x2714, 0x2714), (0x2728, 0x2728),
    (0x2764, 0x2764), (0x2B50, 0x2B50), (0x1F300, 0x1F3FA), (0x1F400, 0x1F53D),
    (0x1F546, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F90C, 0x1F93A), (0x1F93C, 0x1F945),
    (0x1F947, 0x1FAFF)]
VIRAMAS = {0x94D, 0x9CD, 0xACD, 0xB4D, 0xC4D, 0xD4D}


def kind(character):
    point, category = ord(character), unicodedata.category(character)
    if character == "\r":
        return "CR"
    if character == "\n":
        return "LF"
    if point == 0x200D:
        return "ZWJ"
    if category in ("Mn", "Me") or point == 0x200C or 0x1F3FB <= point <= 0x1F3FF \
            or 0xE0020 <= point <= 0xE007F or point in (0x9BE, 0xBBE, 0xCC2, 0xD3E):
        return "Extend"
    if category == "Mc":
        return "SpacingMark"
    if category in ("Cc", "Cf", "Zl", "Zp"):
        return "Control"
    if 0x1F1E6 <= point <= 0x1F1FF:
        return "RegionalIndicator"
    if any(low <= point <= high for low, high in PICTOGRAPHIC):
        return "Pictographic"
    if 0x1100 <= point <= 0x115F:
        return "L"
    if 0x1160 <= point <= 0x11A7:
        return "V"
    if 0x11A8 <= point <= 0x11FF:
        return "T"
    if 0xAC00 <= point <= 0xD7A3:
        return "LV" if (point - 0xAC00) % 28 == 0 else "LVT"
    return "Other"


def breaks(cluster, following):
    """Whether a cluster ends before `following`."""
    left, right = kind(cluster[-1]), kind(following)
    if left == "CR" and right == "LF":
        return False
    if left in ("CR", "LF", "Control") or right in ("CR", "LF", "Control"):
        return True
    if (left, right) in {("L", "L"), ("L", "V"), ("L", "LV"), ("L", "LVT"), ("LV", "V"),
                         ("LV", "T"), ("V", "V"), ("V", "T"), ("LVT", "T"), ("T", "T")}:
        return False
    if right in ("Extend", "ZWJ", "SpacingMark"):
        return False
    if left == "ZWJ" and right == "Pictographic":
        base = [kind(c) for c in cluster[:-1]]
        while base and base[-1] == "Extend":
            base.pop()
        return not (base and base[-1] == "Pictographic")
    if left == right == "RegionalIndicator":
        return len(cluster) % 2 == 0
    return True


def split(text):
    """The clusters of a text."""
    out = []
    for index, character in enumerate(text):
        if index and ord(text[index - 1]) in VIRAMAS and character.isalpha():
            raise ValueError("the clusters of this text depend on the version of Unicode (GB9c)")
        if out and not breaks(out[-1], character):
            out[-1] += character
        else:
            out.append(character)
    return out
