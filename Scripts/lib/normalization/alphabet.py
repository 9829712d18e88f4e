"""The characters that need no replacement."""


def default_alphabet(tables):
    """The characters of the default alphabet and its extension table."""
    characters = set()
    for name in ("gsm0338_default.tsv", "gsm0338_extension.tsv"):
        for line in (tables / name).read_text(encoding="utf-8").splitlines()[1:]:
            point = line.split("\t")[1]
            if point.startswith("U+"):
                characters.add(chr(int(point[2:], 16)))
    return characters - {"\x1b"}
