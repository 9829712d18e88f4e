"""The alphabets of TS 23.038, read from Vectors/tables."""

import csv
import pathlib

LANGUAGES = ["turkish", "spanish", "portuguese", "bengali", "gujarati", "hindi", "kannada",
             "malayalam", "oriya", "punjabi", "tamil", "telugu", "urdu"]
ESC = 0x1B
# Disputed by one printing only; the row of digits leaves no doubt.
TAMIL_DIGIT_EIGHT = ("single", 11)


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Tables:
    """Each table twice: code to character for decoding, character to code for encoding."""

    def __init__(self, directory):
        directory = pathlib.Path(directory)
        self.decode, self.encode = {}, {}
        self.load(("locking", 0), directory / "gsm0338_default.tsv")
        self.load(("single", 0), directory / "gsm0338_extension.tsv")
        for identifier, name in enumerate(LANGUAGES, 1):
            for kind in ("locking", "single"):
                path = directory / f"nl{identifier:02}_{name}_{kind}.tsv"
                if path.exists():
                    self.load((kind, identifier), path)

    def load(self, key, path):
        decode, encode = {}, {}
        for row in read(path):
            code, note = int(row["septet"], 16), row["note"]
            if row["status"] == "disputed" and key != TAMIL_DIGIT_EIGHT:
                # Read what phones write, write only what every phone reads.
                decode[code] = chr(int(note.split("alt=")[1].split()[0], 16))
            elif row["status"] in ("defined", "disputed"):
                decode[code] = chr(int(row["codepoint"][2:], 16))
                encode.setdefault(decode[code], code)
        self.decode[key], self.encode[key] = decode, encode

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
