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
    /// Complexity: one pass over the text, up to three under `BoundaryPolicy.grapheme`; allocates
    /// nothing.
    public func plan(_ text: String) throws(PlanningError) -> MessagePlan {
        try plan(validated: text.utf8Span)
    }

    /// Plans raw UTF-8.
    ///
    /// Complexity: as for a `String`, after one pass that validates; allocates nothing.
    public func plan(utf8: Span<UInt8>) throws(PlanningError) -> MessagePlan {
        try withValidated(utf8) { text throws(PlanningError) in try plan(validated: text) }
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

    func plan(validated text: UTF8Span) throws(PlanningError) -> MessagePlan {
        if languages.isEmpty || choice == .ucs2 {
            try planWithDefaultTables(text)
        } else {
            try planWithNationalTables(text)
        }
    }

    /// Septets as long as the default alphabet has every character, UTF-16 units from there on.
    private func planWithDefaultTables(_ text: UTF8Span) throws(PlanningError) -> MessagePlan {
        let utf8 = text.span
        var position = 0
        var scalarCount = 0
        var contest = PlanContest(self)
        if choice != .ucs2 {
            var septets = try filling(.gsm7Bit)
            scalarCount = DefaultScan.fill(&septets, from: utf8, position: &position)
            if position == utf8.count {
                if boundary == .grapheme {
                    septets = try filling(.gsm7Bit)
                    septets.addClusters(of: text) { DefaultAlphabet.septetCount(of: $0) }
                }
                // Fill bits can make septets dearer than UCS-2, but only beside further elements.
                if choice == .gsm7Bit || elementOctetCount == 0 { return try plan(of: septets) }
                contest.enter(septets)
            } else if choice == .gsm7Bit {
                throw .notEncodable(utf8.scalar(at: position), utf8Offset: position)
            }
        }
        var units = try filling(.ucs2)
        if boundary == .grapheme {
            units.addClusters(of: text) { UTF16Scan.unitCount(of: $0) }
        } else {
            // Every character of the default alphabet is one UTF-16 unit.
            units.addSingles(scalarCount)
            UTF16Scan.fill(&units, from: utf8, position: position)
        }
        contest.enter(units)
        guard let winner = try contest.winner() else { return try plan(of: units) }
        return winner
    }
}

extension Planner {
    /// An empty filling for parts of an alphabet beside the caller's elements and a reference.
    func filling(_ alphabet: Alphabet) throws(PlanningError) -> PartFilling {
        // More elements than a field can hold are an error whatever else is in the header.
        guard (0..<UserDataField.octetCount).contains(elementOctetCount) else {
            throw .noRoomBesideHeader(headerOctetCount: elementOctetCount)
        }
        return PartFilling(
            concatenated: format(alphabet, .default, isConcatenated: true),
            boundary: boundary
        )
    }

    /// The shape of one of several parts in GSM 7 bit.
    func concatenatedFormat(_ tables: ShiftTables) -> PartFormat {
        format(.gsm7Bit, tables, isConcatenated: true)
    }

    private func format(
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

    /// The plan that follows when all pieces of a text have been added to a filling.
    func plan(
        of filling: PartFilling,
        _ tables: ShiftTables = .default
    ) throws(PlanningError) -> MessagePlan {
        let several = filling.format
        let alone = format(several.alphabet, tables, isConcatenated: false)
        let isAlone = filling.unitCount <= alone.unitCapacity
        guard isAlone || several.unitCapacity >= filling.capacity else {
            throw .noRoomBesideHeader(headerOctetCount: several.headerOctetCount)
        }
        let partCount = isAlone ? 1 : filling.closedPartCount + 1
        guard partCount <= MessagePlan.maximumPartCount else {
            throw .tooManyParts(partCount: partCount)
        }
        let last = isAlone ? filling.unitCount : filling.openUnitCount
        return MessagePlan(
            alphabet: several.alphabet,
            shiftTables: tables,
            boundary: boundary,
            referenceWidth: referenceWidth,
            elementOctetCount: elementOctetCount,
            unitCount: filling.unitCount,
            partCount: partCount,
            lastPartUnitCount: last,
            octetCount: isAlone
                ? alone.octetCount(unitCount: last)
                : filling.closedOctetCount + several.octetCount(unitCount: last)
        )
    }
}
