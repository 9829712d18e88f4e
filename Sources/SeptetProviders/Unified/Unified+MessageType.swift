internal import Septet
public import SeptetBilling

extension Unified {
    /// The values of `type`; 3 is reserved and has none.
    public enum MessageType: Int, Sendable, Hashable, CaseIterable {
        /// Text in GSM 03.38.
        case plain = 0
        /// Text in GSM 03.38, shown at once and not kept.
        case flash = 1
        /// Text in UCS-2.
        case unicode = 2
        /// A link with a title.
        case wapPush = 4
        /// Text in ISO-8859-1; never chosen automatically (UN-4).
        case latin1 = 5
        /// Text in UCS-2, shown at once and not kept.
        case unicodeFlash = 6
        /// Text in ISO-8859-1, shown at once and not kept; never chosen automatically (UN-4).
        case latin1Flash = 7

        /// How the text travels to the phone.
        public var encoding: MessageEncoding {
            switch self {
            case .plain, .flash: .gsm7
            case .unicode, .unicodeFlash: .ucs2
            case .latin1, .latin1Flash: .latin1
            case .wapPush: .binary
            }
        }

        /// Whether the text is shown at once and not kept.
        public var isFlash: Bool {
            switch self {
            case .flash, .unicodeFlash, .latin1Flash: true
            case .plain, .unicode, .latin1, .wapPush: false
            }
        }

        /// How units make parts; `nil` where the document has no rule.
        ///
        /// Units are septets, characters of ISO-8859-1, or UTF-16 code units. The document counts
        /// Unicode in hexadecimal digits, four of which are a code unit (UN-1); it gives flash 140
        /// where the standard gives 160 (UN-3).
        public var billingRule: BillingRule? {
            switch self {
            case .plain, .latin1: .standard(.gsm7)
            case .flash, .latin1Flash:
                BillingRule(
                    singleUnitCount: 140,
                    unitsPerPart: BillingRule.standard(.gsm7).unitsPerPart
                )
            case .unicode, .unicodeFlash: .standard(.ucs2)
            case .wapPush: nil
            }
        }

        /// The type that carries a text at the lowest price: GSM where it can, else Unicode.
        ///
        /// Complexity: one pass over the text.
        public static func automatic(for text: String, isFlash: Bool) -> Self {
            automatic(for: TextMeasure(text).alphabet, isFlash: isFlash)
        }

        /// The type for a text in an alphabet.
        static func automatic(for alphabet: Alphabet, isFlash: Bool) -> Self {
            switch alphabet {
            case .gsm7Bit: isFlash ? .flash : .plain
            case .eightBitData, .ucs2: isFlash ? .unicodeFlash : .unicode
            }
        }
    }
}
