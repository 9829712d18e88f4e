extension LocalErrorKind {
    /// A value holds the character that separates values.
    static let separatorInValue = Self(rawValue: "separatorInValue")
}

extension EstimateWarning.Kind {
    /// The elements of a header do not fill it.
    static let malformedHeader = Self(rawValue: "malformedHeader")
    /// A message that expires soon.
    static let shortExpiration = Self(rawValue: "shortExpiration")
    /// A date in the past: the message is sent at once.
    static let dateInPast = Self(rawValue: "dateInPast")
    /// A date in no known format.
    static let invalidDate = Self(rawValue: "invalidDate")
    /// Characters the document's regular expression leaves out.
    static let strictRegex = Self(rawValue: "strictRegex")
    /// The balance lies between the least and the most the message can cost.
    static let balanceMayNotSuffice = Self(rawValue: "balanceMayNotSuffice")
    /// The document does not know this option of a job.
    static let unknownOption = Self(rawValue: "unknownOption")
}
