"""What a part costs by the recipient's number, as docs/campaigns.md says, in exact decimals."""

import csv
import decimal
import typing

from numbertables import package
from numbertables.expected import Expected


class Group(typing.NamedTuple):
    """Numbers that cost the same: the country, its networks, the least and the most for a part."""

    country: str | None
    mccs: tuple
    networks: tuple
    least: decimal.Decimal | None
    most: decimal.Decimal | None


class Number(typing.NamedTuple):
    """A number that was read: its digits, its calling code and its likely country, which may be 001."""

    digits: str
    code: str
    country: str


class Numbers:
    """Reads recipients with phonenumbers."""

    def __init__(self):
        self.library = package.library(fetches=True)
        self.expected = Expected(self.library)

    def read(self, recipient):
        """The number, or why there is none."""
        text = recipient.strip(" ")
        if not text:
            return "noRecipient"
        digits = "".join(filter(str.isdigit, text))
        if not digits or any(map(str.isalpha, text)):
            return "notANumber"
        number = self.expected.number(text, digits, None)
        if number is None:
            return "notANumber"
        reason = self.library.is_possible_number_with_reason(number)
        if not self.library.is_valid_number(number) and reason != self.library.ValidationResult.IS_POSSIBLE:
            return "notANumber"
        country = self.library.region_code_for_number(number)
        main = self.library.region_code_for_country_code(number.country_code)
        national = self.library.national_significant_number(number)
        return Number(f"{number.country_code}{national}", str(number.country_code), country or main)

    def is_main(self, number):
        return self.library.region_code_for_country_code(int(number.code)) == number.country


class Prices:
    """A price list with the columns prefix, country, mcc, mnc and price."""

    def __init__(self, path, numbers):
        self.rows, self.numbers, self.known = {}, numbers, {}
        for row in read(path, ","):
            row["price"] = decimal.Decimal(row["price"])
            self.rows.setdefault(row["prefix"], []).append(row)
        self.longest = max(map(len, self.rows))

    def group(self, number):
        """The group of a number."""
        key = number._replace(digits=number.digits[:self.longest])
        if key not in self.known:
            self.known[key] = self.group_of_beginning(key)
        return self.known[key]

    def group_of_beginning(self, number):
        country = None if number.country == "001" else number.country
        for length in range(len(number.digits), -1, -1):
            rows = self.rows.get(number.digits[:length], [])
            named = [row for row in rows if row["country"] == number.country]
            knows_better = length > len(number.code) or (
                length == len(number.code) and self.numbers.is_main(number))
            if named or not knows_better:
                rows = named or [row for row in rows if not row["country"] and not row["mcc"]]
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
