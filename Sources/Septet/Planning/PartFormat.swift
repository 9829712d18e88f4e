/// The shape of one part: an alphabet beside a header of some length.
///
/// TS 23.040 §9.2.3.16 (TP-User-Data-Length) and §9.2.3.24 (TP-User-Data).
struct PartFormat: Sendable, Hashable {
    let alphabet: Alphabet
    /// Octets of the header, its length octet included; 0 for none.
    let headerOctetCount: Int
    /// Octets at the end of the field that stay unused.
    let spareOctetCount: Int

    /// The shape of a part beside a header of known length.
    init(alphabet: Alphabet, headerOctetCount: Int) {
        self.alphabet = alphabet
        self.headerOctetCount = headerOctetCount
        spareOctetCount = 0
    }

    /// The shape of a part whose header announces tables and, for one of several parts, a
    /// reference.
    @inline(__always)
    init(
        alphabet: Alphabet,
        shiftTables: ShiftTables,
        elementOctetCount: Int,
        spareOctetCount: Int,
        referenceWidth: ConcatenationReference.Width?
    ) {
        self.alphabet = alphabet
        self.spareOctetCount = spareOctetCount
        let elements =
            elementOctetCount + shiftTables.elementOctetCount
            + (referenceWidth?.elementOctetCount ?? 0)
        headerOctetCount = elements == 0 ? 0 : elements + 1
    }

    /// How many units fit.
    @inline(__always)
    var unitCapacity: Int {
        spareOctetCount == 0
            ? alphabet.unitsPerPart(headerOctetCount: headerOctetCount)
            : unitCount(in: UserDataField.octetCount - spareOctetCount)
    }

    /// How many units fit into the first `octetCount` octets of the user data.
    @inline(__always)
    func unitCount(fittingInto octetCount: Int) -> Int {
        if octetCount >= UserDataField.octetCount - spareOctetCount { return unitCapacity }
        return unitCount(in: octetCount)
    }

    @inline(__always)
    private func unitCount(in octetCount: Int) -> Int {
        let octets = max(0, octetCount - headerOctetCount)
        return switch alphabet {
        case .gsm7Bit: max(0, octets * 8 - fillBitCount) / 7
        case .eightBitData: octets
        case .ucs2: octets / 2
        }
    }

    /// The zero bits between the header and the first septet, 0...6.
    var fillBitCount: Int {
        alphabet == .gsm7Bit ? Self.fillBitCount(afterOctets: headerOctetCount) : 0
    }

    /// The zero bits that bring the end of `octetCount` octets to a septet border.
    static func fillBitCount(afterOctets octetCount: Int) -> Int {
        (7 - octetCount * 8 % 7) % 7
    }

    /// The octets of the user data with `unitCount` units in it, header included.
    @inline(__always)
    func octetCount(unitCount: Int) -> Int {
        switch alphabet {
        case .gsm7Bit:
            headerOctetCount + PackedSeptets.octetCount(of: unitCount, fillBitCount: fillBitCount)
        case .eightBitData: headerOctetCount + unitCount
        case .ucs2: headerOctetCount + unitCount * 2
        }
    }

    /// TP-User-Data-Length: septets for GSM 7 bit, octets otherwise, header included.
    func userDataLength(unitCount: Int) -> Int {
        alphabet == .gsm7Bit
            ? (headerOctetCount * 8 + fillBitCount) / 7 + unitCount
            : octetCount(unitCount: unitCount)
    }
}

/// Septets packed into octets: without regard to octet borders, least significant bit first.
///
/// Source: TS 23.038 §6.1.2.1.
enum PackedSeptets {
    /// The octets that septets take behind fill bits; no count overflows.
    ///
    /// Every eighth septet fits into the bits that the seven before it leave.
    @inline(__always)
    static func octetCount(of septetCount: Int, fillBitCount: Int = 0) -> Int {
        septetCount &+ (fillBitCount &+ 7 &- septetCount) &>> 3
    }
}

/// The bare division of units into parts.
///
/// Systems that ignore pairs bill this way, and `PartFilling` gives the same count where no pair is
/// kept whole.
package struct PartDivision: Sendable, Hashable {
    /// The units of a single part.
    package let singleCapacity: Int

    /// The units of each of several parts.
    package let capacity: Int

    /// Divides by the given numbers; those below 1 count as 1.
    package init(singleCapacity: Int, capacity: Int) {
        self.singleCapacity = max(1, singleCapacity)
        self.capacity = max(1, capacity)
    }

    init(single: PartFormat, concatenated: PartFormat) {
        singleCapacity = single.unitCapacity
        capacity = PartFilling.capacity(concatenated: concatenated)
    }

    /// The parts of so many units: 1 if they fit into a single part, otherwise at least 2.
    package func partCount(unitCount: Int) -> Int {
        guard unitCount > singleCapacity else { return 1 }
        return max(2, (unitCount - 1) / capacity + 1)
    }

    /// The parts of so many units if a pair on each border leaves one unit of each part unused.
    package func mostPartCount(unitCount: Int) -> Int {
        Self(singleCapacity: singleCapacity, capacity: capacity - 1)
            .partCount(unitCount: unitCount)
    }

    /// The parts of so many units with pairs among them; `nil` if it depends on where the pairs
    /// stand.
    func partCount(unitCount: Int, pairCount: Int) -> Int? {
        let least = partCount(unitCount: unitCount)
        return pairCount == 0 || mostPartCount(unitCount: unitCount) == least ? least : nil
    }
}
