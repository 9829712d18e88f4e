"""The list: recipients in six languages with three columns for a template, and rows that are none.

Each row comes as it stands in the file and as what was meant by it, so nobody has to read the file
to know what is in it.
"""

import random
import typing

from samplecampaign.people import PEOPLE
from samplecampaign.texts import TEXTS

LANGUAGES = ["en", "de", "fr", "pl", "tr", "ru"]
HEADER = "phone,first_name,city,offer"
TEMPLATE = "Hello {{first_name|friend}}, news from our {{ city }} shop: {{offer}}\nReply STOP to opt out"

# Beginnings where lists and calling codes disagree, or end, and how many digits follow: other countries
# inside +1, +44 and +7, ranges that nobody has, codes of no country, a number without its country, and
# numbers that are too long or too short.
BEGINNINGS = [("1204", 7), ("1242", 7), ("1787", 7), ("1876", 7), ("1500", 7), ("447624", 6),
              ("44779771", 5), ("7840", 7), ("76", 9), ("77", 9), ("88234", 8), ("999", 9), ("350", 8),
              ("0", 10), ("91", 10), ("336", 8), ("4915", 12), ("4879", 4)]
# Beginnings of mobile numbers, which six digits make complete.
MOBILES = {"en": "447400", "de": "4915123", "fr": "33612", "pl": "48500", "tr": "905321", "ru": "79121"}
EXTENSIONS = "€[]{}~^|\\"
PICTURES = "🎂⚽🍂☀🇵🇱"
TOO_LONG, TOO_MANY_PARTS, RARE = 777, 4_321, 250_000


class Row(typing.NamedTuple):
    """A row, what stands in the file for it, and why it is rejected when it is."""

    values: tuple
    octets: bytes
    reason: str | None


def message(values):
    """The full text of a recipient's message, written without the engine's template."""
    _, first_name, city, offer = values
    return (f"Hello {first_name or 'friend'}, news from our {city} shop: {offer}\n"
            "Reply STOP to opt out")


class RowMaker:
    """Makes the rows of a campaign one by one, the same ones for the same seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def rows(self, count):
        """The rows; the last two are a quote that is never closed, and the line behind it."""
        for index in range(count - 2):
            values = self.values(index)
            if index % RARE == TOO_MANY_PARTS:
                values = (*values[:3], "ab€" * 13_100)
                yield Row(values, self.record(values), "tooManyParts")
            elif index % RARE == TOO_LONG:
                yield Row(values, b"+48,Ola,Gda," + b"x" * (1 << 20) + b"\n", "recordTooLong")
            elif self.random.random() < 0.002:
                yield self.rejected(values)
            else:
                yield Row(values, self.record(values), None)
        yield Row((), b'+48500500500,"Ola,Krak\n', "malformedQuotes")
        yield Row(("and so on", "", "", ""), b"and so on\n", None)

    def values(self, index):
        chance = self.random.random
        language = self.pick(LANGUAGES)
        _, date, decimal_sign, cities, names = PEOPLE[language]
        offer = self.pick(TEXTS[language]).format(
            name=self.pick(names.split("|")), city=self.pick(cities.split("|")),
            pin=f"{int(chance() * 1e6):06}", order=f"K{index}", amount=f"{index % 90}{decimal_sign}90",
            date=date.format(d=index % 28 + 1, m="05", month="May"), time=f"{index % 12 + 8}:15")
        if chance() < 0.2:
            # Pairs that fall on the borders of parts, wherever those are.
            offer += self.pick(EXTENSIONS) * int(chance() * 90) + "x" * int(chance() * 2)
        elif chance() < 0.1:
            offer += self.pick(PICTURES) * int(chance() * 60)
        elif chance() < 0.05:
            offer = self.pick(["", " ", "{{city}}", "\\{{", '"', "a,b", "\r\n", "\r"]) + offer
        first_name = "" if chance() < 0.1 else self.pick(names.split("|"))
        return (self.phone(language, index), first_name,
                self.pick(cities.split("|")), offer)

    def phone(self, language, index):
        chance = self.random.random
        # One in fifty stands there a second time, perhaps written in another way.
        number = f"{MOBILES[language]}{(index if index % 50 else index // 2) % 1_000_000:06}"
        if chance() < 0.1:
            beginning, count = self.pick(BEGINNINGS)
            number = f"{beginning}{index % 10 ** count:0{count}}"
        if chance() < 0.02:
            return self.pick(["", "nobody", f"user{index}@example.org", "48x", "1" * 16])
        if number.startswith("0"):
            return number
        if chance() < 0.1:
            number = f"{number[:2]} ({number[2:5]}) {number[5:7]}-{number[7:]}"
        return self.pick(["+", "+", "", "00", " +"]) + number

    def pick(self, choices):
        return choices[int(self.random.random() * len(choices))]

    def rejected(self, values):
        phone, first_name, city, offer = values
        # Broken quotes reject a line; the rest of the record would be read as rows of its own.
        quoted = self.quoted(offer.replace("\r", " ").replace("\n", " "))
        # Cells that are missing at the end are empty, and surplus ones may be; neither is a fault.
        if self.random.random() < 0.3:
            if self.random.random() < 0.5:
                values = (*values[:3], "")
                return Row(values, f"{phone},{first_name},{city}\n".encode(), None)
            values = (*values[:3], offer.replace("\r", " ").replace("\n", " "))
            return Row(values, f"{phone},{first_name},{city},{quoted},\n".encode(), None)
        reason, record = self.pick([
            ("fieldCountDiffers", f"{phone},{first_name},{city},{quoted},x"),
            ("malformedQuotes", f'{phone},"{first_name}"x,{city},{quoted}'),
            ("malformedQuotes", f'{phone},O"{first_name},{city},a,b'),
            ("invalidCharacter", f"{phone},{first_name},{city}\udcff,{quoted}"),
            ("invalidCharacter", f"{phone},{first_name}\udced\udca0\udc80,{city},{quoted}"),
        ])
        return Row(values, (record + "\n").encode("utf-8", "surrogateescape"), reason)

    def record(self, values):
        fields = [self.quoted(value) if set(value) & set(',"\r\n') or self.random.random() < 0.2
                  else value for value in values]
        return (",".join(fields) + self.pick(["\n", "\n", "\r\n", "\n\n", "\n\r\n"])).encode()

    @staticmethod
    def quoted(value):
        return '"' + value.replace('"', '""') + '"'
