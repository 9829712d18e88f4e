"""All automata in one table of 64-bit words, each state once.

A state is referred to by the index of its first word; the top bit of the 16 is set for leaves.

A node takes three words, twelve fields of 16 bits, the first one lowest: for each digit the state
that follows; what the number is when it ends here (of a prefix: the state behind the end of the
number); unused (of a prefix: the payload of the match up to here, plus one).

A leaf takes one word, for all numbers that differ only in digits that do not matter: bits 4 * (n - 4)
to 4 * (n - 4) + 3 hold the kind of a national number of n digits, n from 4 to 17, and the top octet
holds the region. Kind 0 is an unknown kind of no region, kind 15 an unknown kind of that region.
Shorter numbers have no kind, and a region when those of 4 digits have one.

What a number that ends in a node is, is written likewise: the region times 256, plus the kind.
"""

from numbertables import expressions
from numbertables.expressions import NONE, derivative, has_empty
from numbertables.prefixes import END, State

# Of a valid national number; numbers of fewer digits, from 2, can be read too.
LEAST_DIGITS, MOST_DIGITS = 4, 17
UNKNOWN_HERE = 15
LEAF = 0x8000


class Leaf:
    def __init__(self, word):
        self.word = word


class Node:
    def __init__(self, children, end, payload):
        self.children, self.end, self.payload = children, end, payload


class Table:
    """The states of all automata; `words` is complete when the last one has been added."""

    def __init__(self):
        self._leaves, self._nodes = {}, {}
        self.words = []
        self._places = {}
        self.rules = []

    def numbers(self, languages, value):
        """An automaton over the digits of national numbers; returns its reference.

        `languages` are pairs of an expression and the lengths it is limited to. `value(matches)` is
        the pair of region and kind of the numbers in just those languages; `(0, 0)` is nothing.
        """
        known = {}

        def state(expressions_here, depth):
            key = (expressions_here, depth)
            if key not in known:
                known[key] = build(expressions_here, depth)
            return known[key]

        def build(here, depth):
            region, kind = value(tuple(has_empty(expression) and depth in lengths
                                       for expression, (_, lengths) in zip(here, languages)))
            children, after = [], {}
            if depth < MOST_DIGITS:
                for symbol in range(10):
                    derived = tuple(derivative(e, symbol) if e is not NONE else NONE for e in here)
                    if derived not in after:
                        after[derived] = state(derived, depth + 1)
                    children.append(after[derived])
            joined = self._joined(children, region, kind, depth)
            if joined is None and depth >= MOST_DIGITS - 1:
                raise ValueError("the last digit of the longest numbers matters; the reader takes it not to")
            return joined or self._node(children, region << 8 | kind, 0)

        return self._place(state(tuple(expression for expression, _ in languages), 0))

    def _joined(self, children, region, kind, depth):
        """One leaf for a state whose digits do not matter, or None."""
        if any(child is not children[0] or not isinstance(child, Leaf) for child in children):
            return None
        word = children[0].word if children else 0
        if depth >= LEAST_DIGITS:
            if kind and word >> 56 not in (0, region):
                return None
            word |= kind << 4 * (depth - LEAST_DIGITS) | (region if kind else 0) << 56
        elif kind not in (0, UNKNOWN_HERE) or (word >> 56 if word & 15 else 0) != region:
            return None
        return self._leaves.setdefault(word, Leaf(word))

    def _node(self, children, end, payload):
        key = (tuple(map(id, children)), end if isinstance(end, int) else id(end), payload)
        return self._nodes.setdefault(key, Node(children, end, payload))

    def prefix(self, ways):
        """An automaton of prefixes; returns its reference."""
        known = {}
        dead = self._node([], 0, 0)

        def build(state, depth=0):
            if not state.ways:
                return dead
            if depth > 16:
                raise ValueError("a prefix looks at more digits than the reader shows it")
            if state.ways not in known:
                children = [build(state.after(symbol), depth + 1) for symbol in range(10)]
                end = build(state.after(END), depth)
                known[state.ways] = self._node(children, end, self._payload(state))
            return known[state.ways]

        return self._place(build(State(ways)))

    def _payload(self, state):
        if not state.matched:
            return 0
        if state.payload is None:
            return 1
        key = state.payload.key()
        if key not in self.rules:
            self.rules.append(key)
        return 2 + self.rules.index(key)

    def _place(self, root):
        """Writes the states that are not in the table yet, those next to the root first."""
        if not self.words:
            # Reference 0 leads nowhere.
            self.words += [0, 0, 0]
        queue, fresh = [root], []
        while queue:
            state = queue.pop(0)
            if id(state) in self._places:
                continue
            if isinstance(state, Node) and not state.children:
                self._places[id(state)] = 0
                continue
            self._places[id(state)] = len(self.words) | (LEAF if isinstance(state, Leaf) else 0)
            fresh.append((len(self.words), state))
            self.words += [0] if isinstance(state, Leaf) else [0, 0, 0]
            if isinstance(state, Node):
                queue += state.children + ([state.end] if isinstance(state.end, Node) else [])
        if len(self.words) > LEAF:
            raise ValueError("references of 15 bits do not reach all states")
        for place, state in fresh:
            if isinstance(state, Leaf):
                self.words[place] = state.word
                continue
            end = self._places[id(state.end)] if isinstance(state.end, Node) else state.end
            fields = [self._places[id(child)] for child in state.children] + [end, state.payload]
            for index, field in enumerate(fields):
                self.words[place + index // 4] |= field << 16 * (index % 4)
        return self._places[id(root)]
