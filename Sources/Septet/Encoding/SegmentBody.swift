/// The text of one segment while it is collected on the stack, unit by unit.
struct SegmentBody {
    private let alphabet: Alphabet
    private let fillBitCount: Int
    private var filling: PartFilling

    /// The units, most significant octet first: a septet takes an octet, a UTF-16 unit two.
    ///
    /// There is room for the 160 septets of a part, which are more than the field has octets.
    private var octets = InlineArray<160, UInt8>(repeating: 0)
    private var octetCount = 0

    /// Begins an empty body in a part of some shape, of which `capacity` units exist.
    init(_ format: PartFormat, boundary: BoundaryPolicy, capacity: Int) {
        alphabet = format.alphabet
        fillBitCount = format.fillBitCount
        filling = PartFilling(format: format, boundary: boundary, capacity: capacity)
    }

    /// The units written.
    var unitCount: Int { filling.openUnitCount }

    /// The units that still have room.
    var freeUnitCount: Int { filling.capacity - filling.openUnitCount }

    /// Whether a piece that stays whole has room.
    func hasRoom(for unitCount: Int) -> Bool { filling.hasRoom(for: unitCount) }

    /// Writes a unit; ask `hasRoom` before.
    mutating func append(_ unit: UInt16) {
        filling.add(1)
        if alphabet == .ucs2 {
            octets[octetCount] = UInt8(truncatingIfNeeded: unit >> 8)
            octetCount += 1
        }
        octets[octetCount] = UInt8(truncatingIfNeeded: unit)
        octetCount += 1
    }

    /// Writes a whole character; ask `hasRoom` before.
    mutating func append(_ character: CharacterUnits) {
        append(character.first)
        if let second = character.second { append(second) }
    }

    /// Writes the units behind the header.
    func write(to output: inout OutputSpan<UInt8>) {
        let units = octets.span.extracting(first: octetCount)
        if alphabet == .gsm7Bit {
            Kernel.chosen.pack(units, fillBitCount: fillBitCount, into: &output)
        } else {
            output.append(units)
        }
    }
}

/// The one or two units that stand for a character.
struct CharacterUnits {
    let first: UInt16
    /// The septet after an escape, or the low surrogate.
    let second: UInt16?

    var count: Int { second == nil ? 1 : 2 }

    /// The units of a scalar under a plan, `nil` when its tables lack the character.
    init?(_ scalar: UInt32, in plan: MessagePlan) {
        switch plan.alphabet {
        case .gsm7Bit:
            guard let septets = Self.septets(scalar, plan.shiftTables) else { return nil }
            let septet = UInt16(septets.septet)
            first = septets.isEscaped ? UInt16(SeptetSequence.escape) : septet
            second = septets.isEscaped ? septet : nil
        case .ucs2:
            let offset = UInt16(truncatingIfNeeded: (scalar &- 0x10000) >> 10)
            first = scalar > 0xFFFF ? 0xD800 | offset : UInt16(scalar)
            second = scalar > 0xFFFF ? 0xDC00 | UInt16(scalar & 0x3FF) : nil
        case .eightBitData: return nil
        }
    }

    private static func septets(_ scalar: UInt32, _ tables: ShiftTables) -> SeptetSequence? {
        tables == .default
            ? DefaultAlphabet.septets(of: scalar)
            : CharacterSlot(of: scalar).septets(in: tables)
    }
}

extension UTF16 {
    /// The units of a scalar: 2 for a surrogate pair, otherwise 1.
    static func unitCount(of scalar: UInt32) -> Int { scalar > 0xFFFF ? 2 : 1 }
}

extension OutputSpan<UInt8> {
    /// Appends octets, all of which must have room.
    mutating func append(_ octets: Span<UInt8>) {
        precondition(octets.count <= freeCapacity)
        unsafe withUnsafeMutableBufferPointer { buffer, initializedCount in
            let target = unsafe UnsafeMutableRawBufferPointer(
                rebasing: UnsafeMutableRawBufferPointer(buffer)[initializedCount...]
            )
            // In bounds: they have room, see the precondition; two spans never overlap.
            unsafe octets.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
            initializedCount += octets.count
        }
    }
    /// Writes TP-User-Data-Length into an octet that was left for it; it is 160 at most.
    mutating func setUserDataLength(_ userDataLength: Int, at place: Int) {
        self[place] = UInt8(truncatingIfNeeded: userDataLength)
    }
}
