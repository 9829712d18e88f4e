extension Provider {
    static let smspins = Provider.notWritten(name: "smspins", title: "SMSpins")
}
