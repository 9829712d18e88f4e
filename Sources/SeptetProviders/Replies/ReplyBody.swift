public import SeptetBilling
package import SeptetJSON

/// The octets of a reply, checked once: no longer than any reply, and UTF-8.
package struct ReplyBody: Sendable {
    package let octets: [UInt8]

    /// The text without a byte order mark and without white space at its ends.
    package let text: Substring

    /// Where `text` begins in the octets.
    package let textOffset: Int

    /// Checks the octets.
    ///
    /// Complexity: linear; allocates the text.
    ///
    /// - Parameter octetLimit: Longer replies are refused unread.
    package init(
        _ octets: [UInt8],
        octetLimit: Int = JSONReader.octetLimit
    ) throws(ReplyError) {
        guard octets.count <= octetLimit else {
            throw .tooLong(octetCount: octets.count, limit: octetLimit)
        }
        do {
            _ = try UTF8Span(validating: octets.span)
        } catch {
            throw .invalidUTF8(offset: error.byteOffsets.lowerBound)
        }
        self.octets = octets
        let whole = String(decoding: octets, as: UTF8.self)
        let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
        let scalars = whole.unicodeScalars
        let start = scalars.firstIndex { !isSpace($0) } ?? scalars.endIndex
        let end = scalars.lastIndex { !isSpace($0) }.map(scalars.index(after:)) ?? start
        text = whole[start..<end]
        textOffset = whole.utf8.distance(from: whole.startIndex, to: start)
    }

    /// Whether the text can only be JSON: an object or an array.
    package var looksLikeJSON: Bool { text.utf8.first.map { $0 == 0x7B || $0 == 0x5B } ?? false }

    /// The reply as JSON.
    package func json() throws(ReplyError) -> JSONNode {
        do {
            return JSONNode(try JSONReader.value(of: octets, octetLimit: octets.count))
        } catch {
            throw ReplyError(error)
        }
    }

    /// What a reading of the JSON gives, its faults in the words of replies.
    ///
    /// - Parameter rows: How the reply is written instead of JSON.
    func reading<Reply>(
        _ rows: TextRows? = nil,
        _ read: (JSONNode) throws(JSONFault) -> Reply
    ) throws(ReplyError) -> Reply {
        let node: JSONNode
        if let rows { node = try rows.tree(of: self) } else { node = try json() }
        do {
            return try read(node)
        } catch {
            throw ReplyError(error)
        }
    }
}

extension JSONNode {
    /// An exact amount, as a number or as a string of its digits.
    package func amount() throws(JSONFault) -> Amount {
        switch value {
        case .string(let text), .number(let text):
            do {
                return try Amount(text)
            } catch {
                throw JSONFault(.invalid(path: name, wanted: "an amount"))
            }
        default: throw wrongKind("an amount")
        }
    }
}

/// Why a provider's reply cannot be read.
///
/// An error the provider reports is not one of these: that is a reply like any other. No value of
/// the reply is repeated here, because replies can carry private data.
@nonexhaustive
public enum ReplyError: Error, Sendable, Hashable {
    /// More octets than any reply has; it was not read.
    case tooLong(octetCount: Int, limit: Int)
    /// The octets are not UTF-8 from `offset` on.
    case invalidUTF8(offset: Int)
    /// The octet at `offset` breaks the grammar; `offset` is the length when the reply ends early.
    case syntax(offset: Int, wanted: String)
    /// More values inside one another than any reply has, at `offset`.
    case nestedTooDeeply(offset: Int, limit: Int)
    /// The member at `path` is missing.
    case missing(path: String)
    /// The value at `path` is not what it must be.
    case wrongValue(path: String, wanted: String)
}

extension ReplyError: CustomStringConvertible {
    /// A sentence part that names the place.
    public var description: String {
        switch self {
        case .tooLong(let count, let limit): "\(count) octets, more than \(limit)"
        case .invalidUTF8(let offset): "invalid UTF-8 at byte \(offset)"
        case .syntax(let offset, let wanted): "expected \(wanted) at byte \(offset)"
        case .nestedTooDeeply(let offset, let limit):
            "more than \(limit) values inside one another at byte \(offset)"
        case .missing(let path): "'\(path)' is missing"
        case .wrongValue(let path, let wanted): "'\(path)' is not \(wanted)"
        }
    }

    /// The octet the error is at, when it is at one.
    public var offset: Int? {
        switch self {
        case .invalidUTF8(let offset), .syntax(let offset, _), .nestedTooDeeply(let offset, _):
            offset
        default: nil
        }
    }
}

extension ReplyError {
    /// The same fault in the words of replies.
    package init(_ fault: JSONFault) {
        self =
            switch fault.kind {
            case .tooLong(let count, let limit): .tooLong(octetCount: count, limit: limit)
            case .invalidUTF8(let offset): .invalidUTF8(offset: offset)
            case .syntax(let offset, let wanted): .syntax(offset: offset, wanted: wanted)
            case .tooManyValues(let offset, let limit):
                .syntax(offset: offset, wanted: "at most \(limit) values")
            case .nestedTooDeeply(let offset, let limit):
                .nestedTooDeeply(offset: offset, limit: limit)
            case .missing(let path): .missing(path: path)
            case .wrongKind(let path, _, let wanted), .invalid(let path, let wanted):
                .wrongValue(path: path, wanted: wanted)
            }
    }
}

/// The fields of a callback: what a provider sends to our own server by GET or POST.
public struct FormFields: Sendable, Hashable {
    /// Names and values in the order they arrived.
    public let fields: [Field]

    /// One field.
    public struct Field: Sendable, Hashable {
        /// The name, decoded.
        public let name: String
        /// The value, decoded.
        public let value: String

        /// Makes a field.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Makes fields that a server has decoded already.
    public init(_ fields: [Field]) {
        self.fields = fields
    }

    /// Reads a query string or a form body; `+` is a space.
    ///
    /// Throws `tooLong` and `invalidUTF8`, its offset in the value's own octets.
    public init(encoded text: String) throws(ReplyError) {
        guard text.utf8.count <= JSONReader.octetLimit else {
            throw .tooLong(octetCount: text.utf8.count, limit: JSONReader.octetLimit)
        }
        var fields: [Field] = []
        let encoded = text.rest(after: "?") ?? text[...]
        for pair in encoded.divided(at: "&") where !pair.isEmpty {
            let halves = pair.divided(at: "=", maxSplits: 1)
            let name = try Self.decoded(halves[0])
            let value = halves.count > 1 ? try Self.decoded(halves[1]) : ""
            fields.append(Field(name: name, value: value))
        }
        self.init(fields)
    }

    private static func decoded(_ text: Substring) throws(ReplyError) -> String {
        let octets = PercentEncoding.octets(of: text)
        do {
            return String(copying: try UTF8Span(validating: octets.span))
        } catch {
            throw .invalidUTF8(offset: error.byteOffsets.lowerBound)
        }
    }

    /// The last value of a name, `nil` when there is none; letter case counts.
    public subscript(name: String) -> String? {
        fields.last { $0.name.isSame(as: name) }?.value
    }

    /// The value of a name, which must be there.
    public func required(_ name: String) throws(ReplyError) -> String {
        guard let value = self[name] else { throw .missing(path: name) }
        return value
    }

    /// A whole number, `nil` when the field is missing or empty.
    public func integer(_ name: String) throws(ReplyError) -> Int? {
        guard let text = self[name], !text.isEmpty else { return nil }
        guard let value = Int(text) else {
            throw .wrongValue(path: name, wanted: "a whole number")
        }
        return value
    }

    /// An exact amount, `nil` when the field is missing or empty.
    public func amount(_ name: String) throws(ReplyError) -> Amount? {
        guard let text = self[name], !text.isEmpty else { return nil }
        do {
            return try Amount(text)
        } catch {
            throw .wrongValue(path: name, wanted: "an amount")
        }
    }
}
