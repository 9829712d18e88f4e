/// What the beginning of a number tells: its country.
///
/// E.164 assigns calling codes, E.212 mobile country codes; the table has both. It cannot tell the
/// network, because numbers move between networks.
package enum CallingCode {
    /// The mobile country codes of the country a number belongs to; none when it is not known.
    ///
    /// The longest beginning in the table counts. Complexity: constant.
    ///
    /// - Parameter number: Digits with country code, without a plus.
    package static func countries(of number: String) -> [Int] {
        var prefix = 0
        var found: [Int] = []
        for octet in number.utf8.prefix(longest) {
            guard (0x30...0x39).contains(octet) else { return [] }
            prefix = prefix * 10 + Int(octet - 0x30)
            // No calling code begins with 0; the number lacks its country.
            guard prefix > 0 else { return [] }
            found = GeneratedCallingCodes.mobileCountryCodes(ofPrefix: prefix) ?? found
        }
        return found
    }

    /// Digits of the longest beginning in the table.
    private static let longest = 7
}
