extension CheapGlobalSMS {
    /// A stop or deletion that would affect everything.
    static let filterRequired = LocalErrorKind(rawValue: "filterRequired")

    /// `stage` is left out because `status` makes it void.
    static let stageIgnored = EstimateWarning.Kind(rawValue: "stageIgnored")

    /// A date in the past: the message is sent at once.
    static let dateInPast = EstimateWarning.Kind(rawValue: "dateInPast")
}
