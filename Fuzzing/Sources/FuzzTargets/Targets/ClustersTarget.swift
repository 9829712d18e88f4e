internal import Septet

extension FuzzTarget {
    /// The parts of texts whose clusters are hard to find are those that Swift's characters make.
    static let clusters = FuzzTarget("clusters") { input in
        let planner = Planner(fuzzing: &input)
        let text = String(clustersOf: &input)
        let planned = outcome { () throws(PlanningError) in try planner.plan(text) }
        guard case .success(let plan) = planned, plan.elementOctetCount == 0 else { return }
        checkCut(text, plan, 0)
        let encoded = outcome { () throws(MessageEncodingError) in
            try planner.encoded(text, messageNumber: 0)
        }
        guard case .success(let message) = encoded, message.plan == plan else {
            fatalError("what can be planned can be encoded")
        }
        guard planner.boundary == .grapheme, plan.alphabet == .ucs2 else { return }
        let counts = message.map { ($0.userData.count - plan.headerOctetCount) / 2 }
        require(counts == unitCounts(text, plan), "\(counts) units are those of whole characters")
    }

    /// The UTF-16 units of each part when parts are filled with characters.
    private static func unitCounts(_ text: String, _ plan: MessagePlan) -> [Int] {
        var counts = [0]
        func add(_ unitCount: Int) {
            if counts[counts.count - 1] + unitCount > plan.unitsPerPart { counts.append(0) }
            counts[counts.count - 1] += unitCount
        }
        for character in text {
            if character.utf16.count <= plan.unitsPerPart {
                add(character.utf16.count)
            } else {
                for scalar in character.unicodeScalars { add(scalar.utf16.count) }
            }
        }
        return counts
    }
}

extension String {
    /// Runs of characters whose clusters depend on what stands before: an octet says which, the next
    /// how many.
    fileprivate init(clustersOf input: inout FuzzInput) {
        var scalars = UnicodeScalarView()
        while !input.isAtEnd {
            let scalar = input.element(of: Self.hardScalars)
            for _ in 0...input.below(80) { scalars.append(scalar) }
        }
        self.init(scalars)
    }

    private static let hardScalars = Array(
        """
        \u{600}\u{6DD}\u{8E2}\u{D4E}\u{111C3}\u{1F1E6}\u{1F1FF}\u{1F468}\u{200D}\u{2764}\u{FE0F}\
        \u{1F3FB}\u{1100}\u{1161}\u{11A8}\u{AC00}\u{AC01}\u{915}\u{94D}\u{937}\u{93F}\u{D4D}\u{301}\
        \u{308}\r\n\0ab€\u{4E00}\u{1F600}
        """.unicodeScalars
    )
}
