internal import SeptetBilling
internal import SeptetProviders

extension PriceList {
    /// Reads a list: the answer of SMSAPI's `prices.do`, or comma-separated values.
    ///
    /// JSON begins with a bracket or a brace, everything else is taken for comma-separated values.
    /// Their header names the columns, in any order and letter case: `price`, and as many of
    /// `prefix`, `country`, `mcc`, `mnc`, `network` and `currency` as there are; other columns do
    /// not count. Where cells are not separated by commas, a price may have a decimal comma.
    ///
    /// Rows that repeat another are left out. Complexity: linear; keeps each row that differs once.
    ///
    /// - Parameter currency: The currency when the list does not name one.
    public init(octets: [UInt8], currency: String? = nil) throws(PriceListError) {
        do {
            _ = try UTF8Span(validating: octets.span)
        } catch {
            throw .invalidUTF8(utf8Offset: error.byteOffsets.lowerBound)
        }
        let first = octets.first { !($0 == 0x20 || (0x09...0x0D).contains($0)) }
        if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
            try self.init(smsapi: octets)
        } else {
            var reader = PriceRowReader(currency: currency)
            let rows = try reader.rows(of: PriceTable(octets))
            guard let currency = reader.currency else { throw .noCurrency }
            try self.init(rows, currency: currency)
        }
    }

    /// Reads the answer of SMSAPI's `prices.do`: euros for a part to each network.
    public init(smsapi octets: [UInt8]) throws(PriceListError) {
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
        var collection = PriceRowCollection()
        for (index, price) in reply.prices.enumerated() {
            let line = index + 1
            guard let code = PriceRowReader.code(price.mcc) else {
                throw .notACode(price.mcc, line: line)
            }
            guard price.price >= .zero else {
                throw .negativePrice(price.price.description, line: line)
            }
            try collection.add(
                PriceRow(
                    country: price.country,
                    mobileCountryCode: code,
                    network: price.mnc,
                    networkName: price.network,
                    price: price.price,
                    line: line
                )
            )
        }
        guard !collection.rows.isEmpty else { throw .isEmpty }
        try self.init(collection.rows, currency: SMSAPI.Pricing.currency)
    }
}
