"""The cheapest encoding of a text and the cut into parts."""

from . import clusters
from .tables import LANGUAGES
from .userdata import FIELD, header, header_septets, pack


class Plan:
    """One way to send a text: tables or UCS-2, and the units of each part."""

    def __init__(self, text, tables, locking, single, is_ucs2, boundary, reference_bits):
        self.locking, self.single, self.is_ucs2 = locking, single, is_ucs2
        self.reference_bits = reference_bits
        spelled = {c: self.spell(c, tables) for c in set(text)}
        self.is_possible = None not in spelled.values()
        if self.is_possible:
            groups = clusters.split(text) if boundary == "grapheme" else text
            self.cut([[spelled[c] for c in group] for group in groups], boundary)

    def spell(self, character, tables):
        if not self.is_ucs2:
            return tables.septets(character, self.locking, self.single)
        octets = character.encode("utf-16-be")
        return [octets[i] << 8 | octets[i + 1] for i in range(0, len(octets), 2)]

    def header(self, concatenation=None):
        return header(concatenation, self.single, self.locking)

    def capacity_beside(self, header):
        if self.is_ucs2:
            return (FIELD - len(header)) // 2
        return FIELD * 8 // 7 - header_septets(len(header))

    def cut(self, groups, boundary):
        units = [unit for group in groups for character in group for unit in character]
        self.units = len(units)
        self.capacity = self.capacity_beside(self.header())
        if len(units) <= self.capacity:
            self.parts = [units]
            return
        self.capacity = self.capacity_beside(self.header((self.reference_bits, 0, 1, 1)))
        if boundary == "unit":
            self.parts = [units[i:i + self.capacity] for i in range(0, len(units), self.capacity)]
            return
        self.parts = [[]]
        for group in groups:
            whole = [unit for character in group for unit in character]
            # What must stay together: the cluster, or its characters when no part can hold it.
            for piece in [whole] if len(whole) <= self.capacity else group:
                if len(self.parts[-1]) + len(piece) > self.capacity:
                    self.parts.append([])
                self.parts[-1] += piece

    def segments(self, reference=0):
        """The user data of each part."""
        out = []
        for sequence, part in enumerate(self.parts, 1):
            total = len(self.parts)
            concatenation = (self.reference_bits, reference, total, sequence)
            head = self.header(concatenation if total > 1 else None)
            if self.is_ucs2:
                out.append(head + b"".join(unit.to_bytes(2, "big") for unit in part))
            else:
                out.append(head + pack(part, header_septets(len(head)) * 7 - len(head) * 8))
        return out

    def octets(self):
        """Octets of user data over all parts, headers included."""
        head = len(self.header((self.reference_bits, 0, 1, 1) if len(self.parts) > 1 else None))
        if self.is_ucs2:
            return sum(head + 2 * len(part) for part in self.parts)
        return sum(((header_septets(head) + len(part)) * 7 + 7) // 8 for part in self.parts)

    def price(self):
        tables = 3 if self.is_ucs2 else (self.locking > 0) + (self.single > 0)
        return (len(self.parts), self.octets(), tables)


def cheapest(text, tables, languages="none", boundary="pair", reference_bits=8):
    """The cheapest plan: fewest parts, fewest octets, simplest tables, lowest identifiers."""
    allowed = {"none": [], "all": range(1, len(LANGUAGES) + 1)}.get(languages)
    if allowed is None:
        allowed = [LANGUAGES.index(name) + 1 for name in languages.split(",")]
    plans = [Plan(text, tables, locking, single, False, boundary, reference_bits)
             for locking in [0, *(i for i in allowed if ("locking", i) in tables.decode)]
             for single in [0, *(i for i in allowed if ("single", i) in tables.decode)]]
    plans.append(Plan(text, tables, 0, 0, True, boundary, reference_bits))
    plans = [plan for plan in plans if plan.is_possible]
    least = min(plan.price() for plan in plans)
    best = [plan for plan in plans if plan.price() == least]
    if least[2] == 1:
        # One table: the lowest identifier, then locking before single shift.
        return min(best, key=lambda plan: (plan.locking + plan.single, plan.single > 0))
    return min(best, key=lambda plan: (plan.locking, plan.single))
