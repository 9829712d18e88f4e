/// Text in which a backslash begins the escape of a line break, a tab or a backslash.
public enum EscapedText {
    private static let backslash: UInt8 = 0x5C

    /// Replaces `\n`, `\r`, `\t` and `\\` by what they stand for; other backslashes stay.
    ///
    /// Complexity: linear; allocates the result.
    public static func unescaped(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(octets.count)
        var isEscaped = false
        for octet in octets {
            if !isEscaped && octet == backslash {
                isEscaped = true
                continue
            }
            if isEscaped, let meant = meaning(of: octet) {
                result.append(meant)
            } else {
                if isEscaped { result.append(backslash) }
                result.append(octet)
            }
            isEscaped = false
        }
        if isEscaped { result.append(backslash) }
        return result
    }

    private static func meaning(of octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case backslash: backslash
        default: nil
        }
    }
}

extension EscapedText {
    /// Replaces line feed, carriage return, tab and backslash by `\n`, `\r`, `\t` and `\\`.
    ///
    /// `unescaped` gives the octets back. Complexity: linear; allocates the result.
    public static func escaped(_ octets: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(octets.underestimatedCount)
        for octet in octets {
            switch octet {
            case 0x0A: result += Array("\\n".utf8)
            case 0x0D: result += Array("\\r".utf8)
            case 0x09: result += Array("\\t".utf8)
            case 0x5C: result += Array("\\\\".utf8)
            default: result.append(octet)
            }
        }
        return result
    }
}
