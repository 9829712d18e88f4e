/// Percent-encoding as every provider reads it: RFC 3986 unreserved characters stay.
///
/// `A-Z a-z 0-9 - . _ ~` stay, every other octet becomes `%XX` in upper case, a space `%20` and
/// never `+`. The same form serves queries, forms and path segments.
public enum PercentEncoding {
    /// Encodes octets.
    ///
    /// Complexity: linear; allocates the result.
    public static func string(of octets: some Sequence<UInt8>) -> String {
        var encoded: [UInt8] = []
        for octet in octets {
            if isUnreserved(octet) {
                encoded.append(octet)
            } else {
                encoded += [UInt8(ascii: "%"), digit(octet >> 4), digit(octet & 0x0F)]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Encodes the UTF-8 of a text.
    public static func string(of text: String) -> String { string(of: text.utf8) }

    /// Decodes `%XX`, and `+` as a space; a `%` without two digits stays as it is.
    ///
    /// Servers send callbacks in this form.
    public static func octets(of text: some StringProtocol) -> [UInt8] {
        var octets: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let octet = rest.popFirst() {
            if octet == UInt8(ascii: "+") {
                octets.append(UInt8(ascii: " "))
            } else if octet == UInt8(ascii: "%"), rest.count >= 2,
                let high = value(ofDigit: rest[rest.startIndex]),
                let low = value(ofDigit: rest[rest.startIndex + 1])
            {
                octets.append(high << 4 | low)
                rest.removeFirst(2)
            } else {
                octets.append(octet)
            }
        }
        return octets
    }

    private static func isUnreserved(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func digit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
    }

    private static func value(ofDigit octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): octet - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): octet - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
