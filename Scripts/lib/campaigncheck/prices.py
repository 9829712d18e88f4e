"""What a part costs by the recipient's number, as docs/campaigns.md tells it, in exact decimals."""

import csv
import decimal
import functools
import typing

# The first digits that any list or calling code goes by; more of a number tells nothing.
DIGITS = 9
SEPARATORS = str.maketrans("", "", " -./()")


class Group(typing.NamedTuple):
    """Numbers that cost the same: the country, its networks, the least and the most for a part."""

    country: str | None
    mccs: tuple
    networks: tuple
    least: decimal.Decimal | None
    most: decimal.Decimal | None


def digits(recipient):
    """The digits of a number however it is written; None when it is no number."""
    number = recipient.lstrip(" ")
    number = number[1:] if number.startswith("+") else number.removeprefix("00")
    number = number.translate(SEPARATORS)
    is_number = number.isascii() and number.isdigit() and len(number) <= 15
    return number if is_number else None


class Prices:
    """A price list with the columns prefix, country, mcc, mnc and price, and the calling codes."""

    def __init__(self, path, tables):
        self.rows, self.codes = {}, {}
        for row in read(path, ","):
            row["price"] = decimal.Decimal(row["price"])
            self.rows.setdefault(row["prefix"], []).append(row)
        for row in read(tables / "calling-codes.tsv", "\t"):
            self.codes[row["prefix"]] = (row["country"], row["mcc"].split(","))
        for row in read(tables / "calling-code-gaps.tsv", "\t"):
            self.codes[row["prefix"]] = (None, [])

    def group(self, number):
        """The group of a number's digits."""
        return self.group_of_beginning(number[:DIGITS])

    @functools.lru_cache(maxsize=None)
    def group_of_beginning(self, number):
        code = next((number[:n] for n in range(len(number), 0, -1) if number[:n] in self.codes), "")
        country, mccs = self.codes.get(code, (None, []))
        for length in range(len(number), -1, -1):
            rows = self.rows.get(number[:length], [])
            if length <= len(code):
                named = [row for row in rows if row["country"] == country and country]
                if named or length < len(code) or not length:
                    rows = named
            if rows:
                countries = {row["country"] for row in rows}
                return Group(countries.pop() if len(countries) == 1 else country,
                             tuple(sorted({int(row["mcc"]) for row in rows})), networks(rows),
                             min(row["price"] for row in rows), max(row["price"] for row in rows))
        return Group(country, (), (), None, None)


def networks(rows):
    """The codes of networks with their prices; nothing where no row names a network."""
    if not any(row["mnc"] for row in rows):
        return ()
    return tuple((row["mnc"] or None, row["price"]) for row in rows)


def read(path, delimiter):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))
