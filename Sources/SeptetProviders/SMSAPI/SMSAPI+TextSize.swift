internal import Septet
public import SeptetBilling

extension SMSAPI {
    /// How SMSAPI counts and bills one text.
    public struct TextSize: Sendable, Hashable {
        /// The text after placeholders and normalizing.
        public let text: String
        /// The size by the standard.
        public let measure: TextMeasure
        /// Units by SMSAPI's rule: a line break counts twice in a text without special characters.
        public let unitCount: Int
        /// Parts by SMSAPI's table.
        public let billedPartCount: Int

        /// Measures a text (SA-3, SA-4, SA-5).
        public init(_ text: String) {
            self.text = text
            measure = TextMeasure(text)
            unitCount = Self.unitCount(of: measure)
            billedPartCount = Self.billedPartCount(of: measure)
        }

        /// Parts of a text by SMSAPI's table.
        static func billedPartCount(of measure: TextMeasure) -> Int {
            BillingRule.standard(measure.encoding).partCount(unitCount: unitCount(of: measure))
        }

        private static func unitCount(of measure: TextMeasure) -> Int {
            guard measure.alphabet == .gsm7Bit else { return measure.unitCount }
            // The plan has counted each CR and LF once; a break of one or both counts two.
            return measure.unitCount - measure.lineBreakCharacterCount + 2 * measure.lineBreakCount
        }

        /// How the text travels.
        public var encoding: MessageEncoding { measure.encoding }

        /// Whether the text has a character that is special to SMSAPI.
        public var isSpecial: Bool { measure.alphabet == .ucs2 }

        /// The segments by the standard; `nil` where no message can carry the text.
        public var wireSegmentCount: Int? { measure.plan?.partCount }
    }
}
