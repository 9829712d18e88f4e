internal import Septet
public import SeptetBilling

/// An error that is predicted before a request is sent.
///
/// It never holds a secret.
public struct PredictedError: Error, Sendable, Hashable {
    /// Whose error this is.
    public enum Code: Sendable, Hashable {
        /// The number in the provider's own list.
        case provider(Int)
        /// The word in the provider's own list.
        case word(String)
        /// No number of the provider stands for it.
        case local(LocalErrorKind)
    }

    /// The provider's number or our word.
    public let code: Code

    /// What is wrong, in a sentence part for people.
    public let message: String

    /// The field of the request it is about.
    public let field: String?

    /// The octet of the text's UTF-8 it is about.
    public let utf8Offset: Int?

    /// Further facts, as name and value: the capability, what was needed and available.
    public let details: [Detail]

    /// A further fact.
    public struct Detail: Sendable, Hashable {
        /// The name in results.
        public let name: String
        /// The fact.
        public let value: Value

        /// A word or an exact number.
        public enum Value: Sendable, Hashable {
            case text(String)
            case number(Amount)
        }

        /// Makes a fact.
        public init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// Makes an error with the provider's own number.
    public init(_ number: Int, _ message: String, field: String? = nil, utf8Offset: Int? = nil) {
        code = .provider(number)
        self.message = message
        self.field = field
        self.utf8Offset = utf8Offset
        details = []
    }

    /// Makes an error of any code.
    init(code: Code, _ message: String, field: String? = nil, utf8Offset: Int? = nil) {
        self.code = code
        self.message = message
        self.field = field
        self.utf8Offset = utf8Offset
        details = []
    }

    /// Makes an error that no number of the provider stands for.
    public init(
        local kind: LocalErrorKind,
        _ message: String,
        field: String? = nil,
        utf8Offset: Int? = nil,
        details: [Detail] = []
    ) {
        code = .local(kind)
        self.message = message
        self.field = field
        self.utf8Offset = utf8Offset
        self.details = details
    }
}

extension PredictedError: CustomStringConvertible {
    /// The number or word, and what is wrong.
    public var description: String {
        switch code {
        case .provider(let number): "error \(number): \(message)"
        case .word(let word): "error \(word): \(message)"
        case .local(let kind): "\(kind.rawValue): \(message)"
        }
    }
}

extension PredictedError {
    /// The error of a capability that a provider lacks.
    public static func unsupported(_ capability: Capability) -> Self {
        Self(
            local: .unsupportedCapability,
            "the provider has no \(capability.rawValue)",
            details: [Detail("capability", .text(capability.rawValue))]
        )
    }

    /// A character that no adapter sends, when the text has one.
    public static func forbiddenCharacter(in text: String, field: String) -> Self? {
        TextMeasure.forbiddenCharacter(in: text).map { found in
            Self(
                local: .forbiddenCharacter,
                "\(found.scalar.codePointName) at byte \(found.utf8Offset) cannot be sent",
                field: field,
                utf8Offset: found.utf8Offset
            )
        }
    }
}

extension PredictedError: Encodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }

    /// Writes the members that results of jobs have: `code` or `local`, `field`, `utf8Offset`, the details by their
    /// names, and `message`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch code {
        case .provider(let number): try container.encode(number, forKey: Key("code"))
        case .word(let word): try container.encode(word, forKey: Key("code"))
        case .local(let kind): try container.encode(kind.rawValue, forKey: Key("local"))
        }
        try container.encodeIfPresent(field, forKey: Key("field"))
        try container.encodeIfPresent(utf8Offset, forKey: Key("utf8Offset"))
        for detail in details {
            switch detail.value {
            case .text(let text): try container.encode(text, forKey: Key(detail.name))
            case .number(let amount): try container.encode(amount, forKey: Key(detail.name))
            }
        }
        try container.encode(message, forKey: Key("message"))
    }
}

/// An error that no provider's code stands for, by the word it has in results.
///
/// A provider adds its own kinds in an extension in its folder.
public struct LocalErrorKind: RawRepresentable, Sendable, Hashable {
    /// The word in results.
    public let rawValue: String

    /// Makes a kind of a word.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The provider cannot do what was asked.
    public static let unsupportedCapability = Self(rawValue: "unsupportedCapability")
    /// A character has no octets in the charset of the request.
    public static let unmappableCharacter = Self(rawValue: "unmappableCharacter")
    /// U+0000 or U+001B in a text.
    public static let forbiddenCharacter = Self(rawValue: "forbiddenCharacter")
    /// A sender name the provider does not take.
    public static let invalidSender = Self(rawValue: "invalidSender")
    /// A request that selects records was given a parameter it does not have.
    public static let unknownOption = Self(rawValue: "unknownOption")
    /// A mandatory field is missing.
    public static let missingField = Self(rawValue: "missingField")
    /// A field has a value the provider does not take.
    public static let invalidValue = Self(rawValue: "invalidValue")
    /// A request that stops or deletes has no filter and does not say that every record is meant.
    public static let filterRequired = Self(rawValue: "filterRequired")
    /// The text needs more parts than a message can have.
    public static let tooManyParts = Self(rawValue: "tooManyParts")
    /// The balance is below the cost.
    public static let insufficientCredits = Self(rawValue: "insufficientCredits")
    /// The job cannot be read.
    public static let invalidJob = Self(rawValue: "invalidJob")
    /// No provider has this name.
    public static let unknownProvider = Self(rawValue: "unknownProvider")
    /// The provider is announced and its adapter not written.
    public static let notImplemented = Self(rawValue: "notImplemented")
}
