"""The results of one run of the benchmarks."""

import json

SEPTET = "Septet"


class Results:
    def __init__(self, path):
        read = json.loads(path.read_text(encoding="utf-8"))
        self.machine = read["machine"]
        self.command = read["command"]
        self.date = read["date"]
        self.measurements = read["measurements"]

    def select(self, **wanted):
        return [
            row for row in self.measurements if all(row[key] == value for key, value in wanted.items())
        ]

    def unique(self, key, rows=None):
        return list(dict.fromkeys(row[key] for row in rows or self.measurements))

    def time(self, item, corpus, size, contender):
        """Nanoseconds per message, `None` when it was not measured."""
        for row in self.select(item=item, corpus=corpus, size=size, contender=contender):
            return row["nanosecondsPerMessage"]
        return None

    def ratio(self, item, corpus, size, contender):
        """The time of a contender over that of the first one."""
        rows = self.select(item=item, corpus=corpus, size=size)
        time = self.time(item, corpus, size, contender)
        return time / rows[0]["nanosecondsPerMessage"] if rows and time else None


def rounded(number):
    """Three digits, as many as these figures are good for."""
    if number >= 100:
        return f"{number:.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"
