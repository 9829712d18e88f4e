"""Regular expressions over decimal digits, as languages that are derived digit by digit.

An expression is one of a few tuples, and equal expressions are one object:

    ("none",)               no text
    ("empty",)              the empty text
    ("digit", digits)       one digit of a set
    ("then", first, second)
    ("either", expressions) a set

The derivative of an expression by a digit is what may follow that digit (Brzozowski 1964); the
derivatives of an expression are the states of its automaton.
"""

import functools
import re._parser

_known = {}


def _only(*parts):
    return _known.setdefault(parts, parts)


NONE = _only("none")
EMPTY = _only("empty")
ALL_DIGITS = frozenset(range(10))


def digit(digits):
    return _only("digit", frozenset(digits)) if digits else NONE


def then(first, second):
    if first is NONE or second is NONE:
        return NONE
    if first is EMPTY:
        return second
    if second is EMPTY:
        return first
    if first[0] == "then":
        return then(first[1], then(first[2], second))
    return _only("then", first, second)


def either(expressions):
    members = set()
    for expression in expressions:
        if expression[0] == "either":
            members |= expression[1]
        elif expression is not NONE:
            members.add(expression)
    if len(members) < 2:
        return next(iter(members), NONE)
    return _only("either", frozenset(members))


def repeated(expression, least, most):
    result = EMPTY
    for _ in range(most - least):
        result = either([EMPTY, then(expression, result)])
    for _ in range(least):
        result = then(expression, result)
    return result


def digits_of(operator, argument):
    """The set of digits of a parsed item that stands for one digit; None for other items."""
    if operator == "LITERAL":
        return {argument - 0x30}
    if operator == "CATEGORY":
        return ALL_DIGITS
    if operator != "IN":
        return None
    digits = set()
    for kind, value in argument:
        if str(kind) == "RANGE":
            digits |= set(range(value[0] - 0x30, value[1] - 0x30 + 1))
        else:
            digits |= digits_of(str(kind), value)
    return digits


@functools.cache
def parsed(pattern):
    """The expression that a pattern of the metadata means when it must match a whole text."""
    return _converted(re._parser.parse(pattern))


def _converted(sequence):
    result = EMPTY
    for operator, argument in reversed(list(sequence)):
        operator = str(operator)
        if (digits := digits_of(operator, argument)) is not None:
            expression = digit(digits)
        elif operator == "BRANCH":
            expression = either([_converted(branch) for branch in argument[1]])
        elif operator == "SUBPATTERN":
            expression = _converted(argument[3])
        elif operator == "MAX_REPEAT":
            expression = repeated(_converted(argument[2]), argument[0], argument[1])
        else:
            raise ValueError(f"{operator} is not expected in a pattern of the metadata")
        result = then(expression, result)
    return result


@functools.cache
def has_empty(expression):
    """Whether the empty text is in the language."""
    match expression[0]:
        case "empty":
            return True
        case "then":
            return has_empty(expression[1]) and has_empty(expression[2])
        case "either":
            return any(has_empty(member) for member in expression[1])
    return False


@functools.cache
def derivative(expression, by):
    match expression[0]:
        case "digit":
            return EMPTY if by in expression[1] else NONE
        case "then":
            rest = then(derivative(expression[1], by), expression[2])
            if has_empty(expression[1]):
                rest = either([rest, derivative(expression[2], by)])
            return rest
        case "either":
            return either([derivative(member, by) for member in expression[1]])
    return NONE
