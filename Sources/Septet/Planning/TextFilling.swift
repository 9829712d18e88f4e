/// The plan of a text that comes piece by piece: scanned texts and raw ones.
///
/// Its plan is that of the whole text. The pieces are septets as long as the default alphabet has
/// every character, UTF-16 units from there on, as `Planner` does it with a text in one piece.
package struct TextFilling: Sendable {
    private let planner: Planner
    private var septets: PartFilling
    private var units: PartFilling

    /// The characters so far, all of them in the default alphabet.
    private var scalarCount = 0
    private var isInDefaultAlphabet: Bool

    /// Begins with no text.
    ///
    /// `nil` when the planner has to see a text as a whole, or rejects every text.
    package init?(_ planner: Planner) {
        guard planner.takesPieces,
            let septets = try? planner.emptyFilling(.gsm7Bit),
            let units = try? planner.emptyFilling(.ucs2)
        else { return nil }
        self.planner = planner
        self.septets = septets
        self.units = units
        isInDefaultAlphabet = planner.choice != .ucs2
    }

    /// Adds a text that has been scanned.
    ///
    /// Complexity: linear in the parts it closes; allocates nothing.
    package mutating func add(_ number: Int, of scanned: borrowing ScannedTexts) {
        let text = scanned.texts[number]
        if isInDefaultAlphabet {
            if let pieces = text.septets {
                septets.add(pieces, scanned.marks.span)
                scalarCount += text.scalarCount
                return
            }
            leaveDefaultAlphabet()
        }
        units.add(text.units, scanned.marks.span)
    }

    /// Adds raw UTF-8.
    ///
    /// Complexity: linear; allocates nothing.
    ///
    /// - Returns: Whether it is UTF-8; if not, the filling is of no more use.
    package mutating func add(utf8: Span<UInt8>) -> Bool {
        guard let scan = try? Kernel.chosen.scan(validating: utf8) else { return false }
        if isInDefaultAlphabet {
            if scan.isInside {
                scalarCount += scan.scalarCount
                if scan.escapedCount == 0 {
                    septets.addSingles(scan.scalarCount)
                } else {
                    septets.fill(septetsOf: utf8)
                }
                return true
            }
            leaveDefaultAlphabet()
        }
        if scan.surrogatePairCount == 0 {
            units.addSingles(scan.scalarCount)
        } else {
            units.fill(unitsOf: utf8)
        }
        return true
    }

    /// The plan of the text so far; `nil` when the planner refuses it.
    ///
    /// Planning the text as a whole tells why. Complexity: constant; allocates nothing.
    package func plan() -> MessagePlan? {
        guard isInDefaultAlphabet else {
            return planner.choice == .gsm7Bit ? nil : try? planner.planFilled(units)
        }
        if planner.takesSeptetsAlways { return try? planner.planFilled(septets) }
        var inUnits = self
        inUnits.leaveDefaultAlphabet()
        var contest = PlanContest(planner)
        contest.enter(septets)
        contest.enter(inUnits.units)
        return try? contest.winner()
    }

    /// Goes on in UTF-16 units; every character of the default alphabet is one of them.
    private mutating func leaveDefaultAlphabet() {
        isInDefaultAlphabet = false
        units.addSingles(scalarCount)
    }
}
