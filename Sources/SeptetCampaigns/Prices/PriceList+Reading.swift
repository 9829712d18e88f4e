public import SeptetBilling

extension PriceList {
    /// Reads a list in comma-separated values.
    ///
    /// Its header names the columns, in any order and letter case: `price`, and as many of `prefix`,
    /// `country`, `mcc`, `mnc`, `network` and `currency` as there are; other columns do not count.
    /// Where cells are not separated by commas, a price may have a decimal comma.
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
        var reader = PriceRowReader(currency: currency)
        let rows = try reader.rows(of: PriceTable(octets))
        guard let currency = reader.currency else { throw .noCurrency }
        try self.init(rows, currency: currency)
    }

    /// Takes a list that was read elsewhere, such as a provider's answer.
    ///
    /// Entries that repeat another are left out. Complexity: linear; keeps each entry that differs.
    public init(_ entries: [PriceEntry], currency: String) throws(PriceListError) {
        var collection = PriceRowCollection()
        for (index, entry) in entries.enumerated() {
            try collection.add(PriceRow(entry, line: entry.line ?? index + 1))
        }
        guard !collection.rows.isEmpty else { throw .isEmpty }
        try self.init(collection.rows, currency: currency)
    }
}
