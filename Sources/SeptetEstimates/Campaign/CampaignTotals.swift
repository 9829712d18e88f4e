public import Septet

/// The totals of a campaign: how many messages, parts and encodings, and what makes them dear.
public struct CampaignTotals: Sendable, Hashable {
    /// The messages planned.
    public private(set) var messageCount = 0

    /// The inputs that could not be planned.
    public private(set) var rejectedCount = 0

    /// The parts of all messages.
    public private(set) var partCount = 0

    /// How many messages travel in GSM 7 bit.
    public private(set) var gsm7BitCount = 0

    /// How many messages travel in UCS-2.
    public private(set) var ucs2Count = 0

    /// How many messages have a number of parts, by that number.
    public private(set) var messageCountByPartCount: [Int: Int] = [:]

    /// The kinds of characters that force UCS-2.
    public private(set) var offenders: [Unicode.Scalar: OffenderTotals] = [:]

    /// What replacing characters would save.
    public private(set) var savings = SavingTotals()

    /// Begins with nothing.
    public init() {}

    /// Plans a message and adds it; one that cannot be planned counts as rejected.
    ///
    /// Complexity: linear; allocates only for messages in UCS-2.
    public mutating func add(utf8 text: Span<UInt8>, _ planner: Planner) throws(PlanningError) {
        do {
            let plan = try planner.plan(utf8: text)
            messageCount += 1
            partCount += plan.partCount
            savings.add(utf8: text, plan, planner)
            messageCountByPartCount[plan.partCount, default: 0] += 1
            if plan.alphabet == .gsm7Bit {
                gsm7BitCount += 1
            } else {
                ucs2Count += 1
                add(offendersOf: try planner.diagnose(utf8: text))
            }
        } catch {
            reject()
            throw error
        }
    }

    /// Counts an input that could not be planned.
    public mutating func reject() {
        rejectedCount += 1
    }

    /// The offenders with their totals, those that cost most first.
    ///
    /// Complexity: sorts; allocates.
    public var sortedOffenders: [(scalar: Unicode.Scalar, totals: OffenderTotals)] {
        offenders.map { ($0.key, $0.value) }.sorted {
            ($1.1.extraPartCount, $1.1.messageCount, $0.0.value)
                < ($0.1.extraPartCount, $0.1.messageCount, $1.0.value)
        }
    }

    private mutating func add(offendersOf diagnosis: Diagnosis) {
        let kinds = diagnosis.offenders
        let extra = diagnosis.plan.partCount - diagnosis.partCountWithoutForcing
        for kind in kinds {
            var totals = offenders[kind.scalar] ?? OffenderTotals()
            totals.messageCount += 1
            totals.extraPartCount += extra
            if kinds.count == 1 {
                totals.messageCountAlone += 1
                totals.extraPartCountAlone += extra
            }
            offenders[kind.scalar] = totals
        }
    }
}
