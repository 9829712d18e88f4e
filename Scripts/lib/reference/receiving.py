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
        self.octets = (dcs, octets[:start] if has_header else b"", self.units)

    def same_as(self, other):
        """Whether scheme, header and units are the same."""
        return self.octets == other.octets


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


# As in the engine: messages after which a part without a time is no late duplicate, and seconds.
LATE = 128
EXPIRY = 86_400


class Message:
    """The parts of one message, and the times at which they came."""

    def __init__(self, total, began):
        self.total, self.parts, self.times, self.began, self.over = total, {}, [], began, None

    def repeats(self, total, sequence, field):
        return (self.total == total and sequence in self.parts
                and self.parts[sequence].same_as(field))

    def near(self, time):
        """Whether a part of that time lies within the expiry of all the others."""
        return time is None or all(abs(time - other) <= EXPIRY for other in self.times)


class Reassembler:
    """Collects parts by sender, reference size and reference."""

    def __init__(self, tables):
        self.tables, self.waiting, self.past, self.count = tables, {}, {}, 0

    def receive(self, sender, octets, length, dcs, has_header, time=None):
        """The outcome: ("pending",), ("duplicate",), ("complete", text) or ("error", kind); and the
        texts of the messages that are over incomplete."""
        try:
            field = Field(octets, length, dcs, has_header)
        except ReceiveError as error:
            return ("error", str(error)), []
        over = [key for key, message in self.waiting.items()
                if time is not None and message.times and time - min(message.times) > EXPIRY]
        back = [self.end(key) for key in sorted(over, key=lambda key: self.waiting[key].began)]
        if not field.meaning["concatenation"]:
            self.count += 1
            return ("complete", text([field], self.tables)), back
        bits, reference, total, sequence = field.meaning["concatenation"]
        key = (sender, bits, reference)
        waiting = self.waiting.get(key)
        if waiting and not waiting.near(time):
            back.append(self.end(key))
            waiting = None
        if waiting and waiting.repeats(total, sequence, field):
            return ("duplicate",), back
        for old in self.past.get(key, []):
            is_late = (old.near(time) if time is not None and old.times
                       else self.count - old.over <= LATE)
            if is_late and old.repeats(total, sequence, field):
                return ("duplicate",), back
        if waiting and (waiting.total != total or sequence in waiting.parts):
            back.append(self.end(key))
            waiting = None
        if not waiting:
            waiting = self.waiting[key] = Message(total, self.count + len(self.waiting))
        waiting.parts[sequence] = field
        if time is not None:
            waiting.times.append(time)
        if len(waiting.parts) < total:
            return ("pending",), back
        return ("complete", self.end(key)), back

    def end(self, key):
        """Ends a message, which is remembered, and returns its text."""
        message = self.waiting.pop(key)
        message.over = self.count
        self.count += 1
        self.past.setdefault(key, []).append(message)
        return text([message.parts[n] for n in sorted(message.parts)], self.tables)
