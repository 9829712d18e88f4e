internal import Septet

/// One named value of a query or a form.
public struct RequestParameter: Sendable, Hashable {
    /// What a parameter carries.
    public enum Value: Sendable, Hashable {
        /// A text, sent as percent-encoded UTF-8.
        case text(String)
        /// A text sent as percent-encoded octets of another charset.
        case octets([UInt8], text: String)
        /// A secret, sent as percent-encoded UTF-8 and shown as `***`.
        case secret(Secret)
    }

    /// The name, as the provider's document spells it.
    public let name: String

    /// The value before percent-encoding.
    public let value: Value

    /// Makes a parameter.
    public init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }

    /// Makes a parameter of a text.
    public init(_ name: String, _ text: String) {
        self.init(name, .text(text))
    }

    /// The value for people: the text, or `***`.
    public var text: String {
        switch value {
        case .text(let text), .octets(_, let text): text
        case .secret: Secret.redaction
        }
    }

    /// The value as it travels, or `***` for a secret.
    public var redactedWire: String {
        switch value {
        case .text(let text): PercentEncoding.string(of: text)
        case .octets(let octets, _): PercentEncoding.string(of: octets)
        case .secret: Secret.redaction
        }
    }
}

extension RequestParameter: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    /// The name, and `***` for the value, which may be a text, a number or a secret; `text` is the value.
    public var description: String { "\(name)=\(Secret.redaction)" }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Nothing, so that `dump` shows no more than `description`.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

/// Parameters in order, where what is absent leaves no trace.
struct ParameterList: Sendable {
    private(set) var parameters: [RequestParameter] = []

    /// Adds a text unless it is `nil`.
    mutating func add(_ name: String, _ text: String?) {
        if let text {
            parameters.append(RequestParameter(name, text))
        }
    }

    /// Adds `1` when a flag is set.
    mutating func add(_ name: String, flag: Bool) {
        if flag {
            parameters.append(RequestParameter(name, "1"))
        }
    }

    /// Adds parameters.
    mutating func add(contentOf others: [RequestParameter]) {
        parameters += others
    }
}

/// A token, key or password that shows itself nowhere.
///
/// Its description, its debug description, its mirror, `dump` and its encoded form are all `***`.
/// The one way to the value is `reveal()`, so a search for that word finds every place a secret
/// leaves. A secret that was not given is known by the name of a shell variable only.
public struct Secret: Sendable, Hashable {
    private let value: String?

    /// The shell variable that stands for the secret in a command line, such as `SMSAPI_TOKEN`.
    public let variable: String

    /// What is printed instead of a secret.
    public static let redaction = "***"

    /// Keeps a value; `nil` when it is not known here.
    public init(_ value: String?, variable: String) {
        self.value = value
        self.variable = variable
    }

    /// Whether the value is known.
    public var isKnown: Bool { value != nil }

    /// The value itself; `${VARIABLE}` when it is not known.
    public func reveal() -> String { value ?? "${\(variable)}" }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Three asterisks.
    public var description: String { Self.redaction }

    /// Three asterisks.
    public var debugDescription: String { Self.redaction }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret: Encodable {
    /// Encodes three asterisks.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Self.redaction)
    }
}

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

/// The charset a text travels to a provider in; the message's own encoding does not depend on it.
///
/// UTF-8, ISO-8859-1, -2, -3, -4, -5 and -7, windows-1250 and windows-1251: the charsets that providers' documents and
/// clients have. Each octet is one code point, so no library that converts charsets is needed.
package struct RequestCharset: Sendable {
    /// The name as the provider's document spells it.
    package let name: String

    /// The octet of each code point from U+0080 on that has one; `nil` for UTF-8.
    private let octets: [UInt16: UInt8]?

    /// UTF-8, which every provider takes.
    package static let utf8 = RequestCharset(name: "utf-8", octets: nil)

    /// Finds a charset by its name in small letters; `nil` when there is none.
    ///
    /// Complexity: constant; allocates a table.
    package init?(named name: String) {
        guard !name.isSame(as: Self.utf8.name) else {
            self = .utf8
            return
        }
        guard let scalars = Self.upperHalf(name) else { return nil }
        var octets: [UInt16: UInt8] = [:]
        for (octet, scalar) in zip(UInt8(0x80)...0xFF, scalars) where scalar != 0 {
            octets[scalar] = octet
        }
        self.init(name: name, octets: octets)
    }

    private init(name: String, octets: [UInt16: UInt8]?) {
        self.name = name
        self.octets = octets
    }

    /// The parameter of a text; a character without octets is an error, it is never replaced.
    ///
    /// Complexity: linear; allocates the octets unless the charset is UTF-8.
    package func parameter(
        _ name: String,
        _ text: String
    ) throws(PredictedError) -> RequestParameter {
        guard let octets else { return RequestParameter(name, text) }
        var written: [UInt8] = []
        var utf8Offset = 0
        for scalar in text.unicodeScalars {
            let octet = UInt16(exactly: scalar.value).flatMap { octets[$0] }
            if scalar.isASCII {
                written.append(UInt8(ascii: scalar))
            } else if let octet {
                written.append(octet)
            } else {
                throw PredictedError(
                    local: .unmappableCharacter,
                    "\(scalar.codePointName) at byte \(utf8Offset) is not in \(self.name)",
                    field: name,
                    utf8Offset: utf8Offset
                )
            }
            utf8Offset += UTF8.width(scalar)
        }
        return RequestParameter(name, .octets(written, text: text))
    }
}
