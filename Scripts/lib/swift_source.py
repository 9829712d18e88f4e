"""Reads Swift and C source text just far enough for the checks: code without comments and strings."""

import re

_STRING_START = re.compile(r'(#*)("""|")')
_IMPORT = re.compile(
    r"""^\s*
    (?P<attributes>(?:@\w+(?:\([^)]*\))?\s+)*)
    (?:(?:public|package|internal|fileprivate|private)\s+)?
    import\s+
    (?:(?:typealias|struct|class|enum|protocol|let|var|func)\s+)?
    (?P<module>\w+)""",
    re.VERBOSE,
)
_INCLUDE = re.compile(r'^\s*#\s*(?:include|import)\s*(?P<header><[^>]*>|"[^"]*")')


def code_only(text, is_c=False):
    """The text with every comment and the inside of every string blanked; lines stay where they are."""
    out = []
    i = 0
    while i < len(text):
        if text.startswith("//", i):
            end = text.find("\n", i)
            end = len(text) if end < 0 else end
        elif text.startswith("/*", i):
            end = _end_of_block_comment(text, i, nests=not is_c)
        elif is_c and text[i] == "'" and not (i > 0 and text[i - 1].isalnum()):
            end = _end_of_string(text, i + 1, "'", "\\")
        elif (start := _STRING_START.match(text, i)) and (not is_c or start[0] == '"'):
            end = _end_of_string(text, start.end(), start[2] + start[1], "\\" + start[1])
        elif is_c and text[i] == '"':
            end = _end_of_string(text, i + 1, '"', "\\")
        else:
            out.append(text[i])
            i += 1
            continue
        out.append(re.sub(r"[^\n]", " ", text[i:end]))
        i = end
    return "".join(out)


def _end_of_block_comment(text, start, nests):
    depth = 0
    i = start
    while i < len(text):
        if text.startswith("/*", i) and (depth == 0 or nests):
            depth += 1
            i += 2
        elif text.startswith("*/", i):
            depth -= 1
            i += 2
            if depth == 0:
                return i
        else:
            i += 1
    return len(text)


def _end_of_string(text, start, closing, escape):
    one_line = not closing.startswith('"""')
    i = start
    while i < len(text):
        if text.startswith(closing, i):
            return i + len(closing)
        if one_line and text[i] == "\n":
            return i
        i += len(escape) + 1 if text.startswith(escape, i) else 1
    return len(text)


def imports(text):
    """(line, module, attributes) of each import of a Swift file; attributes is a list of words."""
    found = []
    for number, line in enumerate(code_only(text).split("\n"), start=1):
        for statement in line.split(";"):
            if match := _IMPORT.match(statement):
                words = re.findall(r"@\w+", match["attributes"])
                found.append((number, match["module"], words))
    return found


def includes(text):
    """(line, header) of each include of a C file; the header keeps its <> or quotes."""
    return [
        (number, match["header"])
        for number, line in enumerate(text.split("\n"), start=1)
        if (match := _INCLUDE.match(line))
    ]
