/// The plan of a text that arrives in pieces: scanned texts and raw ones.
///
/// It is the plan of the whole text. Pieces are counted in septets as long as the default alphabet
/// has every character, and in UTF-16 units from there on.
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
    /// - Returns: Whether it is UTF-8; if not, the filling is of no further use.
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

    /// Whether the text so far has more parts than a message, or fills as many, in its alphabet.
    package var isTooLong: Bool {
        (isInDefaultAlphabet ? septets : units).closedPartCount >= MessagePlan.maximumPartCount
    }

    /// The plan of the text so far.
    ///
    /// `nil` when the requested alphabet lacks a character: planning the text as a whole finds it.
    /// Other errors are those of the whole text. Complexity: constant; allocates nothing.
    package func plan() throws(PlanningError) -> MessagePlan? {
        guard isInDefaultAlphabet else {
            return planner.choice == .gsm7Bit ? nil : try planner.planFilled(units)
        }
        if planner.takesSeptetsAlways { return try planner.planFilled(septets) }
        var inUnits = self
        inUnits.leaveDefaultAlphabet()
        var contest = PlanContest(planner)
        contest.enter(septets)
        contest.enter(inUnits.units)
        return try contest.winner()
    }

    /// Continues in UTF-16 units; every character of the default alphabet is one unit.
    private mutating func leaveDefaultAlphabet() {
        isInDefaultAlphabet = false
        units.addSingles(scalarCount)
    }
}

/// Texts that are scanned once and added to many messages.
///
/// The texts between the fields of a template are of this kind.
package struct ScannedTexts: Sendable {
    /// What a text adds to a message.
    struct Text: Sendable {
        /// The units in the default alphabet; `nil` when it lacks a character.
        let septets: PieceSequence?
        /// The UTF-16 code units.
        let units: PieceSequence
        /// How many characters there are.
        let scalarCount: Int
    }

    /// The texts in the order they were scanned.
    private(set) var texts: [Text] = []

    /// The marks of all pairs, as `PieceSequence` describes them.
    private(set) var marks: [UInt64] = []

    /// Begins with no text.
    package init() {}

    /// Scans one more text.
    ///
    /// Complexity: linear; allocates a bit for each unit up to the last pair.
    ///
    /// - Returns: The text's number.
    package mutating func append(_ text: String) -> Int {
        let septets = septets(of: text)
        var units = PieceSequence(marks: marks)
        var scalarCount = 0
        for scalar in text.unicodeScalars {
            units.append(UTF16.unitCount(of: scalar.value), &marks)
            scalarCount += 1
        }
        texts.append(Text(septets: septets, units: units, scalarCount: scalarCount))
        return texts.count - 1
    }

    private mutating func septets(of text: String) -> PieceSequence? {
        var septets = PieceSequence(marks: marks)
        for scalar in text.unicodeScalars {
            let code = DefaultAlphabet.code(of: scalar.value)
            guard code != DefaultAlphabet.absent else { return nil }
            septets.append(code & 0x80 == 0 ? 1 : 2, &marks)
        }
        return septets
    }
}

/// The units of a text in order, and where among them no part may end.
///
/// That is all the count of parts needs. Filling parts with it takes time linear in the parts that
/// are closed, not in the text. The marks are stored outside, which makes copies cheap.
struct PieceSequence: Sendable, Hashable {
    /// All units.
    private(set) var unitCount = 0

    /// Where the marks of its pairs are, 64 units a word; empty when there is no pair.
    private var words: Range<Int>

    /// An empty sequence whose marks will be behind those there are.
    init(marks: [UInt64]) {
        words = marks.count..<marks.count
    }

    /// Appends a piece of one unit, or of two that stay together.
    ///
    /// - Parameter marks: One bit for each unit of all sequences, set where it is the second of a
    ///   pair; no other sequence may append to them until this one is complete.
    mutating func append(_ pieceUnitCount: Int, _ marks: inout [UInt64]) {
        if pieceUnitCount == 2 {
            let unit = unitCount + 1
            let missing = unit / 64 + 1 - words.count
            marks.append(contentsOf: repeatElement(0, count: max(0, missing)))
            words = words.lowerBound..<marks.count
            marks[words.lowerBound + unit / 64] |= 1 << UInt64(unit % 64)
        }
        unitCount += pieceUnitCount
    }

    /// Whether there are units that have to stay together.
    var hasPairs: Bool { !words.isEmpty }

    /// The last position up to `unit` at which a part may end.
    func lastBorder(upTo unit: Int, _ marks: Span<UInt64>) -> Int {
        let word = words.lowerBound + unit / 64
        guard word < words.upperBound else { return unit }
        return unit - Int(marks[word] >> UInt64(unit % 64) & 1)
    }
}

extension PartFilling {
    /// Adds all pieces of a text; the same as adding them one after the other.
    ///
    /// Complexity: linear in the parts that are closed.
    @inline(__always)
    mutating func add(_ pieces: PieceSequence, _ marks: Span<UInt64>) {
        if !addTogether(pieces.unitCount) { addAcrossBorder(pieces, marks) }
    }

    private mutating func addAcrossBorder(_ pieces: PieceSequence, _ marks: Span<UInt64>) {
        guard pieces.hasPairs && !cutsPieces else {
            addSingles(pieces.unitCount)
            return
        }
        var start = 0
        while true {
            let end = start + capacity - openUnitCount
            if end >= pieces.unitCount { break }
            // A part holds two units at least, so each turn but the first moves on by one or more.
            let border = pieces.lastBorder(upTo: end, marks)
            close(adding: border - start)
            start = border
        }
        // The rest has room; it is a unit at least, so the open part is not empty.
        _ = addTogether(pieces.unitCount - start)
    }
}
