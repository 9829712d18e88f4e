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
