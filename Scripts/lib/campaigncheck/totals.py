"""The totals of a campaign, added up message by message."""

import collections
import decimal

from reference import planning

from . import prices, replacements

LONGEST = 10
ENCODINGS = ("gsm7", "ucs2")


class Sum:
    """Messages, parts and what they cost at least and at most."""

    def __init__(self):
        self.messages = self.parts = self.unpriced = 0
        self.least = self.most = decimal.Decimal(0)
        self.is_priced = False

    def add(self, parts, group):
        self.messages += 1
        self.add_parts(parts, group)

    def add_parts(self, parts, group):
        self.parts += parts
        if group.least is None:
            self.unpriced += parts
        else:
            self.is_priced = True
            self.least += parts * group.least
            self.most += parts * group.most

    def cost(self):
        return (self.least, self.most) if self.is_priced else None

    def cost_of_parts(self):
        """What the parts with a known price cost; None when there are parts and none has one."""
        return None if 0 < self.parts == self.unpriced else (self.least, self.most)


class Totals:
    """All that the report tells, in the shape in which it is compared."""

    def __init__(self, tables, price_list, folder):
        self.tables, self.price_list = tables, price_list
        self.tiers = replacements.tiers(folder)
        self.whole = Sum()
        self.encodings = collections.defaultdict(Sum)
        self.histogram = collections.Counter()
        self.groups = collections.defaultdict(Sum)
        self.offenders = collections.defaultdict(lambda: [Sum(), 0, 0])
        self.savings = {name: Sum() for name, _ in self.tiers}
        self.recipients, self.longest = set(), []
        self.reasons = collections.Counter()

    def count(self, text):
        """The encoding, units and parts, as the reference has them."""
        plan = planning.cheapest(text, self.tables)
        return ENCODINGS[plan.is_ucs2], plan.units, len(plan.parts)

    def forcing(self, text):
        """The characters without which the text would not be in UCS-2."""
        return {character for character in set(text) if self.tables.septets(character, 0, 0) is None}

    def add(self, row, number, text):
        """Adds a message to a number; returns its encoding, units and parts."""
        encoding, units, parts = self.count(text)
        forcing = self.forcing(text)
        group = self.price_list.group(number)
        self.recipients.add(number.digits)
        self.whole.add(parts, group)
        self.encodings[encoding].add(parts, group)
        self.histogram[parts] += 1
        self.groups[group].add(parts, group)
        self.add_offenders(text, forcing, parts, group)
        self.longest.append((-parts, -units, row))
        if len(self.longest) > 1000:
            self.longest = sorted(self.longest)[:LONGEST]
        return encoding, units, parts

    def add_offenders(self, text, forcing, parts, group):
        if not forcing:
            return
        unforced = text
        for character in forcing:
            unforced = unforced.replace(character, "x")
        extra = parts - self.count(unforced)[2]
        for character in forcing:
            offender = self.offenders[character]
            offender[0].add(extra, group)
            if len(forcing) == 1:
                offender[1] += 1
                offender[2] += extra
        if parts == 1:
            return
        for name, table in self.tiers:
            if forcing <= table.keys():
                replaced = text
                for character in forcing:
                    replaced = replaced.replace(character, table[character])
                saved = max(0, parts - self.count(replaced)[2])
                self.savings[name].add_parts(saved, group)

    def reject(self, reason):
        self.reasons[reason] += 1

    def expected(self):
        """Every total by its name."""
        messages = self.whole.messages
        values = {
            "messages": messages,
            "rejected": sum(self.reasons.values()),
            "rejected by reason": dict(self.reasons),
            "parts": self.whole.parts,
            "unique recipients": len(self.recipients),
            "duplicates": messages - len(self.recipients),
            "cost": self.whole.cost(),
            "parts without a price": self.whole.unpriced,
            "messages by encoding": {name: self.encodings[name].messages for name in ENCODINGS},
            "cost by encoding": {name: self.encodings[name].cost() for name in ENCODINGS
                                 if self.encodings[name].cost()},
            "messages by parts": dict(self.histogram),
            "longest": [(row, -parts, -units) for parts, units, row in sorted(self.longest)[:LONGEST]],
            "parts saved": {name: sum_.parts for name, sum_ in self.savings.items()},
            "cost saved": {name: sum_.cost_of_parts() for name, sum_ in self.savings.items()},
        }
        values["countries and networks"] = {
            group: (sum_.messages, sum_.parts, sum_.cost()) for group, sum_ in self.groups.items()}
        values["characters"] = {
            character: (sum_.messages, sum_.parts, alone, parts_alone, sum_.cost_of_parts())
            for character, (sum_, alone, parts_alone) in self.offenders.items()}
        return values


def reported(report):
    """The same of the command's JSON."""
    def cost(value):
        return value and (value["min"], value["max"])

    groups = collections.defaultdict(lambda: (0, 0, None))
    for row in report["countries"]:
        price = row.get("price", {})
        networks = tuple((one.get("mnc"), one["price"]) for one in row.get("networks", []))
        group = prices.Group(
            row["country"], tuple(row["mcc"]), networks, price.get("min"), price.get("max"))
        messages, parts, known = groups[group]
        found = cost(row.get("cost"))
        groups[group] = (messages + row["messages"], parts + row["parts"],
                         found and tuple(map(sum, zip(known or (0, 0), found))))
    return {
        "messages": report["messages"],
        "rejected": report["rejected"],
        "rejected by reason": report["rejectedReasons"],
        "parts": report["parts"],
        "unique recipients": report["recipients"]["unique"],
        "duplicates": report["recipients"]["duplicates"],
        "cost": cost(report["cost"]),
        "parts without a price": report["unpricedParts"],
        "messages by encoding": report["encodings"],
        "cost by encoding": {name: cost(value) for name, value in report["encodingCosts"].items()},
        "messages by parts": {int(parts): count for parts, count in report["histogram"].items()},
        "longest": [(row["row"], row["parts"], row["units"]) for row in report["longest"]],
        "parts saved": report["savings"],
        "cost saved": {name: cost(report["savingCosts"].get(name)) for name in report["savings"]},
        "countries and networks": dict(groups),
        "characters": {
            row["character"]: (row["messages"], row["extraParts"], row["messagesAlone"],
                               row["extraPartsAlone"], cost(row.get("extraCost")))
            for row in report["offenders"]},
    }
