/// A string inside JSON: where its content lies, and whether escapes are in it.
struct JSONString: Equatable {
    /// The octets between the quotes.
    var range: Range<Int>

    var hasEscapes = false

    /// The octets the string stands for, in UTF-8; escapes have been checked by `JSONScanner`.
    ///
    /// Complexity: linear; allocates the result.
    func octets(in json: [UInt8]) -> [UInt8] {
        guard hasEscapes else { return Array(json[range]) }
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            guard json[position] == UInt8(ascii: "\\") else {
                result.append(json[position])
                position += 1
                continue
            }
            if json[position + 1] == UInt8(ascii: "u") {
                Self.appendScalar(json, &position, to: &result)
            } else {
                result.append(Self.meaning(of: json[position + 1]))
                position += 2
            }
        }
        return result
    }

    /// Appends what one `\u` escape, or a pair of them for a surrogate pair, stands for.
    private static func appendScalar(
        _ json: [UInt8],
        _ position: inout Int,
        to result: inout [UInt8]
    ) {
        var value = codeUnit(json, position + 2)
        position += 6
        if UTF16.isLeadSurrogate(UInt16(truncatingIfNeeded: value)) {
            let trail = codeUnit(json, position + 2)
            value = 0x10000 + (value & 0x3FF) << 10 + trail & 0x3FF
            position += 6
        }
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    /// The value of four hexadecimal digits.
    static func codeUnit(_ json: [UInt8], _ start: Int) -> UInt32 {
        json[start..<start + 4].reduce(0) { $0 << 4 | UInt32(digit($1) ?? 0) }
    }

    /// The value of a hexadecimal digit.
    static func digit(_ octet: UInt8) -> UInt8? {
        switch octet {
        case 0x30...0x39: octet - 0x30
        case 0x41...0x46: octet - 0x41 + 10
        case 0x61...0x66: octet - 0x61 + 10
        default: nil
        }
    }

    private static func meaning(of octet: UInt8) -> UInt8 {
        switch octet {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: octet
        }
    }
}
