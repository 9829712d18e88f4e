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

extension RequestParameter: CustomStringConvertible {
    /// Name and value, a secret as `***`.
    public var description: String { "\(name)=\(text)" }
}
