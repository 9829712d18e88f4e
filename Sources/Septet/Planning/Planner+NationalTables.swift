extension Planner {
    /// Lets every pair of allowed tables compete with UCS-2.
    func planWithNationalTables(_ text: UTF8Span) throws(PlanningError) -> MessagePlan {
        var units = try emptyFilling(.ucs2)
        var search = TableSearch(self)
        if boundary == .grapheme {
            fillClusters(of: text, &units, &search)
        } else {
            fillScalars(of: text.span, &units, &search)
        }
        var contest = PlanContest(self)
        search.enterPlans(into: &contest)
        if choice != .gsm7Bit { contest.enter(units) }
        guard let winner = try contest.winner() else {
            throw firstUncarriedCharacter(of: text.span)
        }
        return winner
    }

    private func fillScalars(
        of utf8: Span<UInt8>,
        _ units: inout PartFilling,
        _ search: inout TableSearch
    ) {
        var position = 0
        var scalarCount = 0
        // No table has a character above U+FFFF, so each is one UTF-16 unit but the last.
        var offset = 0
        while position < utf8.count && search.isOpen {
            offset = position
            search.add(utf8.nextScalar(&position))
            scalarCount += 1
        }
        if !search.isOpen {
            position = offset
            scalarCount -= 1
        }
        units.addSingles(scalarCount)
        units.fill(unitsOf: utf8, from: position)
    }

    private func fillClusters(
        of text: UTF8Span,
        _ units: inout PartFilling,
        _ search: inout TableSearch
    ) {
        let utf8 = text.span
        text.forEachCluster { cluster in
            if search.isOpen { search.addCluster(cluster, of: utf8) }
            units.addCluster(cluster, of: utf8) { UTF16.unitCount(of: $0) }
        }
    }

    /// The character at which the last pair of tables fell out.
    private func firstUncarriedCharacter(of utf8: Span<UInt8>) -> PlanningError {
        var search = TableSearch(self)
        var position = 0
        var offset = 0
        while position < utf8.count && search.isOpen {
            offset = position
            search.add(utf8.nextScalar(&position))
        }
        return .notEncodable(utf8.scalar(at: offset), utf8Offset: offset)
    }
}
