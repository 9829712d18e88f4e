internal import Septet
internal import SeptetBilling

extension Unified {
    /// The text of a message with its type and its size.
    struct Wording {
        let type: MessageType
        /// The text that reaches the phone.
        let text: String
        let unitCount: Int
        let billedPartCount: Int?
        /// `nil` for a WAP push, and where more than 255 segments would be needed.
        let wireSegmentCount: Int?
        let needsTooManyParts: Bool

        /// The size of a text in a type.
        ///
        /// ISO-8859-1 is taken as 8-bit data on the wire (UN-4).
        init(_ text: String, type: MessageType) {
            self.text = text
            self.type = type
            let measured: Int
            switch type.encoding {
            case .gsm7, .ucs2:
                let measure = TextMeasure(text, isUCS2: type.encoding == .ucs2)
                unitCount = measure.unitCount
                measured = measure.partCount
            case .latin1:
                unitCount = text.unicodeScalars.count
                measured = BillingRule.standard(.latin1).partCount(unitCount: unitCount)
            case .binary:
                unitCount = text.utf16.count
                measured = 0
            }
            billedPartCount = type.billingRule?.partCount(unitCount: unitCount)
            needsTooManyParts = measured > MessagePlan.maximumPartCount
            wireSegmentCount = measured == 0 || needsTooManyParts ? nil : measured
        }

        /// The hexadecimal digits of types 2 and 6, which the document counts.
        var digitCount: Int? { type.encoding == .ucs2 ? unitCount * 4 : nil }
    }

    /// The digits of a text in UTF-16BE: four for each code unit, in upper case (UN-1).
    static func hexadecimal(_ text: String) -> String {
        let octets = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        return Hexadecimal.string(of: octets.span, .upper)
    }

    /// The UTF-16 code units that digits stand for; `nil` unless they are upper case and in fours.
    static func codeUnits(_ digits: String) -> [UInt16]? {
        guard !digits.isEmpty, digits.utf8.count.isMultiple(of: 4),
            !digits.utf8.contains(where: { $0 >= UInt8(ascii: "a") }),
            let octets = try? Hexadecimal.octets(of: digits)
        else { return nil }
        return stride(from: 0, to: octets.count, by: 2).map {
            UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1])
        }
    }

    /// The first character of a text that a type cannot carry.
    static func obstacle(
        in text: String,
        type: MessageType
    ) -> (scalar: Unicode.Scalar, utf8Offset: Int)? {
        switch type.encoding {
        case .gsm7:
            do {
                _ = try Planner(choice: .gsm7Bit).plan(text)
                return nil
            } catch {
                guard case .notEncodable(let scalar, let offset) = error else { return nil }
                return (scalar, offset)
            }
        case .latin1:
            var offset = 0
            for scalar in text.unicodeScalars {
                if scalar.value > 0xFF { return (scalar, offset) }
                offset += UTF8.width(scalar)
            }
            return nil
        case .ucs2, .binary:
            return nil
        }
    }
}
