internal import Septet

/// The charset a text travels to a provider in; the message's own encoding does not depend on it.
///
/// UTF-8, ISO-8859-1, -2, -3, -4, -5 and -7, windows-1250 and windows-1251: the charsets that providers' documents and
/// clients have. Each octet is one code point, so no library that converts charsets is needed.
package struct RequestCharset: Sendable {
    /// The name as the provider's document spells it.
    package let name: String

    /// The octet of each code point from U+0080 on that has one; `nil` for UTF-8.
    private let octets: [UInt16: UInt8]?

    /// UTF-8, which every provider takes.
    package static let utf8 = RequestCharset(name: "utf-8", octets: nil)

    /// Finds a charset by its name in small letters; `nil` when there is none.
    ///
    /// Complexity: constant; allocates a table.
    package init?(named name: String) {
        guard !name.isSame(as: Self.utf8.name) else {
            self = .utf8
            return
        }
        guard let scalars = Self.upperHalf(name) else { return nil }
        var octets: [UInt16: UInt8] = [:]
        for (octet, scalar) in zip(UInt8(0x80)...0xFF, scalars) where scalar != 0 {
            octets[scalar] = octet
        }
        self.init(name: name, octets: octets)
    }

    private init(name: String, octets: [UInt16: UInt8]?) {
        self.name = name
        self.octets = octets
    }

    /// The parameter of a text; a character without octets is an error, it is never replaced.
    ///
    /// Complexity: linear; allocates the octets unless the charset is UTF-8.
    package func parameter(
        _ name: String,
        _ text: String
    ) throws(PredictedError) -> RequestParameter {
        guard let octets else { return RequestParameter(name, text) }
        var written: [UInt8] = []
        var utf8Offset = 0
        for scalar in text.unicodeScalars {
            let octet = UInt16(exactly: scalar.value).flatMap { octets[$0] }
            if scalar.isASCII {
                written.append(UInt8(ascii: scalar))
            } else if let octet {
                written.append(octet)
            } else {
                throw PredictedError(
                    local: .unmappableCharacter,
                    "\(scalar.codePointName) at byte \(utf8Offset) is not in \(self.name)",
                    field: name,
                    utf8Offset: utf8Offset
                )
            }
            utf8Offset += UTF8.width(scalar)
        }
        return RequestParameter(name, .octets(written, text: text))
    }
}
