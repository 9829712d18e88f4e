/// The text of one segment while it is collected, unit by unit.
struct SegmentBody {
    private let alphabet: Alphabet
    private let fillBitCount: Int
    private var filling: PartFilling
    private var units = PartUnits()

    /// Begins an empty body in a part of some shape, of which `capacity` units exist.
    init(_ format: PartFormat, boundary: BoundaryPolicy, capacity: Int) {
        alphabet = format.alphabet
        fillBitCount = format.fillBitCount
        filling = PartFilling(
            format: format,
            boundary: boundary,
            capacity: capacity
        )
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
        units.append(unit, of: alphabet)
    }

    /// Writes a whole character; ask `hasRoom` before.
    mutating func append(_ character: CharacterUnits) {
        append(character.first)
        if let second = character.second { append(second) }
    }

    /// Writes what was collected behind the header.
    func write(to output: inout OutputSpan<UInt8>) {
        units.withSpan { octets in
            if alphabet == .gsm7Bit {
                Kernel.chosen.pack(octets, fillBitCount: fillBitCount, into: &output)
            } else {
                output.append(octets)
            }
        }
    }
}
