#!/usr/bin/env python3
"""Writes the samples of Vectors/samples: the same people and messages every time.

campaign.csv has the finished messages, recipients.csv the same people without a text, inbox.ndjson
the parts of a few messages as they might come in. With --check nothing is written, and the status
is 1 when a file differs from what would be.
"""

import csv
import io
import json
import pathlib
import random
import sys

sys.dont_write_bytecode = True

from reference import planning, userdata  # noqa: E402
from reference.tables import Tables  # noqa: E402
from samplecampaign.people import COUNTS, MONTHS, PEOPLE  # noqa: E402
from samplecampaign.texts import INBOX, TEXTS  # noqa: E402

VECTORS = pathlib.Path(__file__).resolve().parent.parent / "Vectors"
SAMPLES = VECTORS / "samples"
SEED = 20251103


def recipients(chance):
    """The people of all languages, shuffled."""
    people = []
    for language, (phone, _, _, cities, names) in PEOPLE.items():
        first, given, towns = chance.randrange(100), names.split("|"), cities.split("|")
        for index in range(COUNTS.get(language, 25)):
            # 17 shares no factor with 1000 or 100, so no number comes twice.
            number = (first + index * 17) % (100 if language == "de" else 1000)
            people.append({
                "phone": phone.format(n=f"{number:03}"),
                "first_name": given[index % len(given)] if index % 13 != 12 else "",
                "city": chance.choice(towns),
                "language": language,
            })
    chance.shuffle(people)
    return people


def message(chance, person, template):
    _, date, decimal, _, _ = PEOPLE[person["language"]]
    day, month = chance.randrange(1, 29), chance.randrange(1, 13)
    amount = f"{chance.randrange(5, 250)}{decimal}{chance.randrange(100):02}"
    return template.format(
        name=person["first_name"],
        city=person["city"],
        order=f"{chance.choice('ABCDEFGHKLMNPRT')}{chance.randrange(10000, 100000)}",
        pin=f"{chance.randrange(1000000):06}",
        date=date.format(d=day, m=f"{month:02}", month=MONTHS.split("|")[month - 1]),
        time=f"{chance.randrange(8, 17)}:{chance.choice(['00', '15', '30', '45'])}",
        amount=amount)


def campaign(chance, people):
    turn = dict.fromkeys(TEXTS, 0)
    for person in people:
        language = person["language"]
        templates = TEXTS[language]
        # Every template is used before one is used again; a nameless person gets a text without.
        while True:
            template = templates[turn[language] % len(templates)]
            turn[language] += 1
            if person["first_name"] or "{name}" not in template:
                break
        yield {**person, "text": message(chance, person, template)}


def inbox():
    """The parts of INBOX in a shuffled order; part 2 of the message marked so is lost."""
    tables, lines = Tables(VECTORS / "tables"), []
    for sender, bits, reference, languages, is_damaged, text in INBOX:
        plan = planning.cheapest(text, tables, languages, "pair", bits)
        for sequence, octets in enumerate(plan.segments(reference), 1):
            units = len(plan.parts[sequence - 1])
            has_header = len(plan.parts) > 1 or plan.locking + plan.single > 0
            head = 1 + octets[0] if has_header else 0
            length = len(octets) if plan.is_ucs2 else userdata.header_septets(head) + units
            line = {"sender": sender, "userData": octets.hex(), "userDataLength": length,
                    "dataCoding": 8 if plan.is_ucs2 else 0, "hasHeader": has_header}
            if not (is_damaged and sequence == 2):
                lines.append(json.dumps(line))
    random.Random(SEED).shuffle(lines)
    # The network delivers one part twice, before its message is complete.
    return "".join(line + "\n" for line in [*lines[:2], lines[0], *lines[2:]])


def render(rows):
    rows = list(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit("usage: make-sample-campaign.py [--check]")
    chance = random.Random(SEED)
    people = recipients(chance)
    different = False
    for name, content in [("campaign.csv", render(campaign(chance, people))),
                          ("recipients.csv", render(people)),
                          ("inbox.ndjson", inbox())]:
        path = SAMPLES / name
        if not arguments:
            path.write_text(content, encoding="utf-8", newline="")
        elif path.read_bytes() != content.encode("utf-8"):
            print(f"{path}: not what the script writes")
            different = True
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
