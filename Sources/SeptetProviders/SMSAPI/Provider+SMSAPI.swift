extension Provider {
    static let smsapi = Provider.notWritten(name: "smsapi", title: "SMSAPI")
}
