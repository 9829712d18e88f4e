/// What the beginning of a number shows: its country.
///
/// E.164 assigns calling codes, E.212 mobile country codes; the table has both. It cannot show the
/// network, because numbers move between networks. Beginnings that are known to belong elsewhere
/// than the shorter beginning they share, and to no country of the table, are in it without a
/// country: such a number's country is unknown, never guessed.
package struct CallingCode: Sendable, Hashable {
    /// The digits.
    package let prefix: String

    /// The country by ISO 3166; `nil` when it is not known.
    package let country: String?

    /// The mobile country codes of the country; empty when none is known.
    package let mobileCountryCodes: [Int]

    init(_ prefix: String, _ country: String?, _ mobileCountryCodes: [Int]) {
        self.prefix = prefix
        self.country = country
        self.mobileCountryCodes = mobileCountryCodes
    }

    /// The mobile country codes of the country a number belongs to; none when it is not known.
    ///
    /// The longest beginning in the table counts. Complexity: constant.
    ///
    /// - Parameter number: Digits with country code, without a plus.
    package static func countries(of number: String) -> [Int] {
        guard number.utf8.prefix(longest).allSatisfy({ (0x30...0x39).contains($0) }) else {
            return []
        }
        return of(number)?.mobileCountryCodes ?? []
    }

    /// The longest beginning of a number that is in the table; `nil` when none is.
    ///
    /// Complexity: constant.
    package static func of(_ number: String) -> CallingCode? {
        for count in (1...longest).reversed() {
            if let code = byPrefix[String(number.prefix(count))] { return code }
        }
        return nil
    }

    private static let byPrefix = Dictionary(
        all.map { ($0.prefix, $0) },
        uniquingKeysWith: { first, _ in first }
    )

    /// Digits of the longest beginning in the table.
    private static let longest = all.map(\.prefix.count).max() ?? 1
}
