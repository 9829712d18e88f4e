extension Provider {
    static let unified = Provider.notWritten(
        name: "unified",
        title: "Unified Communications",
        aliases: ["routemobile"]
    )
}
