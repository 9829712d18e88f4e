internal import SeptetBilling

/// One price as a list gives it, with all that the list says about whom it is for.
struct PriceRow: Sendable, Hashable {
    /// The beginning of the numbers; empty when the list does not go by numbers.
    var prefix = ""
    /// The country: its code by ISO 3166, or its name in the list.
    var country: String?
    /// The mobile country code.
    var mobileCountryCode: Int?
    /// The network code; `nil` for the country's other networks.
    var network: String?
    /// The network's name.
    var networkName: String?
    /// What a part costs.
    var price: Amount
    /// The line it comes from, or its place in the list, from 1.
    var line: Int

    /// No octet of UTF-8.
    static let separator: UInt8 = 0xFF

    /// What the price is for, in octets: no two rows of a list may have different prices for it.
    var target: [UInt8] {
        let code = mobileCountryCode.map(String.init) ?? ""
        let fields = [prefix, country ?? "", code, network ?? ""]
        return Array(fields.map { Array($0.utf8) }.joined(separator: [Self.separator]))
    }

    /// Whether the row says which country it is for.
    var namesCountry: Bool { country != nil || mobileCountryCode != nil }
}
