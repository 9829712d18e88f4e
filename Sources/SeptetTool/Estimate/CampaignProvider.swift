internal import SeptetCampaigns
internal import SeptetProviders

/// What a campaign takes from a provider: its placeholders, and its list of prices.
extension TemplateSyntax {
    /// The columns that SMSAPI's `[%1%]` to `[%4%]` stand for when nothing else is said: the names of
    /// its request parameters.
    static let smsapiParameters = ["param1", "param2", "param3", "param4"]

    /// Fields, and SMSAPI's placeholders.
    ///
    /// `[%1%]` to `[%4%]` are the columns given here in this order, `[%contact.name%]` is the column
    /// `name`, and `[%goto:address%]` becomes a short link.
    static func smsapi(parameters: [String] = smsapiParameters) -> Self {
        .placeholders { octets in
            let scan = SMSAPI.PlaceholderScan(octets)
            return { offset in
                scan.placeholder(at: offset).map { placeholder in
                    let content: TemplatePlaceholder.Content =
                        switch placeholder.kind {
                        case .parameter(let number):
                            .column(
                                number <= parameters.count
                                    ? parameters[number - 1] : "param\(number)"
                            )
                        case .contact(let name): .column(name)
                        case .shortLink: .shortLink(SMSAPI.shortLink)
                        }
                    return TemplatePlaceholder(range: placeholder.range, content: content)
                }
            }
        }
    }
}

extension PriceList {
    /// Reads the answer of SMSAPI's `prices.do`, or comma-separated values.
    ///
    /// JSON begins with a bracket or a brace, everything else is taken for comma-separated values.
    init(anyOctets octets: [UInt8], currency: String? = nil) throws(PriceListError) {
        let first = octets.first { !($0 == 0x20 || (0x09...0x0D).contains($0)) }
        guard first == UInt8(ascii: "[") || first == UInt8(ascii: "{") else {
            try self.init(octets: octets, currency: currency)
            return
        }
        let reply: SMSAPI.PriceListReply
        do {
            reply = try SMSAPI.PriceListReply(octets)
        } catch {
            throw .notPrices("\(error)")
        }
        if let failure = reply.failure {
            let message = failure.message.map { ": \($0)" } ?? ""
            throw .notPrices("it is error \(failure.code)\(message)")
        }
        try self.init(reply.entries, currency: SMSAPI.Pricing.currency)
    }
}
