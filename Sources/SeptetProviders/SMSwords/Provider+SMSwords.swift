extension Provider {
    static let smswords = Provider.notWritten(name: "smswords", title: "SMSwords")
}
