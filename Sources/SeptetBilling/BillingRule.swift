package import Septet

/// How many parts a provider bills for a text, whatever its rule.
///
/// `Provider.billing` has it; a program can also give its own.
public struct PartBilling: Sendable {
    private let countParts: @Sendable (TextMeasure) -> Int?
    private let countPartsOfText: (@Sendable (String, String?) -> Int?)?

    /// Bills what `partCount` returns; `nil` where there is no rule for a text.
    public init(_ partCount: @escaping @Sendable (TextMeasure) -> Int?) {
        countParts = partCount
        countPartsOfText = nil
    }

    /// Bills what `partCount` returns for a text and its destination, whose size alone does not decide.
    ///
    /// - Parameter partCount: Takes a text, and the country of its recipient by ISO 3166 where it is known.
    public init(ofText partCount: @escaping @Sendable (String, String?) -> Int?) {
        countParts = { $0.partCount }
        countPartsOfText = partCount
    }

    /// Whether the size of a text is not enough: `partCount(ofText:country:)` then has the answer.
    public var needsText: Bool { countPartsOfText != nil }

    /// The most parts that are billed for one text, so that the sums of a campaign don't overflow.
    public static let partLimit = 1 << 20

    /// The parts that are billed for a text, 0 to `partLimit`; `nil` where there is no rule.
    public func partCount(ofText text: String, country: String? = nil) -> Int? {
        guard let countPartsOfText else { return partCount(of: TextMeasure(text)) }
        return countPartsOfText(text, country).map { min(max(0, $0), Self.partLimit) }
    }

    /// The parts that are billed, 0 to `partLimit`; `nil` where there is no rule: then the parts as
    /// sent are billed.
    public func partCount(of measure: TextMeasure) -> Int? {
        countParts(measure).map { min(max(0, $0), Self.partLimit) }
    }
}

/// How a provider makes parts of units: so many in a single part, so many in each of several.
///
/// Providers divide; they know nothing of escape pairs at a border. The standard's own count is in
/// `TextMeasure.partCount`.
public struct BillingRule: Sendable, Hashable {
    /// The units a single part may have.
    public let singleUnitCount: Int

    /// The units of each part when there are several.
    public let unitsPerPart: Int

    /// Makes a rule; counts below 1 are taken as 1.
    public init(singleUnitCount: Int, unitsPerPart: Int) {
        self.singleUnitCount = max(1, singleUnitCount)
        self.unitsPerPart = max(1, unitsPerPart)
    }

    /// The parts of so many units: 1 for a text that fits into a single part, at least 2 otherwise.
    public func partCount(unitCount: Int) -> Int {
        PartDivision(singleCapacity: singleUnitCount, capacity: unitsPerPart)
            .partCount(unitCount: unitCount)
    }

    /// The most units that `partCount` parts hold; `Int.max` where they are beyond it.
    public func unitLimit(partCount: Int) -> Int {
        guard partCount > 1 else { return singleUnitCount }
        let (limit, isOverflow) = partCount.multipliedReportingOverflow(by: unitsPerPart)
        return isOverflow ? .max : limit
    }
}

extension BillingRule {
    /// The rule that follows from 140 octets and an 8-bit concatenation reference.
    ///
    /// GSM 7 bit or UCS-2. Source: TS 23.040 §9.2.3.24.
    public static func standard(_ encoding: MessageEncoding) -> Self {
        let alphabet: Alphabet =
            switch encoding {
            case .gsm7: .gsm7Bit
            case .ucs2: .ucs2
            case .latin1, .binary: .eightBitData
            }
        return standard(alphabet, .eightBit)
    }

    /// The same with a concatenation reference of either width.
    package static func standard(
        _ alphabet: Alphabet,
        _ referenceWidth: ConcatenationReference.Width
    ) -> Self {
        let header = 1 + referenceWidth.elementOctetCount
        return Self(
            singleUnitCount: alphabet.unitsPerPart(headerOctetCount: 0),
            unitsPerPart: alphabet.unitsPerPart(headerOctetCount: header)
        )
    }
}

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
