/// Writes JSON values without white space, members in their order.
package struct JSONWriter {
    private var octets: [UInt8] = []

    private init() {}

    /// The text of a value, in UTF-8.
    ///
    /// Complexity: linear; allocates the result.
    package static func octets(of value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(value)
        return writer.octets
    }

    /// The text of a value.
    package static func string(of value: JSONValue) -> String {
        String(decoding: octets(of: value), as: UTF8.self)
    }

    private mutating func write(_ value: JSONValue) {
        switch value {
        case .null: octets += "null".utf8
        case .boolean(let value): octets += (value ? "true" : "false").utf8
        case .number(let digits): octets += digits.utf8
        case .string(let text): write(text)
        case .array(let elements):
            octets.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                separate(index)
                write(element)
            }
            octets.append(UInt8(ascii: "]"))
        case .object(let object):
            octets.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                separate(index)
                write(member.name)
                octets.append(UInt8(ascii: ":"))
                write(member.value)
            }
            octets.append(UInt8(ascii: "}"))
        }
    }

    private mutating func separate(_ index: Int) {
        if index > 0 {
            octets.append(UInt8(ascii: ","))
        }
    }

    private mutating func write(_ text: String) {
        octets.append(UInt8(ascii: "\""))
        for octet in text.utf8 {
            switch octet {
            case UInt8(ascii: "\""): octets += "\\\"".utf8
            case UInt8(ascii: "\\"): octets += "\\\\".utf8
            case UInt8(ascii: "\n"): octets += "\\n".utf8
            case UInt8(ascii: "\r"): octets += "\\r".utf8
            case UInt8(ascii: "\t"): octets += "\\t".utf8
            case 0..<0x10: octets += "\\u000\(String(octet, radix: 16))".utf8
            case 0x10..<0x20: octets += "\\u00\(String(octet, radix: 16))".utf8
            default: octets.append(octet)
            }
        }
        octets.append(UInt8(ascii: "\""))
    }
}
