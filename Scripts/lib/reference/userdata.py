"""User data: septet packing, user data headers, data coding schemes."""

FIELD = 140


def pack(septets, fill=0):
    """Septets to octets, least significant bit first, after `fill` zero bits."""
    bits = [0] * fill + [(septet >> bit) & 1 for septet in septets for bit in range(7)]
    bits += [0] * (-len(bits) % 8)
    return bytes(sum(bits[i + b] << b for b in range(8)) for i in range(0, len(bits), 8))


def unpack(octets, count, fill=0):
    bits = [(octet >> bit) & 1 for octet in octets for bit in range(8)][fill:]
    return [sum(bits[i * 7 + b] << b for b in range(7)) for i in range(count)]


def header_septets(header_octets):
    """How many septets a header takes, its fill bits included."""
    return (header_octets * 8 + 6) // 7


def header(concatenation=None, single=0, locking=0):
    """A header: concatenation (bits, reference, total, sequence), then 24, then 25."""
    elements = b""
    if concatenation:
        bits, reference, total, sequence = concatenation
        size = bits // 8
        elements += bytes([0x00 if size == 1 else 0x08, size + 2])
        elements += reference.to_bytes(size, "big") + bytes([total, sequence])
    if single:
        elements += bytes([0x24, 1, single])
    if locking:
        elements += bytes([0x25, 1, locking])
    return bytes([len(elements)]) + elements if elements else b""


class HeaderError(Exception):
    """A malformed header: which octet is wrong, and where it is (or should have been)."""

    def __init__(self, field, offset):
        super().__init__(f"{field}@{offset}")


def elements(octets):
    """The elements of the header at the start of a field, as (identifier, octets) pairs."""
    if not octets or 1 + octets[0] > len(octets):
        raise HeaderError("headerLength", 0)
    end, index, out = 1 + octets[0], 1, []
    while index < end:
        if index + 1 >= end or index + 2 + octets[index + 1] > end:
            raise HeaderError("elementLength", index + 1)
        out.append((octets[index], octets[index + 2:index + 2 + octets[index + 1]]))
        index += 2 + octets[index + 1]
    return out


def meaning(pairs):
    """Concatenation, ports and shift tables: the last usable element of each kind counts."""
    out = {"concatenation": None, "ports": None, "locking": 0, "single": 0}
    for identifier, data in pairs:
        size = 2 if identifier in (0x08, 0x05) else 1
        if identifier in (0x00, 0x08) and len(data) == size + 2:
            total, sequence = data[size:]
            if 1 <= sequence <= total:
                reference = int.from_bytes(data[:size], "big")
                out["concatenation"] = (size * 8, reference, total, sequence)
        elif identifier in (0x04, 0x05) and len(data) == size * 2:
            out["ports"] = (size * 8, int.from_bytes(data[:size], "big"),
                            int.from_bytes(data[size:], "big"))
        elif identifier in (0x24, 0x25) and len(data) == 1:
            out["single" if identifier == 0x24 else "locking"] = data[0]
    return out


def check_meaning(pairs):
    """Raises for an element with a meaning that says nothing usable; the offset is its first octet."""
    lengths = {0x00: 3, 0x08: 4, 0x04: 2, 0x05: 4, 0x24: 1, 0x25: 1}
    offset = 1
    for identifier, data in pairs:
        if len(data) != lengths.get(identifier, len(data)):
            raise HeaderError("wrongLength", offset)
        if identifier in (0x00, 0x08) and not 1 <= data[-1] <= data[-2]:
            raise HeaderError("impossiblePart", offset)
        offset += 2 + len(data)


def data_coding_scheme(octet):
    """TS 23.038 §4, read bit by bit: the columns of data-coding-schemes.tsv after the octet."""
    alphabets = ["gsm7", "8bit", "ucs2", "reserved"]
    row = {"compressed": "0", "messageClass": "-", "indicationActive": "-", "indicationType": "-"}
    high, low = octet >> 4, octet & 0x0F
    if high <= 0b0111:
        row["group"] = "general" if high <= 0b0011 else "automaticDeletion"
        row["alphabet"] = alphabets[low >> 2]
        row["compressed"] = str(high >> 1 & 1)
        if high & 1:
            row["messageClass"] = str(low & 3)
    elif high <= 0b1011:
        row["group"], row["alphabet"] = "reserved", "reserved"
    elif high <= 0b1110:
        row["group"] = ["messageWaitingDiscard", "messageWaitingStoreDefault",
                        "messageWaitingStoreUCS2"][high - 0b1100]
        row["alphabet"] = "ucs2" if high == 0b1110 else "gsm7"
        row["indicationActive"] = str(low >> 3)
        row["indicationType"] = str(low & 3)
    else:
        row["group"] = "dataCodingMessageClass"
        row["alphabet"] = "8bit" if low & 0b0100 else "gsm7"
        row["messageClass"] = str(low & 3)
    row["receivedAs"] = "gsm7" if row["alphabet"] == "reserved" else row["alphabet"]
    return row
