internal import ArgumentParser
internal import SeptetBilling
internal import SeptetCampaigns
internal import SeptetLists
internal import SeptetProviders

/// The options that say what the messages of a campaign are and what they cost.
struct EstimateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file with the message; {{column}} and {{column|default}} are filled in.",
            valueName: "FILE"
        ),
        completion: .file()
    )
    var template: String?

    @Option(help: ArgumentHelp("The same, as text.", valueName: "TEXT"))
    var templateText: String?

    @Option(
        help: ArgumentHelp(
            "The column with the recipient's number; by default phone, recipient, to and the like.",
            valueName: "NAME"
        )
    )
    var recipient: String?

    @Option(
        help: ArgumentHelp(
            "A price list as providers publish them: .xlsx, CSV or JSON with countries, prefixes or mcc.",
            valueName: "FILE"
        ),
        completion: .file()
    )
    var prices: String?

    @Option(
        help: ArgumentHelp("The price of every part.", valueName: "AMOUNT"),
        transform: AmountArgument.init(text:)
    )
    var price: AmountArgument?

    @Option(
        help: ArgumentHelp("The currency of prices that have none.", valueName: "CODE")
    )
    var currency: String?

    @Flag(help: "Every price times 1.5, as SMSAPI bills fast messages.")
    var fast = false

    @Option(
        help: ArgumentHelp(
            "The provider: its placeholders, its count of parts, its credits, its error for a low balance.",
            valueName: "NAME"
        )
    )
    var provider: ProviderName?

    @Option(help: ProviderFile.help)
    var providerFile: ProviderFile?

    @Option(
        help: ArgumentHelp(
            "The columns of [%1%] to [%4%], between commas; param1,param2,param3,param4 by default.",
            valueName: "NAMES"
        )
    )
    var params: String?

    @Option(
        help: ArgumentHelp("The balance of the account.", valueName: "AMOUNT"),
        transform: AmountArgument.init(text:)
    )
    var balance: AmountArgument?

    @Option(help: ArgumentHelp("How many parts are free, such as in a month.", valueName: "N"))
    var freeParts: Int?

    @Option(
        help: ArgumentHelp(
            "The tax on what is billed, as a line of its own.",
            valueName: "PERCENT"
        ),
        transform: AmountArgument.init(text:)
    )
    var tax: AmountArgument?

    @Option(help: ArgumentHelp("Fail when a message has more parts.", valueName: "N"))
    var maxParts: Int?

    @Option(
        help: ArgumentHelp("Fail when the campaign may cost more.", valueName: "AMOUNT"),
        transform: AmountArgument.init(text:)
    )
    var budget: AmountArgument?

    mutating func validate() throws {
        if let providerFile {
            guard provider == nil else {
                throw ValidationError("--provider and --provider-file exclude each other.")
            }
            do {
                provider = ProviderName(provider: try providerFile.provider())
            } catch let error as ExitCode {
                // What is wrong was reported; the parser would report the status as well.
                endProcess(status: error.rawValue)
            }
        }
        if template != nil && templateText != nil {
            throw ValidationError("--template and --template-text exclude each other.")
        }
        if prices != nil && price != nil {
            throw ValidationError("--prices and --price exclude each other.")
        }
        if price != nil && currency == nil {
            throw ValidationError("--price needs --currency CODE.")
        }
        if let currency, currency.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
            throw ValidationError("--currency is a code such as EUR.")
        }
        if let provider, fast, provider.provider.name != "smsapi" {
            let name = provider.provider.name
            throw ValidationError("--fast is SMSAPI's and not of --provider \(name).")
        }
        if let params {
            guard parameterColumns.count <= TemplateSyntax.smsapiParameters.count else {
                throw ValidationError("--params takes four names at most: \(params)")
            }
            guard provider?.provider.name == "smsapi" else {
                throw ValidationError("--params goes with --provider smsapi.")
            }
            guard template != nil || templateText != nil else {
                throw ValidationError("--params goes with a template.")
            }
        }
        if let freeParts, freeParts < 0 {
            throw ValidationError("--free-parts is at least 0.")
        }
        if let maxParts, maxParts < 1 {
            throw ValidationError("--max-parts is at least 1.")
        }
    }

    /// Checks that there are prices for the options that need them.
    func requirePrices() throws {
        if currency != nil && prices == nil && price == nil {
            throw ValidationError("--currency goes with --prices or --price.")
        }
        let hasPrices = prices != nil || price != nil || provider?.provider.name == "smswords"
        if !hasPrices && (budget != nil || balance != nil || fast) {
            throw ValidationError("--budget, --balance and --fast need --prices or --price.")
        }
        if !hasPrices && (freeParts != nil || tax != nil) {
            throw ValidationError("--free-parts and --tax need --prices or --price.")
        }
    }

    /// The prices, with the fees of the provider for a kind of sender; `nil` when there are none.
    func priceList(sender: SenderType?) throws -> PriceList? {
        var list: PriceList?
        if let prices {
            let table = try WholeTable(ByteSource(path: prices))
            do {
                list = try PriceList(any: table, currency: currency)
            } catch {
                let hint = error == .noCurrency ? "; give it with --currency CODE" : ""
                StandardError.report("\(prices): \(error)\(hint)")
                throw ExitStatus.inputRejected
            }
        } else if let price {
            list = PriceList(flat: price.amount, currency: currency ?? "")
        } else if provider?.provider.name == "smswords" {
            list = .smswordsCredits
        }
        if fast { list = list?.halfAsMuchAgain }
        guard let provider = provider?.provider else { return list }
        return list?.adding(feesOf: provider, sender: sender)
    }

    /// The template; `nil` when texts are finished.
    func messageTemplate() throws -> MessageTemplate? {
        let syntax: TemplateSyntax =
            provider?.provider.name == "smsapi"
            ? .smsapi(parameters: parameterColumns) : .fields
        do {
            if let templateText { return try MessageTemplate(templateText, syntax: syntax) }
            guard let template else { return nil }
            let octets = try ByteSource(path: template).readToEnd(limit: ByteSource.octetLimit)
            return try MessageTemplate(utf8: octets, syntax: syntax)
        } catch let error as TemplateError {
            throw rejected(error)
        }
    }

    private var parameterColumns: [String] {
        params?.split(atOctet: UInt8(ascii: ",")) ?? TemplateSyntax.smsapiParameters
    }

    /// Where the template comes from.
    var templateName: String { template ?? "--template-text" }

    /// Reports what is wrong with the template, and returns the status to end with.
    ///
    /// - Parameter hint: What there is, or what to do, when there is no such column.
    func rejected(_ error: TemplateError, hint: String? = nil) -> ExitCode {
        var message = "\(templateName): \(error)"
        if let hint, case .unknownColumn = error { message += "; \(hint)" }
        StandardError.report(message)
        return ExitStatus.inputRejected
    }
}

/// An amount of money on the command line; not below zero.
struct AmountArgument {
    let amount: Amount

    /// Reads decimals with a point; an error proposes it in place of a comma.
    init(text: String) throws {
        if let amount = Self.amount(text) {
            self.amount = amount
            return
        }
        let pieces = text.split(atOctet: UInt8(ascii: ","))
        let pointed = pieces.joined(separator: ".")
        guard pieces.count == 2, Self.amount(pointed) != nil else {
            throw ValidationError("write an amount such as 0.05")
        }
        throw ValidationError("write \(pointed)")
    }

    private static func amount(_ text: String) -> Amount? {
        (try? Amount(text)).flatMap { $0 >= .zero ? $0 : nil }
    }
}

/// The value of `--provider`: a name or alias of the catalogue, in any letter case.
struct ProviderName: ExpressibleByArgument {
    let provider: Provider

    init?(argument: String) {
        guard let provider = Provider.named(argument) else { return nil }
        self.provider = provider
    }

    init(provider: Provider) {
        self.provider = provider
    }

    static let allValueStrings = Provider.names
}
