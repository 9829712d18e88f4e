/// Reads one JSON text, strictly by RFC 8259, and never beyond its limits.
///
/// A byte order mark and white space around the text are allowed, because servers send them.
package struct JSONReader {
    /// Longer texts are refused unread: no reply of any provider comes near it.
    package static let octetLimit = 8 << 20

    /// Arrays and objects inside one another.
    package static let depthLimit = 64

    private let octets: [UInt8]
    private var position = 0

    private init(_ octets: [UInt8]) {
        self.octets = octets
    }

    /// Reads the value that is the whole of `octets`.
    ///
    /// Complexity: linear; allocates the values.
    package static func value(of octets: [UInt8]) throws(JSONFault) -> JSONValue {
        guard octets.count <= octetLimit else {
            throw JSONFault(.tooLong(octetCount: octets.count, limit: octetLimit))
        }
        do {
            _ = try UTF8Span(validating: octets.span)
        } catch {
            throw JSONFault(.invalidUTF8(offset: error.byteOffsets.lowerBound))
        }
        var reader = JSONReader(octets)
        if octets.starts(with: [0xEF, 0xBB, 0xBF]) {
            reader.position = 3
        }
        reader.skipSpace()
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == octets.count else {
            throw JSONFault(.syntax(offset: reader.position, wanted: "end of the text"))
        }
        return value
    }

    private var octet: UInt8? { position < octets.count ? octets[position] : nil }

    private mutating func skipSpace() {
        while let octet, octet == 0x20 || (0x09...0x0A).contains(octet) || octet == 0x0D {
            position += 1
        }
    }

    private func fault(_ wanted: String) -> JSONFault {
        position < octets.count
            ? JSONFault(.syntax(offset: position, wanted: wanted))
            : JSONFault(.truncated(wanted: wanted))
    }

    private mutating func take(_ wanted: Unicode.Scalar) throws(JSONFault) {
        guard let octet, UInt32(octet) == wanted.value else { throw fault("'\(wanted)'") }
        position += 1
    }

    private mutating func takes(_ wanted: Unicode.Scalar) -> Bool {
        guard let octet, UInt32(octet) == wanted.value else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        switch octet {
        case UInt8(ascii: "{"):
            return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["):
            return .array(try array(depth: depth + 1))
        case UInt8(ascii: "\""):
            return .string(try string())
        case UInt8(ascii: "t"):
            return try literal("true", .boolean(true))
        case UInt8(ascii: "f"):
            return try literal("false", .boolean(false))
        case UInt8(ascii: "n"):
            return try literal("null", .null)
        default:
            guard let octet, octet == UInt8(ascii: "-") || (0x30...0x39).contains(octet) else {
                throw fault("JSON value")
            }
            return .number(try number())
        }
    }

    private mutating func literal(
        _ word: String,
        _ value: JSONValue
    ) throws(JSONFault) -> JSONValue {
        for scalar in word.unicodeScalars {
            guard takes(scalar) else { throw fault("'\(word)'") }
        }
        return value
    }

    private func check(depth: Int) throws(JSONFault) {
        guard depth <= Self.depthLimit else {
            throw JSONFault(.nestedTooDeeply(offset: position, limit: Self.depthLimit))
        }
    }

    private mutating func array(depth: Int) throws(JSONFault) -> [JSONValue] {
        try check(depth: depth)
        try take("[")
        var elements: [JSONValue] = []
        skipSpace()
        if takes("]") { return elements }
        while true {
            skipSpace()
            elements.append(try value(depth: depth))
            skipSpace()
            if takes("]") { return elements }
            try take(",")
        }
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSONObject {
        try check(depth: depth)
        try take("{")
        var members: [JSONObject.Member] = []
        skipSpace()
        if takes("}") { return JSONObject(members) }
        while true {
            skipSpace()
            guard octet == UInt8(ascii: "\"") else { throw fault("member name") }
            let name = try string()
            skipSpace()
            try take(":")
            skipSpace()
            members.append(JSONObject.Member(name: name, value: try value(depth: depth)))
            skipSpace()
            if takes("}") { return JSONObject(members) }
            try take(",")
        }
    }

    private mutating func digits() throws(JSONFault) {
        let start = position
        while let octet, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) {
            position += 1
        }
        guard position > start else { throw fault("digit") }
    }

    private mutating func number() throws(JSONFault) -> String {
        let start = position
        _ = takes("-")
        if !takes("0") {
            try digits()
        }
        if takes(".") {
            try digits()
        }
        if takes("e") || takes("E") {
            _ = takes("+") || takes("-")
            try digits()
        }
        return String(decoding: octets[start..<position], as: UTF8.self)
    }

    private mutating func string() throws(JSONFault) -> String {
        try take("\"")
        var text: [UInt8] = []
        var start = position
        while let octet {
            switch octet {
            case UInt8(ascii: "\""):
                text += octets[start..<position]
                position += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                text += octets[start..<position]
                position += 1
                text += String(try escaped()).utf8
                start = position
            case 0..<0x20:
                throw fault("string without control characters")
            default:
                position += 1
            }
        }
        throw fault("'\"'")
    }

    private mutating func escaped() throws(JSONFault) -> Unicode.Scalar {
        guard let octet else { throw fault("escape") }
        position += 1
        switch octet {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return Unicode.Scalar(octet)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try escapedUnit()
        default:
            position -= 1
            throw fault("escape")
        }
    }

    /// A UTF-16 unit in four digits, or a surrogate pair in two such escapes; never half a pair.
    private mutating func escapedUnit() throws(JSONFault) -> Unicode.Scalar {
        let start = position
        let first = try fourDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(first), takes("\\"), takes("u") else {
            throw JSONFault(.syntax(offset: start, wanted: "surrogate pair"))
        }
        let second = try fourDigits()
        guard UTF16.isTrailSurrogate(second) else {
            throw JSONFault(.syntax(offset: start, wanted: "surrogate pair"))
        }
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private mutating func fourDigits() throws(JSONFault) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let octet, let digit = Character(Unicode.Scalar(octet)).hexDigitValue else {
                throw fault("four hexadecimal digits")
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }
}
