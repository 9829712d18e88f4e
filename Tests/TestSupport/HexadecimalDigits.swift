/// Hexadecimal digits, read and written without the engine's help.
package enum HexadecimalDigits {
    /// The octets the digits stand for, `nil` when they are not whole octets.
    package static func octets(_ digits: String) -> [UInt8]? {
        let characters = Array(digits)
        guard characters.count % 2 == 0 else { return nil }
        var octets: [UInt8] = []
        for index in stride(from: 0, to: characters.count, by: 2) {
            guard let high = characters[index].hexDigitValue,
                let low = characters[index + 1].hexDigitValue
            else { return nil }
            octets.append(UInt8(high * 16 + low))
        }
        return octets
    }

    /// Lower-case digits.
    package static func string(_ octets: [UInt8]) -> String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
