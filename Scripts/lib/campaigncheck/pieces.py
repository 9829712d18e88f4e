"""Whether the pieces of a list add up to the whole, and whether the order of rows matters."""

import random

SPLITS = 3
# A quote that is never closed, and the line behind it, change meaning elsewhere than at the end.
LAST = 2
# The members of a report that are of one list: its rows, its form, where it came from and what would help most.
OF_ONE_LIST = ("advice", "input", "rows", "sources")


class Pieces:
    """A list as the octets of its header and of its rows."""

    def __init__(self, path, starts, seed):
        octets = path.read_bytes()
        self.header = octets[:starts[0]]
        self.rows = [octets[one:other] for one, other in zip(starts, [*starts[1:], len(octets)])]
        self.random = random.Random(seed)

    def splits(self):
        """Some ways to cut the list in two between two rows, one of them into all and nothing."""
        for border in [0, *(self.random.randrange(len(self.rows)) for _ in range(SPLITS))]:
            yield border, self.list(self.rows[:border]), self.list(self.rows[border:])

    def shuffled(self):
        """The list with its rows in another order."""
        rows = self.rows[:-LAST]
        self.random.shuffle(rows)
        return self.list(rows + self.rows[-LAST:])

    def list(self, rows):
        return self.header + b"".join(rows)


def without_order(report):
    """What does not depend on the order of rows: all but where rows and the longest messages stand."""
    longest = [(message["parts"], message["units"]) for message in report["longest"]]
    return {name: value for name, value in report.items() if name not in OF_ONE_LIST} | {"longest": longest}
