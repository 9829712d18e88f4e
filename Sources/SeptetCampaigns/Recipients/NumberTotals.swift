public import SeptetNumbers

/// What the recipients' numbers are: plain counts, so that parts of a campaign add up to the whole.
public struct NumberTotals: Sendable, Hashable {
    /// Messages of one kind to numbers of one kind.
    struct Message: Sendable, Hashable {
        let number: NumberKind
        let message: MessageKind
    }

    /// The numbers that messages go to, by kind.
    public internal(set) var kindCounts: [NumberKind: Int] = [:]

    /// Those among them that were read as international by their digits.
    public internal(set) var digitsOnlyCount = 0

    /// The values that are not numbers a message can be sent to, by reason.
    public internal(set) var faultCounts: [NumberFault.Reason: Int] = [:]

    /// The messages to numbers that cannot receive texts.
    var unreachable: [Message: Int] = [:]

    /// Which country's the numbers may be.
    var survey = CountrySurvey()

    /// The country that makes more of the numbers valid; `nil` where none does.
    public internal(set) var suggestion: CountrySurvey.Suggestion?

    /// Begins with nothing.
    public init() {}

    /// Those among the numbers whose range is not in use, as far as we know.
    public var unknownRangeCount: Int { kindCounts[.unknown] ?? 0 }

    /// Adds the totals of other rows of the same campaign.
    mutating func merge(_ other: Self) {
        kindCounts.merge(other.kindCounts, uniquingKeysWith: +)
        digitsOnlyCount += other.digitsOnlyCount
        faultCounts.merge(other.faultCounts, uniquingKeysWith: +)
        unreachable.merge(other.unreachable, uniquingKeysWith: +)
        survey.merge(other.survey)
    }

    /// Finds the country that makes more of the numbers valid.
    mutating func conclude(_ reader: NumberReader) {
        suggestion = survey.suggestion(for: reader)
    }
}

/// Reads recipients and counts what their numbers are, one after the other.
struct NumberTally {
    private let reader: NumberReader
    private let rule: NumberRule
    private var kindCounts = InlineArray<16, Int>(repeating: 0)
    private var digitsOnlyCount = 0
    private var faultCounts: [NumberFault.Reason: Int] = [:]
    private var unreachable: [NumberTotals.Message: Int] = [:]
    private var survey = CountrySurvey()

    init(_ reader: NumberReader, _ rule: NumberRule) {
        self.reader = reader
        self.rule = rule
    }

    /// Reads a recipient; `nil` for what is not a number and may be sent to nevertheless.
    ///
    /// Throws the reason when no message may be sent there, and counts it.
    @inline(__always)
    mutating func read(_ recipient: Span<UInt8>) throws(NumberFault) -> NumberReading? {
        let reading: NumberReading
        do {
            reading = try reader.read(recipient)
        } catch {
            survey.add(recipient, rejected: error)
            if rule == .any { return nil }
            throw counted(error)
        }
        survey.add(recipient, read: reading)
        if let reason = reading.fault(by: rule) { throw counted(NumberFault(reason)) }
        return reading
    }

    private mutating func counted(_ fault: NumberFault) -> NumberFault {
        faultCounts[fault.reason, default: 0] += 1
        return fault
    }

    /// Counts a message to a number that was read.
    @inline(__always)
    mutating func add(_ reading: NumberReading, _ message: @autoclosure () -> MessageKind) {
        let kind = reading.facts.kind
        kindCounts[Int(kind.rawValue)] &+= 1
        digitsOnlyCount &+= reading.form == .digits ? 1 : 0
        if !kind.canReceiveTexts {
            unreachable[NumberTotals.Message(number: kind, message: message()), default: 0] += 1
        }
    }

    /// What has been counted so far.
    var totals: NumberTotals {
        var totals = NumberTotals()
        for kind in NumberKind.allCases where kindCounts[Int(kind.rawValue)] > 0 {
            totals.kindCounts[kind] = kindCounts[Int(kind.rawValue)]
        }
        totals.digitsOnlyCount = digitsOnlyCount
        totals.faultCounts = faultCounts
        totals.unreachable = unreachable
        totals.survey = survey
        return totals
    }
}
