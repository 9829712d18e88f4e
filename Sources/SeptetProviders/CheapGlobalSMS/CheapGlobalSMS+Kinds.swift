extension CheapGlobalSMS {
    /// A stop or deletion that would affect everything.
    static let filterRequired = LocalErrorKind(rawValue: "filterRequired")

    /// `stage` is left out because `status` makes it void.
    static let stageIgnored = EstimateWarning.Kind(rawValue: "stageIgnored")
}
