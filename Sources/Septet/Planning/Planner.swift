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
        // The caller has validated the octets, or a larger text they are cut from.
        try plan(validated: unsafe UTF8Span(unchecked: utf8))
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

    /// Calls `body` with octets as text, or throws the offset at which they stop being UTF-8.
    func withValidated<Result>(
        _ utf8: Span<UInt8>,
        _ body: (UTF8Span) throws(PlanningError) -> Result
    ) throws(PlanningError) -> Result {
        let text: UTF8Span
        do {
            text = try UTF8Span(validating: utf8)
        } catch {
            throw .invalidUTF8(utf8Offset: error.byteOffsets.lowerBound)
        }
        return try body(text)
    }

}

extension Planner {
    /// Plans a text with a kernel of the caller's choice.
    package func plan(_ text: String, kernel: Kernel) throws(PlanningError) -> MessagePlan {
        try plan(validated: text.utf8Span, kernel: kernel)
    }

    /// Plans raw UTF-8 with a kernel of the caller's choice.
    package func plan(
        utf8: Span<UInt8>,
        kernel: Kernel
    ) throws(PlanningError) -> MessagePlan {
        try withValidated(utf8) { text throws(PlanningError) in
            try plan(validated: text, kernel: kernel)
        }
    }

    func plan(
        validated text: UTF8Span,
        kernel: Kernel = .chosen
    ) throws(PlanningError) -> MessagePlan {
        if languages.isEmpty || choice == .ucs2 {
            try planWithDefaultTables(text, kernel.scan(text.span))
        } else {
            try planWithNationalTables(text)
        }
    }

    /// Septets when the default alphabet has every character, else UTF-16 units.
    private func planWithDefaultTables(
        _ text: UTF8Span,
        _ scan: TextScan
    ) throws(PlanningError) -> MessagePlan {
        if choice == .ucs2 { return try plan(.ucs2, text, scan) }
        guard scan.outsideOffset == text.span.count else {
            if choice == .cheapest { return try plan(.ucs2, text, scan) }
            let offset = scan.outsideOffset
            throw .notEncodable(text.span.scalar(at: offset), utf8Offset: offset)
        }
        if takesSeptetsAlways { return try plan(.gsm7Bit, text, scan) }
        var contest = PlanContest(self)
        contest.enter(try filling(.gsm7Bit, text, scan))
        let units = try filling(.ucs2, text, scan)
        contest.enter(units)
        guard let winner = try contest.winner() else { return try plan(of: units) }
        return winner
    }

    /// The plan of a scanned text in an alphabet that has all of it.
    private func plan(
        _ alphabet: Alphabet,
        _ text: UTF8Span,
        _ scan: TextScan
    ) throws(PlanningError) -> MessagePlan {
        if let plan = try planAlone(alphabet, unitCount: scan.unitCount(in: alphabet)) {
            return plan
        }
        return try plan(of: filling(alphabet, text, scan))
    }

    /// The parts of a scanned text in an alphabet that has all of it.
    private func filling(
        _ alphabet: Alphabet,
        _ text: UTF8Span,
        _ scan: TextScan
    ) throws(PlanningError) -> PartFilling {
        var filling = try filling(alphabet)
        if boundary == .grapheme {
            if alphabet == .ucs2 {
                filling.addClusters(of: text) { UTF16Scan.unitCount(of: $0) }
            } else {
                filling.addClusters(of: text) { DefaultAlphabet.septetCount(of: $0) }
            }
        } else if boundary == .unit || scan.pairCount(in: alphabet) == 0 {
            filling.addSingles(scan.unitCount(in: alphabet))
        } else if alphabet == .ucs2 {
            UTF16Scan.fill(&filling, from: text.span)
        } else {
            DefaultScan.fill(&filling, from: text.span)
        }
        return filling
    }
}

extension Planner {
    /// Whether a text that the default alphabet has never travels in UCS-2.
    ///
    /// Fill bits can make septets dearer, but only beside further elements.
    var takesSeptetsAlways: Bool { choice == .gsm7Bit || elementOctetCount == 0 }

    /// An empty filling for parts of an alphabet beside the caller's elements and a reference.
    func filling(_ alphabet: Alphabet) throws(PlanningError) -> PartFilling {
        try checkElements()
        return PartFilling(
            concatenated: format(alphabet, .default, isConcatenated: true),
            boundary: boundary
        )
    }

    /// Refuses elements that no field can hold; they are an error whatever else is in the header.
    private func checkElements() throws(PlanningError) {
        guard (0..<UserDataField.octetCount).contains(elementOctetCount) else {
            throw .noRoomBesideHeader(headerOctetCount: elementOctetCount)
        }
    }

    /// The shape of one of several parts in GSM 7 bit.
    func concatenatedFormat(_ tables: ShiftTables) -> PartFormat {
        format(.gsm7Bit, tables, isConcatenated: true)
    }

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
