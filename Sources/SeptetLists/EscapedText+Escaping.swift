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
