extension Provider {
    static let cheapGlobalSMS = Provider.notWritten(
        name: "cgsms",
        title: "CheapGlobalSMS",
        aliases: ["cheapglobalsms"]
    )
}
