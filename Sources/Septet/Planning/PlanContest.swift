/// Keeps the cheapest of the plans that are entered, simplest first.
struct PlanContest {
    private let planner: Planner
    private var best: MessagePlan?
    private var refusal: PlanningError?

    init(_ planner: Planner) {
        self.planner = planner
    }

    /// The septets of the best plan when it is one part of GSM 7 bit; otherwise beyond any count.
    var septetCountOfOnePart: Int {
        guard let best, best.partCount == 1, best.alphabet == .gsm7Bit else { return .max }
        return best.unitCount
    }

    /// Enters what a filling and its tables make.
    ///
    /// A plan wins with fewer parts, or as many and fewer octets; between equals the one entered
    /// earlier stays.
    mutating func enter(_ filling: PartFilling, _ tables: ShiftTables = .default) {
        do {
            let plan = try planner.planFilled(filling, tables)
            guard let best, (best.partCount, best.octetCount) <= (plan.partCount, plan.octetCount)
            else {
                best = plan
                return
            }
        } catch {
            // Of several counts that are too high, the lowest says how far the text is off.
            if case .tooManyParts(let count, _, _) = error,
                case .tooManyParts(let least, _, _) = refusal
            {
                if count < least { refusal = error }
            } else if refusal == nil {
                refusal = error
            }
        }
    }

    /// The cheapest plan entered, `nil` when nothing was; the reason when all were refused.
    func winner() throws(PlanningError) -> MessagePlan? {
        if best == nil, let refusal { throw refusal }
        return best
    }
}
