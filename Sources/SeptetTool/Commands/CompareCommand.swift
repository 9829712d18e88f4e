internal import ArgumentParser
internal import SeptetBilling
internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetProviders

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Shows one text at all providers: encoding, parameters, bills and warnings.",
        discussion: """
            Nothing is sent, and no account is needed. Without --to and --from an example number \
            and name stand in, because some providers demand them.
            """
    )

    @OptionGroup var textOptions: MessageTextOptions

    @Option(
        help: ArgumentHelp("Compare only these providers; may be repeated.", valueName: "NAME")
    )
    var provider: [ProviderName] = []

    @Option(
        help: ArgumentHelp(
            "Telephone numbers with country code, separated by commas.",
            valueName: "NUMBERS"
        )
    )
    var to: [String] = []

    @Option(help: ArgumentHelp("The sender name or number.", valueName: "SENDER"))
    var from: String?

    @Flag(help: "A message that is shown at once and not kept.")
    var flash = false

    @Flag(help: "Print one JSON object instead of the page.")
    var json = false

    @Flag(help: "Print the page without colour.")
    var noColor = false

    func run() throws {
        let text = String(decoding: try textOptions.read(), as: UTF8.self)
        let recipients = to.flatMap { $0.split(atOctet: UInt8(ascii: ",")) }.filter { !$0.isEmpty }
        let message = PlainMessage(
            text: text,
            recipients: recipients.isEmpty ? [ProviderAnswer.exampleRecipient] : recipients,
            sender: from ?? ProviderAnswer.exampleSender,
            isFlash: flash
        )
        let providers = provider.isEmpty ? Provider.all : provider.map(\.provider)
        let answers = providers.map { ProviderAnswer($0, message) }
        var output = StandardOutput()
        if json {
            let standard = TextMeasure(text)
            var json = JSONText()
            json.object { json in
                json.member("text", text)
                json.member("encoding", standard.encoding.rawValue)
                json.member("units", standard.unitCount)
                json.member("parts", standard.partCount)
                json.providers(answers)
            }
            json.endLine()
            try output.write(json.octets)
        } else {
            try output.write(ProviderPage(text, answers, TerminalStyle(noColor: noColor)).text)
        }
        try output.flush()
    }
}
