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
