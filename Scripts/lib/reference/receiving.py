"""What a receiver makes of user data: the text of a field, and parts put together."""

from .userdata import (HeaderError, check_meaning, data_coding_scheme, elements, header_septets,
                       meaning, unpack)


class ReceiveError(Exception):
    """Why user data has no text."""


class Field:
    """The parsed user data of one short message."""

    def __init__(self, octets, length, dcs, has_header):
        scheme = data_coding_scheme(dcs)
        if scheme["compressed"] == "1":
            raise ReceiveError("compressed")
        self.alphabet = scheme["receivedAs"]
        is_septets = self.alphabet == "gsm7"
        size = (length * 7 + 7) // 8 if is_septets else length
        if size > len(octets):
            raise ReceiveError("userDataLength")
        octets = octets[:size]
        start, self.meaning = 0, meaning([])
        if has_header:
            try:
                pairs = elements(octets)
                check_meaning(pairs)
                self.meaning = meaning(pairs)
            except HeaderError as error:
                raise ReceiveError(f"header {error}") from None
            start = 1 + octets[0]
            if is_septets and header_septets(start) > length:
                raise ReceiveError("userDataLength")
        if is_septets:
            before = header_septets(start)
            self.units = unpack(octets[start:], length - before, before * 7 - start * 8)
        else:
            self.units = list(octets[start:])
            if self.alphabet == "ucs2" and len(self.units) % 2:
                raise ReceiveError("oddOctets")


def text(fields, tables):
    """The text of the fields of one message, in order."""
    if fields[0].alphabet == "ucs2":
        octets = bytes(unit for field in fields for unit in field.units)
        return replace_lone_surrogates(octets)
    out, run, shifts = [], [], None
    for field in fields:
        current = (field.meaning["locking"], field.meaning["single"])
        if current != shifts:
            out.append(tables.text(run, *shifts) if run else "")
            run, shifts = [], current
        run += field.units
    return "".join(out) + tables.text(run, *shifts)


def replace_lone_surrogates(octets):
    units = [octets[i] << 8 | octets[i + 1] for i in range(0, len(octets), 2)]
    out, index = [], 0
    while index < len(units):
        unit = units[index]
        following = units[index + 1] if index + 1 < len(units) else 0
        index += 1
        if 0xD800 <= unit <= 0xDBFF and 0xDC00 <= following <= 0xDFFF:
            out.append(chr(0x10000 + ((unit - 0xD800) << 10) + following - 0xDC00))
            index += 1
        else:
            out.append("\uFFFD" if 0xD800 <= unit <= 0xDFFF else chr(unit))
    return "".join(out)


class Reassembler:
    """Collects parts by sender, reference size and reference."""

    def __init__(self, tables):
        self.tables, self.waiting = tables, {}

    def receive(self, sender, octets, length, dcs, has_header):
        """The outcome: ("pending",), ("duplicate",), ("complete", text) or ("error", kind)."""
        try:
            field = Field(octets, length, dcs, has_header)
        except ReceiveError as error:
            return ("error", str(error))
        if not field.meaning["concatenation"]:
            return ("complete", text([field], self.tables))
        bits, reference, total, sequence = field.meaning["concatenation"]
        key = (sender, bits, reference)
        known_total, parts = self.waiting.setdefault(key, (total, {}))
        if known_total != total:
            return ("error", "totalMismatch")
        if sequence in parts:
            same = parts[sequence].units == field.units
            return ("duplicate",) if same else ("error", "contentMismatch")
        parts[sequence] = field
        if len(parts) < total:
            return ("pending",)
        del self.waiting[key]
        return ("complete", text([parts[n] for n in sorted(parts)], self.tables))
