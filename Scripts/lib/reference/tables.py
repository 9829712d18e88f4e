"""The alphabets of TS 23.038, read from Vectors/tables."""

import csv
import pathlib

LANGUAGES = ["turkish", "spanish", "portuguese", "bengali", "gujarati", "hindi", "kannada",
             "malayalam", "oriya", "punjabi", "tamil", "telugu", "urdu"]
ESC = 0x1B


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Tables:
    """Each table twice: code to character for decoding, character to code for encoding."""

    def __init__(self, directory):
        directory = pathlib.Path(directory)
        self.decode, self.encode = {}, {}
        self.decisions = read(directory / "decisions.tsv")
        self.load(("locking", 0), directory / "gsm0338_default.tsv")
        self.load(("single", 0), directory / "gsm0338_extension.tsv")
        for identifier, name in enumerate(LANGUAGES, 1):
            for kind in ("locking", "single"):
                path = directory / f"nl{identifier:02}_{name}_{kind}.tsv"
                if path.exists():
                    self.load((kind, identifier), path)

    def load(self, key, path):
        kind, identifier = key
        language = ["default", *LANGUAGES][identifier]
        cells = {int(row["septet"], 16): row["codepoint"] for row in read(path)}
        unwritten = set()
        for row in self.decisions:
            if (row["language"], row["kind"]) == (language, kind):
                cells[int(row["septet"], 16)] = row["decodes"]
                if row["written"] == "no":
                    unwritten.add(int(row["septet"], 16))
        self.decode[key] = {code: chr(int(point[2:], 16)) for code, point in cells.items()
                            if point.startswith("U+")}
        self.encode[key] = {}
        for code in sorted(self.decode[key].keys() - unwritten):
            self.encode[key].setdefault(self.decode[key][code], code)

    def septets(self, character, locking, single):
        """The one or two septets of a character, None when the tables do not have it."""
        if character in self.encode["locking", locking]:
            return [self.encode["locking", locking][character]]
        if character in self.encode["single", single]:
            return [ESC, self.encode["single", single][character]]
        return None

    def text(self, septets, locking, single):
        """The text of septets; language identifiers without a table mean the default tables."""
        main = self.decode.get(("locking", locking), self.decode["locking", 0])
        extension = self.decode.get(("single", single), self.decode["single", 0])
        out, index = [], 0
        while index < len(septets):
            code = septets[index]
            index += 1
            if code == ESC and index < len(septets):
                code = septets[index]
                index += 1
                if code != ESC and code in extension:
                    out.append(extension[code])
                    continue
            out.append(" " if code == ESC else main[code])
        return "".join(out)
