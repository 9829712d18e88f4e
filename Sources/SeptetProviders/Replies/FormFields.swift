public import SeptetBilling
internal import SeptetJSON

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
