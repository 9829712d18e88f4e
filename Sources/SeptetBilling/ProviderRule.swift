internal import Septet

/// How a provider's document makes billed parts of a finished text.
///
/// The rules alone, without requests, so that what has no use for those can count: the page does.
/// `SeptetProviders` bills by them. Each is for a plain text that is not flash.
@nonexhaustive
public enum ProviderRule: String, Sendable, Hashable, CaseIterable {
    /// SMSAPI: the standard's table, but a line break counts two septets.
    case smsapi
    /// Unified Communications: the standard's table.
    case unified
    /// CheapGlobalSMS: pages of characters, without room for concatenation in Unicode.
    case cheapGlobalSMS = "cgsms"
    /// SMSwords: its document has no rule, and the standard's count is the most it can be.
    case smswords

    /// The name its owner gives the provider.
    public var title: String {
        switch self {
        case .smsapi: "SMSAPI"
        case .unified: "Unified Communications"
        case .cheapGlobalSMS: "CheapGlobalSMS"
        case .smswords: "SMSwords"
        }
    }

    /// The units that the provider counts: septets, UTF-16 code units or characters.
    ///
    /// Complexity: constant.
    public func unitCount(of measure: TextMeasure) -> Int {
        switch self {
        case .smsapi where measure.alphabet == .gsm7Bit:
            // The plan has counted each CR and LF once; a break of one or both counts two.
            measure.unitCount - measure.lineBreakCharacterCount + 2 * measure.lineBreakCount
        case .cheapGlobalSMS: measure.scalarCount
        case .smsapi, .unified, .smswords: measure.unitCount
        }
    }

    /// The parts that the provider bills.
    ///
    /// Complexity: constant.
    public func billedPartCount(of measure: TextMeasure) -> Int {
        let unitCount = unitCount(of: measure)
        switch self {
        case .smsapi, .unified:
            return BillingRule.standard(measure.encoding).partCount(unitCount: unitCount)
        case .cheapGlobalSMS:
            let isUnicode = measure.alphabet == .ucs2
            return Self.pageCount(characterCount: unitCount, isUnicode: isUnicode)
        case .smswords: return measure.partCount
        }
    }

    /// CheapGlobalSMS's pages of so many code points.
    ///
    /// Its document gives 72 characters a page in Unicode and nothing else; the rest is the rule of
    /// the author's own program: beyond the first 160 characters of plain text each 145 make a page.
    public static func pageCount(characterCount: Int, isUnicode: Bool) -> Int {
        let (first, further) = isUnicode ? (72, 72) : (160, 145)
        let beyond = max(first, characterCount) - first
        return 1 + (beyond + further - 1) / further
    }
}
