/// Something to know about a message that does not keep it from being sent.
public struct EstimateWarning: Sendable, Hashable, Encodable {
    /// What it is about, by the word it has in results.
    ///
    /// A provider adds its own kinds in an extension in its folder.
    public struct Kind: RawRepresentable, Sendable, Hashable, Codable {
        /// The word in results.
        public let rawValue: String

        /// Makes a kind of a word.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The provider bills another number of parts than the standard needs.
        public static let partsDiffer = Self(rawValue: "partsDiffer")
        /// The recipients were divided over several requests.
        public static let split = Self(rawValue: "split")
        /// The document does not say; our reading decides.
        public static let undocumented = Self(rawValue: "undocumented")
        /// The same recipient was given more than once.
        public static let duplicates = Self(rawValue: "duplicates")
        /// A recipient isn't a telephone number and will be skipped.
        public static let invalidRecipient = Self(rawValue: "invalidRecipient")
        /// Something the estimate needs is not known.
        public static let indeterminate = Self(rawValue: "indeterminate")
        /// No price is known for a recipient's network.
        public static let unknownPrice = Self(rawValue: "unknownPrice")
        /// A parameter was left out because another one makes it void.
        public static let ignored = Self(rawValue: "ignored")
        /// A date in the past: the message is sent at once.
        public static let dateInPast = Self(rawValue: "dateInPast")
        /// The balance lies between the least and the most the message can cost.
        public static let balanceMayNotSuffice = Self(rawValue: "balanceMayNotSuffice")
        /// What the sender's kind or the destination brings with it.
        public static let route = Self(rawValue: "route")
        /// The provider sends less than the text.
        public static let cut = Self(rawValue: "cut")
        /// Another setting of the same provider makes fewer parts.
        public static let cheaperSetting = Self(rawValue: "cheaperSetting")
        /// The provider has no such option.
        public static let unknownOption = Self(rawValue: "unknownOption")
    }

    /// What it is about.
    public let kind: Kind

    /// A sentence for people.
    public let message: String

    /// Makes a warning.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}

extension EstimateWarning {
    /// The warning that the provider's count and the standard's differ, when they do.
    public static func partsDiffer(billed: Int?, wire: Int?) -> Self? {
        guard let billed, let wire, billed != wire else { return nil }
        let parts = billed == 1 ? "part" : "parts"
        let segments = wire == 1 ? "segment" : "segments"
        return Self(
            .partsDiffer,
            "billed as \(billed) \(parts), carried in \(wire) \(segments)"
        )
    }
}
