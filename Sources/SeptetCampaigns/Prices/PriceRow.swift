internal import SeptetBilling
internal import SeptetProviders

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

    /// What the price is for, in which no two rows of a list may agree.
    var target: [String] {
        let code = mobileCountryCode.map(String.init) ?? ""
        return [prefix, country ?? "", code, network ?? ""]
    }

    /// Whether the row says which country it is for.
    var namesCountry: Bool { country != nil || mobileCountryCode != nil }

    /// Whether the row is for the country a number belongs to.
    ///
    /// The codes of countries are compared where the row has one, else mobile country codes.
    func isFor(_ code: CallingCode) -> Bool {
        if let country, country.utf8.count == 2, let known = code.country {
            return country == known
        }
        if let mobileCountryCode { return code.mobileCountryCodes.contains(mobileCountryCode) }
        return false
    }
}
