extension LocalErrorKind {
    /// A value holds the character that separates values.
    static let separatorInValue = Self(rawValue: "separatorInValue")
}

extension EstimateWarning.Kind {
    /// The elements of a header do not fill it.
    static let malformedHeader = Self(rawValue: "malformedHeader")
    /// A message that expires soon.
    static let shortExpiration = Self(rawValue: "shortExpiration")
    /// A date in no known format.
    static let invalidDate = Self(rawValue: "invalidDate")
    /// Characters the document's regular expression leaves out.
    static let strictRegex = Self(rawValue: "strictRegex")
}
