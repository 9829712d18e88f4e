/// Chooses the cheapest encoding of a text and counts its parts.
///
/// Cheapest means fewest parts, then fewest octets, then the simplest tables. By default only the
/// default alphabet and UCS-2 compete, because HTTP providers rarely carry national tables.
public struct Planner: Sendable, Hashable {
    /// Which encodings a text may have.
    public enum Choice: Sendable, Hashable, CaseIterable {
        /// Whatever is cheapest.
        case cheapest
        /// GSM 7 bit; a character it lacks is an error.
        case gsm7Bit
        /// UCS-2, even where GSM 7 bit would do.
        case ucs2
    }

    /// The languages whose national tables may be used.
    public var languages: NationalLanguages

    /// Where parts may be cut.
    public var boundary: BoundaryPolicy

    /// The width of the reference in the parts of a concatenated message.
    public var referenceWidth: ConcatenationReference.Width

    /// Which encodings compete.
    public var choice: Choice

    /// Octets of further information elements each part will carry, without the header's length.
    public var elementOctetCount: Int

    /// Octets of the user data that stay unused in each part, which some service centres need.
    public var spareOctetCount: Int

    /// Makes a planner; the default is what HTTP providers and phones agree on.
    public init(
        languages: NationalLanguages = [],
        boundary: BoundaryPolicy = .pair,
        referenceWidth: ConcatenationReference.Width = .eightBit,
        choice: Choice = .cheapest,
        elementOctetCount: Int = 0,
        spareOctetCount: Int = 0
    ) {
        self.languages = languages
        self.boundary = boundary
        self.referenceWidth = referenceWidth
        self.choice = choice
        self.elementOctetCount = elementOctetCount
        self.spareOctetCount = spareOctetCount
    }

    /// Plans a text.
    ///
    /// Complexity: one pass over the text; a second one over a message of several parts that has
    /// pairs, and up to two more under `BoundaryPolicy.grapheme`; allocates nothing.
    public func plan(_ text: String) throws(PlanningError) -> MessagePlan {
        try plan(text, kernel: .chosen)
    }

    /// Plans raw UTF-8.
    ///
    /// Complexity: as for a `String`, since the kernels validate in the same pass; plain Swift takes one more. Allocates nothing.
    public func plan(utf8: Span<UInt8>) throws(PlanningError) -> MessagePlan {
        try plan(utf8: utf8, kernel: .chosen)
    }

    /// Plans octets that are known to be UTF-8.
    package func plan(validUTF8 utf8: Span<UInt8>) throws(PlanningError) -> MessagePlan {
        let scan = Kernel.chosen.scan(utf8)
        if let plan = try planFromCounts(scan) { return plan }
        // The caller has validated the octets, or a larger text they are cut from.
        return try planFully(unsafe UTF8Span(unchecked: utf8), scan, .chosen)
    }

    /// Plans `octetCount` octets of 8-bit data.
    ///
    /// Complexity: constant; allocates nothing.
    public func plan(octetCount: Int) throws(PlanningError) -> MessagePlan {
        var octets = try emptyFilling(.eightBitData)
        // No memory holds more, and the sum of the parts' octets stays within an Int.
        octets.addSingles(min(max(0, octetCount), Int.max / UserDataField.octetCount))
        return try planFilled(octets)
    }
}

// Which path a text takes. There is one rule, `PartFilling`; the other paths reach its answer
// sooner.
extension Planner {
    /// Whether the planner is basic: no national tables compete, and a single part has no header and no spare octet.
    ///
    /// Then a scan settles the alphabet, and a kernel may pack a text without a scan.
    @inline(__always)
    var isBasic: Bool { languages.isEmpty && elementOctetCount | spareOctetCount == 0 }

    /// Whether a text that the default alphabet has never travels in UCS-2.
    ///
    /// Fill bits can make septets cost more, but only beside further elements.
    var takesSeptetsAlways: Bool { choice == .gsm7Bit || elementOctetCount == 0 }

    /// Whether a text may be planned piece by piece.
    ///
    /// Pairs of national tables compete for all of a text, and a grapheme cluster can begin in one piece and end in the next.
    var takesPieces: Bool { (languages.isEmpty || choice == .ucs2) && boundary != .grapheme }

    /// Plans a text with a kernel of the caller's choice.
    @inline(__always)
    package func plan(_ text: String, kernel: Kernel) throws(PlanningError) -> MessagePlan {
        let scan = kernel.scan(text)
        if let plan = try planFromCounts(scan) { return plan }
        return try planOutOfLine(text, scan, kernel)
    }

    /// Plans raw UTF-8 with a kernel of the caller's choice.
    @inline(__always)
    package func plan(
        utf8: Span<UInt8>,
        kernel: Kernel
    ) throws(PlanningError) -> MessagePlan {
        let scan = try kernel.scan(validating: utf8)
        if let plan = try planFromCounts(scan) { return plan }
        // The scan has thrown unless the octets are UTF-8.
        return try planFully(unsafe UTF8Span(unchecked: utf8), scan, kernel)
    }

    /// Plans a text that has been scanned.
    @inline(__always)
    func planScanned(_ text: UTF8Span, _ scan: TextScan) throws(PlanningError) -> MessagePlan {
        if let plan = try planFromCounts(scan) { return plan }
        return try planFully(text, scan, .chosen)
    }

    /// The fast path: the plan that follows from the counts of a scan, `nil` if they aren't enough.
    ///
    /// Its answer is that of `planFully`, without the setup.
    @inline(__always)
    private func planFromCounts(_ scan: TextScan) throws(PlanningError) -> MessagePlan? {
        guard isBasic, choice == .cheapest else { return nil }
        let alphabet: Alphabet = scan.isInside ? .gsm7Bit : .ucs2
        let single = PartFormat(alphabet: alphabet, headerOctetCount: 0)
        let unitCount = scan.unitCount(in: alphabet)
        if unitCount <= single.unitCapacity {
            return planSinglePart(single, .default, unitCount: unitCount)
        }
        guard !isAnyPairKept(of: scan, in: alphabet) else { return nil }
        var filling = try emptyFilling(alphabet)
        filling.addSingles(unitCount)
        return try planFilled(filling)
    }

    // Kept out of line so that the fast path doesn't pay for this function's setup.
    @inline(never)
    private func planOutOfLine(
        _ text: String,
        _ scan: TextScan,
        _ kernel: Kernel
    ) throws(PlanningError) -> MessagePlan {
        if isSettledByScan { return try planPairs(text.utf8Span.span, scan, kernel) }
        // Before the octets are asked for, which costs something.
        if let plan = try planSinglePart(of: scan) { return plan }
        return try planParts(text.utf8Span, scan, kernel)
    }

    /// Plans a scanned text for which counts aren't enough.
    private func planFully(
        _ text: UTF8Span,
        _ scan: TextScan,
        _ kernel: Kernel
    ) throws(PlanningError) -> MessagePlan {
        if isSettledByScan { return try planPairs(text.span, scan, kernel) }
        if let plan = try planSinglePart(of: scan) { return plan }
        return try planParts(text, scan, kernel)
    }

    /// Whether counts that aren't enough leave only one question: where the pairs stand.
    private var isSettledByScan: Bool { isBasic && choice == .cheapest && boundary == .pair }

    /// Plans several parts in which pairs stay whole, with the settings above.
    @inline(never)
    private func planPairs(
        _ utf8: Span<UInt8>,
        _ scan: TextScan,
        _ kernel: Kernel
    ) throws(PlanningError) -> MessagePlan {
        guard scan.isInside else {
            var units = try emptyFilling(.ucs2)
            units.fill(unitsOf: utf8, kernel: kernel)
            return try planFilled(units)
        }
        var septets = try emptyFilling(.gsm7Bit)
        septets.fill(septetsOf: utf8, kernel: kernel)
        return try planFilled(septets)
    }

    /// The plan of a text that fits into a single part of the alphabet that the scan decides.
    @inline(__always)
    private func planSinglePart(of scan: TextScan) throws(PlanningError) -> MessagePlan? {
        guard let alphabet = alphabet(of: scan) else { return nil }
        try checkElements()
        let single = format(alphabet, .default, isConcatenated: false)
        let unitCount = scan.unitCount(in: alphabet)
        guard unitCount <= single.unitCapacity else { return nil }
        return planSinglePart(single, .default, unitCount: unitCount)
    }

    /// Plans a text of several parts, or in which alphabets compete.
    @inline(never)
    private func planParts(
        _ text: UTF8Span,
        _ scan: TextScan,
        _ kernel: Kernel
    ) throws(PlanningError) -> MessagePlan {
        if let alphabet = alphabet(of: scan) {
            return try planFilled(fill(alphabet, text, scan, kernel))
        }
        guard languages.isEmpty else { return try planWithNationalTables(text, scan, kernel) }
        guard scan.isInside else {
            let offset = scan.outsideOffset
            throw .notEncodable(text.span.scalar(at: offset), utf8Offset: offset)
        }
        var contest = PlanContest(self)
        contest.enter(try fill(.gsm7Bit, text, scan, kernel))
        let units = try fill(.ucs2, text, scan, kernel)
        contest.enter(units)
        guard let winner = try contest.winner() else { return try planFilled(units) }
        return winner
    }

    /// The alphabet of a text when the scan decides it, `nil` when several have to compete.
    @inline(__always)
    private func alphabet(of scan: TextScan) -> Alphabet? {
        if choice == .ucs2 { return .ucs2 }
        guard scan.isInside else {
            return choice == .cheapest && languages.isEmpty ? .ucs2 : nil
        }
        guard takesSeptetsAlways else { return nil }
        // National tables can save an escape and nothing else.
        return languages.isEmpty || elementOctetCount == 0 && scan.escapedCount == 0
            ? .gsm7Bit : nil
    }

    /// Whether the parts depend on where the pairs and clusters of a text stand.
    @inline(__always)
    private func isAnyPairKept(of scan: TextScan, in alphabet: Alphabet) -> Bool {
        switch boundary {
        case .unit: false
        case .pair: scan.pairCount(in: alphabet) > 0
        case .grapheme: true
        }
    }

    /// Fills parts with a scanned text in an alphabet that has all of it.
    func fill(
        _ alphabet: Alphabet,
        _ text: UTF8Span,
        _ scan: TextScan,
        _ kernel: Kernel
    ) throws(PlanningError) -> PartFilling {
        var filling = try emptyFilling(alphabet)
        if !isAnyPairKept(of: scan, in: alphabet) {
            filling.addSingles(scan.unitCount(in: alphabet))
        } else if boundary == .grapheme {
            if alphabet == .ucs2 {
                filling.addClusters(of: text) { UTF16.unitCount(of: $0) }
            } else {
                filling.addClusters(of: text) { DefaultAlphabet.septetCount(of: $0) }
            }
        } else if alphabet == .ucs2 {
            filling.fill(unitsOf: text.span, kernel: kernel)
        } else {
            filling.fill(septetsOf: text.span, kernel: kernel)
        }
        return filling
    }
}

// What parts look like, and the plan that follows from their filling.
extension Planner {
    /// An empty filling for parts of an alphabet beside the caller's elements and a reference.
    @inline(__always)
    func emptyFilling(_ alphabet: Alphabet) throws(PlanningError) -> PartFilling {
        try checkElements()
        return PartFilling(
            concatenated: format(alphabet, .default, isConcatenated: true),
            boundary: boundary
        )
    }

    /// Rejects elements that no field can hold, whatever else is in the header.
    @inline(__always)
    private func checkElements() throws(PlanningError) {
        guard (0..<UserDataField.octetCount).contains(elementOctetCount) else {
            throw .noRoomBesideHeader(headerOctetCount: elementOctetCount)
        }
        guard (0..<UserDataField.octetCount).contains(spareOctetCount) else {
            throw .noRoomBesideSpare(octetCount: spareOctetCount)
        }
        guard elementOctetCount + spareOctetCount < UserDataField.octetCount else {
            throw .noRoomBesideHeader(headerOctetCount: elementOctetCount)
        }
    }

    /// The shape of a single part, or of one of several.
    func format(
        _ alphabet: Alphabet,
        _ tables: ShiftTables,
        isConcatenated: Bool
    ) -> PartFormat {
        PartFormat(
            alphabet: alphabet,
            shiftTables: tables,
            elementOctetCount: elementOctetCount,
            spareOctetCount: spareOctetCount,
            referenceWidth: isConcatenated ? referenceWidth : nil
        )
    }

    /// The bare division of units into parts; no unit fits beside elements that no field can hold.
    func division(_ alphabet: Alphabet, _ tables: ShiftTables = .default) -> PartDivision {
        var planner = self
        planner.elementOctetCount = min(max(0, elementOctetCount), UserDataField.octetCount)
        planner.spareOctetCount = min(max(0, spareOctetCount), UserDataField.octetCount)
        return PartDivision(
            single: planner.format(alphabet, tables, isConcatenated: false),
            concatenated: planner.format(alphabet, tables, isConcatenated: true)
        )
    }

    /// The plan of a single part, in which nothing is cut, whatever the boundary policy is.
    @inline(__always)
    func planSinglePart(
        _ format: PartFormat,
        _ tables: ShiftTables,
        unitCount: Int
    ) -> MessagePlan {
        makePlan(
            format,
            tables,
            unitCount: unitCount,
            partCount: 1,
            lastPartUnitCount: unitCount,
            octetCount: format.octetCount(unitCount: unitCount)
        )
    }

    /// The plan that follows when all pieces of a text have been added to a filling.
    @inline(__always)
    func planFilled(
        _ filling: PartFilling,
        _ tables: ShiftTables = .default
    ) throws(PlanningError) -> MessagePlan {
        let several = filling.format
        let single = format(several.alphabet, tables, isConcatenated: false)
        if filling.unitCount <= single.unitCapacity {
            return planSinglePart(single, tables, unitCount: filling.unitCount)
        }
        guard several.unitCapacity >= filling.capacity else {
            throw .noRoomBesideHeader(headerOctetCount: several.headerOctetCount)
        }
        let partCount = filling.closedPartCount + 1
        guard partCount <= MessagePlan.maximumPartCount else {
            throw .tooManyParts(
                partCount: partCount,
                alphabet: several.alphabet,
                unitCount: filling.unitCount
            )
        }
        let last = filling.openUnitCount
        return makePlan(
            several,
            tables,
            unitCount: filling.unitCount,
            partCount: partCount,
            lastPartUnitCount: last,
            octetCount: filling.closedOctetCount + several.octetCount(unitCount: last)
        )
    }

    /// Makes a plan; this is the only place that does.
    @inline(__always)
    func makePlan(
        _ format: PartFormat,
        _ tables: ShiftTables,
        unitCount: Int,
        partCount: Int,
        lastPartUnitCount: Int,
        octetCount: Int
    ) -> MessagePlan {
        MessagePlan(
            alphabet: format.alphabet,
            shiftTables: tables,
            boundary: boundary,
            referenceWidth: referenceWidth,
            elementOctetCount: elementOctetCount,
            spareOctetCount: spareOctetCount,
            unitCount: unitCount,
            partCount: partCount,
            lastPartUnitCount: lastPartUnitCount,
            octetCount: octetCount
        )
    }
}
