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

    /// Makes a planner; without arguments the one that HTTP providers and phones agree on.
    public init(
        languages: NationalLanguages = .none,
        boundary: BoundaryPolicy = .pair,
        referenceWidth: ConcatenationReference.Width = .eightBit,
        choice: Choice = .cheapest,
        elementOctetCount: Int = 0
    ) {
        self.languages = languages
        self.boundary = boundary
        self.referenceWidth = referenceWidth
        self.choice = choice
        self.elementOctetCount = elementOctetCount
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
    /// Complexity: as for a `String`, and one pass that validates; allocates nothing.
    public func plan(utf8: Span<UInt8>) throws(PlanningError) -> MessagePlan {
        try plan(utf8: utf8, kernel: .chosen)
    }

    /// Plans octets that are known to be UTF-8.
    package func plan(validUTF8 utf8: Span<UInt8>) throws(PlanningError) -> MessagePlan {
        let scan = Kernel.chosen.scan(utf8)
        if let plan = try planPlainly(scan) { return plan }
        // The caller has validated the octets, or a larger text they are cut from.
        return try plan(unsafe UTF8Span(unchecked: utf8), scan)
    }

    /// Plans `octetCount` octets of 8-bit data.
    ///
    /// Complexity: constant; allocates nothing.
    public func plan(octetCount: Int) throws(PlanningError) -> MessagePlan {
        var octets = try filling(.eightBitData)
        // No memory holds more, and the sum of the parts' octets stays within an Int.
        octets.addSingles(min(max(0, octetCount), Int.max / UserDataField.octetCount))
        return try plan(of: octets)
    }
}

extension Planner {
    /// Plans a text with a kernel of the caller's choice.
    @inline(__always)
    package func plan(_ text: String, kernel: Kernel) throws(PlanningError) -> MessagePlan {
        let scan = kernel.scan(text)
        if let plan = try planPlainly(scan) { return plan }
        return try planScanned(text, scan, kernel)
    }

    // Not inlined, so that what it needs is not made ready for plain texts.
    @inline(never)
    private func planScanned(
        _ text: String,
        _ scan: TextScan,
        _ kernel: Kernel
    ) throws(PlanningError) -> MessagePlan {
        if let plan = try plan(of: scan) { return plan }
        return try plan(text.utf8Span, scan, kernel)
    }

    /// Plans raw UTF-8 with a kernel of the caller's choice.
    @inline(__always)
    package func plan(
        utf8: Span<UInt8>,
        kernel: Kernel
    ) throws(PlanningError) -> MessagePlan {
        let scan = try kernel.scan(validating: utf8)
        if let plan = try planPlainly(scan) { return plan }
        // The scan has thrown unless the octets are UTF-8.
        return try plan(unsafe UTF8Span(unchecked: utf8), scan, kernel)
    }

    /// The plan of most texts: its characters alone decide how it travels, and no pair could be cut.
    ///
    /// It is that of `plan(of:)`, sooner.
    @inline(__always)
    private func planPlainly(_ scan: TextScan) throws(PlanningError) -> MessagePlan? {
        guard choice == .cheapest, languages.isEmpty, elementOctetCount == 0 else { return nil }
        let alphabet: Alphabet = scan.isInside ? .gsm7Bit : .ucs2
        let alone = PartFormat(alphabet: alphabet, headerOctetCount: 0)
        let unitCount = scan.unitCount(in: alphabet)
        if unitCount <= alone.unitCapacity {
            return plan(alone, .default, unitCount: unitCount)
        }
        guard boundary != .grapheme, scan.pairCount(in: alphabet) == 0 else { return nil }
        return try planDivided(alphabet, unitCount: unitCount)
    }

    /// The plan of a text that has been scanned, as long as nothing depends on where pairs stand.
    @inline(__always)
    private func plan(of scan: TextScan) throws(PlanningError) -> MessagePlan? {
        guard let alphabet = alphabet(of: scan) else { return nil }
        let unitCount = scan.unitCount(in: alphabet)
        if let plan = try planAlone(alphabet, unitCount: unitCount) { return plan }
        let hasPairs = scan.pairCount(in: alphabet) > 0
        guard boundary == .unit || boundary == .pair && !hasPairs else { return nil }
        return try planDivided(alphabet, unitCount: unitCount)
    }

    /// The plan of a text of which any part may end behind any unit.
    private func planDivided(
        _ alphabet: Alphabet,
        unitCount: Int
    ) throws(PlanningError) -> MessagePlan {
        var filling = try filling(alphabet)
        filling.addSingles(unitCount)
        return try plan(of: filling)
    }

    /// Plans a text that has been scanned.
    func plan(
        _ text: UTF8Span,
        _ scan: TextScan,
        _ kernel: Kernel = .chosen
    ) throws(PlanningError) -> MessagePlan {
        if let plan = try plan(of: scan) { return plan }
        if let alphabet = alphabet(of: scan) {
            return try plan(of: filling(alphabet, text, scan, kernel))
        }
        guard languages.isEmpty else { return try planWithNationalTables(text) }
        guard scan.isInside else {
            let offset = scan.outsideOffset
            throw .notEncodable(text.span.scalar(at: offset), utf8Offset: offset)
        }
        var contest = PlanContest(self)
        contest.enter(try filling(.gsm7Bit, text, scan, kernel))
        let units = try filling(.ucs2, text, scan, kernel)
        contest.enter(units)
        guard let winner = try contest.winner() else { return try plan(of: units) }
        return winner
    }

    /// Whether a text that the default alphabet has never travels in UCS-2.
    ///
    /// Fill bits can make septets dearer, but only beside further elements.
    var takesSeptetsAlways: Bool { choice == .gsm7Bit || elementOctetCount == 0 }

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

    /// The parts of a scanned text in an alphabet that has all of it.
    private func filling(
        _ alphabet: Alphabet,
        _ text: UTF8Span,
        _ scan: TextScan,
        _ kernel: Kernel
    ) throws(PlanningError) -> PartFilling {
        var filling = try filling(alphabet)
        if boundary == .grapheme {
            if alphabet == .ucs2 {
                filling.addClusters(of: text) { UTF16Scan.unitCount(of: $0) }
            } else {
                filling.addClusters(of: text) { DefaultAlphabet.septetCount(of: $0) }
            }
        } else if boundary == .unit {
            filling.addSingles(scan.unitCount(in: alphabet))
        } else if alphabet == .ucs2 {
            UTF16Scan.fill(&filling, from: text.span, kernel: kernel)
        } else {
            DefaultScan.fill(&filling, from: text.span, kernel: kernel)
        }
        return filling
    }
}

extension Planner {
    /// An empty filling for parts of an alphabet beside the caller's elements and a reference.
    @inline(__always)
    func filling(_ alphabet: Alphabet) throws(PlanningError) -> PartFilling {
        try checkElements()
        return PartFilling(
            concatenated: format(alphabet, .default, isConcatenated: true),
            boundary: boundary
        )
    }

    /// Refuses elements that no field can hold; they are an error whatever else is in the header.
    @inline(__always)
    private func checkElements() throws(PlanningError) {
        guard (0..<UserDataField.octetCount).contains(elementOctetCount) else {
            throw .noRoomBesideHeader(headerOctetCount: elementOctetCount)
        }
    }

    /// The shape of one of several parts in GSM 7 bit.
    func concatenatedFormat(_ tables: ShiftTables) -> PartFormat {
        format(.gsm7Bit, tables, isConcatenated: true)
    }

    /// The shape of a part that stands alone, or of one of several.
    func format(
        _ alphabet: Alphabet,
        _ tables: ShiftTables,
        isConcatenated: Bool
    ) -> PartFormat {
        PartFormat(
            alphabet: alphabet,
            shiftTables: tables,
            elementOctetCount: elementOctetCount,
            referenceWidth: isConcatenated ? referenceWidth : nil
        )
    }

    /// The plan of a message that is one part, `nil` when it does not fit into one.
    ///
    /// Where parts may be cut does not matter then, because none is.
    @inline(__always)
    private func planAlone(
        _ alphabet: Alphabet,
        unitCount: Int
    ) throws(PlanningError) -> MessagePlan? {
        try checkElements()
        let alone = format(alphabet, .default, isConcatenated: false)
        guard unitCount <= alone.unitCapacity else { return nil }
        return plan(alone, .default, unitCount: unitCount)
    }

    /// The plan of one part of some shape.
    @inline(__always)
    private func plan(
        _ alone: PartFormat,
        _ tables: ShiftTables,
        unitCount: Int
    ) -> MessagePlan {
        MessagePlan(
            alphabet: alone.alphabet,
            shiftTables: tables,
            boundary: boundary,
            referenceWidth: referenceWidth,
            elementOctetCount: elementOctetCount,
            unitCount: unitCount,
            partCount: 1,
            lastPartUnitCount: unitCount,
            octetCount: alone.octetCount(unitCount: unitCount)
        )
    }

    /// The plan that follows when all pieces of a text have been added to a filling.
    @inline(__always)
    func plan(
        of filling: PartFilling,
        _ tables: ShiftTables = .default
    ) throws(PlanningError) -> MessagePlan {
        let several = filling.format
        let alone = format(several.alphabet, tables, isConcatenated: false)
        if filling.unitCount <= alone.unitCapacity {
            return plan(alone, tables, unitCount: filling.unitCount)
        }
        guard several.unitCapacity >= filling.capacity else {
            throw .noRoomBesideHeader(headerOctetCount: several.headerOctetCount)
        }
        let partCount = filling.closedPartCount + 1
        guard partCount <= MessagePlan.maximumPartCount else {
            throw .tooManyParts(partCount: partCount)
        }
        let last = filling.openUnitCount
        return MessagePlan(
            alphabet: several.alphabet,
            shiftTables: tables,
            boundary: boundary,
            referenceWidth: referenceWidth,
            elementOctetCount: elementOctetCount,
            unitCount: filling.unitCount,
            partCount: partCount,
            lastPartUnitCount: last,
            octetCount: filling.closedOctetCount + several.octetCount(unitCount: last)
        )
    }
}
