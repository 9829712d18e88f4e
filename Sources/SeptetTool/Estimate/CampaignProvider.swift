internal import SeptetBilling
internal import SeptetCampaigns
internal import SeptetLists
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
    /// Reads the answer of SMSAPI's `prices.do`, which names no currency, or any other list.
    init(any table: WholeTable, currency: String? = nil) throws(PriceListError) {
        let octets = table.octets
        let first = octets.first { !($0 == 0x20 || (0x09...0x0D).contains($0)) }
        guard first == UInt8(ascii: "[") || first == UInt8(ascii: "{"),
            !Self.mentionsCurrency(octets), let reply = try? SMSAPI.PriceListReply(octets)
        else {
            try self.init(table, currency: currency)
            return
        }
        if let failure = reply.failure {
            let message = failure.message.map { ": \($0)" } ?? ""
            let code = failure.code.map { " \($0)" } ?? ""
            throw .notPrices("it is error\(code)\(message)")
        }
        try self.init(reply.entries, currency: SMSAPI.Pricing.currency)
    }

    /// The list with the fees that a provider's description has for a kind of sender.
    ///
    /// Fees of another currency can't be added; a note says so.
    func adding(feesOf provider: Provider, sender: SenderType?) -> PriceList {
        guard let description = provider.description, !description.fees.isEmpty else { return self }
        var names: [String] = []
        for fee in description.fees
        where !names.contains(where: { $0.utf8.elementsEqual(fee.name.utf8) }) {
            names.append(fee.name)
        }
        let name = "\(provider.title)'s \(names.joined(separator: ", "))"
        var list = adding(fees: name) { country in
            description.fees(sender: sender, country: country).total(in: currency)
        }
        let others = description.fees.filter { !$0.currency.utf8.elementsEqual(currency.utf8) }
        if let other = others.first {
            list.note("\(other.name) in \(other.currency) are not added to prices in \(currency).")
        }
        return list
    }

    /// Whether a document has a member about its currency, which SMSAPI's has not.
    private static func mentionsCurrency(_ octets: [UInt8]) -> Bool {
        let word = Array("urrency".utf8)
        return octets.indices.contains { start in
            octets[start] == word[0] && octets[start...].starts(with: word)
        }
    }
}
