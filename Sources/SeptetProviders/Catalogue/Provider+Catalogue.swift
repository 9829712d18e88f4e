extension Provider {
    /// Every provider; adding one is one line here.
    public static let all: [Provider] = [
        .smsapi,
        .unified,
        .cheapGlobalSMS,
        .smswords,
        .smspins,
    ]

    /// The provider that has this name or alias, in any letter case.
    public static func named(_ name: String) -> Provider? {
        let name = name.lowercased()
        return all.first { $0.name == name || $0.aliases.contains(name) }
    }
}
