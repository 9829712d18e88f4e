"""Prefixes of a number (`0`, `00`, carrier codes) as automata.

A prefix matches as in a backtracking engine: the first alternative that matches wins, not the
longest. A state is therefore a list of the ways to go on, best first, and what stands behind a
way that has matched is cut off.

A way to go on is a tuple of items that must follow:

    ("digit", digits)       one digit of a set
    ("branch", [items, …])  the first of these that matches
    ("end",)                the end of the number
    ("match", payload)      done
"""

import re._parser

from numbertables import expressions

# The symbol behind the last digit.
END = 10


class Rule:
    """What becomes of a number whose prefix has matched: `literal`, then its digits from `start`
    to `dropped` before the end of the match, then those behind the match."""

    def __init__(self, start, dropped, literal):
        self.start, self.dropped, self.literal = start, dropped, literal

    def key(self):
        return (self.start, self.dropped, self.literal)


# The prefix is removed.
REMOVED = None


def alternatives(pattern, transform):
    """The ways of a pattern, best first, each ending in its payload: a Rule, or REMOVED."""
    ways = _expanded(list(re._parser.parse(pattern))) if transform else [list(re._parser.parse(pattern))]
    return [_way(way, transform) for way in ways]


def _has_group(sequence):
    for operator, argument in sequence:
        match str(operator):
            case "SUBPATTERN":
                if argument[0] is not None or _has_group(argument[3]):
                    return True
            case "BRANCH":
                if any(_has_group(branch) for branch in argument[1]):
                    return True
            case "MAX_REPEAT":
                if _has_group(argument[2]):
                    return True
    return False


def _expanded(sequence):
    """The sequence as alternatives without a choice about which groups take part."""
    result = [[]]
    for item in sequence:
        operator, argument = str(item[0]), item[1]
        choices = [[item]]
        if _has_group([item]) or operator == "BRANCH" or operator == "MAX_REPEAT" and argument[0] == 0:
            if operator == "BRANCH":
                choices = [way for branch in argument[1] for way in _expanded(list(branch))]
            elif operator == "MAX_REPEAT" and argument[:2] == (0, 1):
                choices = _expanded(list(argument[2])) + [[]]
            elif operator == "SUBPATTERN" and argument[0] is None:
                choices = _expanded(list(argument[3]))
        result = [before + choice for before in result for choice in choices]
    return result


def _way(sequence, transform):
    payload = REMOVED
    groups = [index for index, item in enumerate(sequence)
              if str(item[0]) == "SUBPATTERN" and item[1][0] is not None]
    if transform and groups:
        literal, backslash, number = transform.partition("\\")
        last = groups[-1]
        if not backslash or sequence[last][1][0] != int(number):
            raise ValueError(f"the transformation {transform} does not end in the last group")
        payload = Rule(_width(sequence[:last]), _width(sequence[last + 1:]), literal)
    return _items(sequence) + (("match", payload),)


def _width(sequence):
    least, most = re._parser.SubPattern(re._parser.State(), sequence).getwidth()
    if least != most:
        raise ValueError("what stands beside a group has no fixed width")
    return least


def _items(sequence):
    items = ()
    for operator, argument in sequence:
        operator = str(operator)
        if (digits := expressions.digits_of(operator, argument)) is not None:
            items += (("digit", frozenset(digits)),)
        elif operator == "BRANCH":
            items += (("branch", tuple(_items(branch) for branch in argument[1])),)
        elif operator == "SUBPATTERN":
            items += _items(argument[3])
        elif operator == "MAX_REPEAT":
            items += _items(argument[2]) * argument[0]
            optional = ()
            for _ in range(argument[1] - argument[0]):
                optional = (("branch", (_items(argument[2]) + optional, ())),)
            items += optional
        elif operator == "AT":
            items += (("end",),)
        else:
            raise ValueError(f"{operator} is not expected in a prefix of the metadata")
    return items


def _closure(ways):
    """The ways that begin with a digit, the end or a match, best first, each once."""
    result = []

    def follow(way):
        if way[0][0] == "branch":
            return any(follow(branch + way[1:]) for branch in way[0][1])
        if way not in result:
            result.append(way)
        return way[0][0] == "match"

    for way in ways:
        if follow(way):
            break
    return tuple(result)


class State:
    """A list of ways; `matched` is whether the digits so far match, with `payload`."""

    def __init__(self, ways):
        self.ways = _closure(ways)
        last = self.ways[-1] if self.ways else (("none",),)
        self.matched = last[0][0] == "match"
        self.payload = last[0][1] if self.matched else None

    def after(self, symbol):
        return State([way[1:] for way in self.ways
                      if (way[0][0] == "digit" and symbol in way[0][1])
                      or (way[0][0] == "end" and symbol == END)])
