/// The text of one segment while it is written.
struct SegmentBody {
    private var filling: PartFilling
    private var units: UnitOutput

    /// Begins an empty body in a part of some shape, of which `availableOctetCount` octets exist.
    init(_ format: PartFormat, boundary: BoundaryPolicy, availableOctetCount: Int) {
        filling = PartFilling(
            format: format,
            boundary: boundary,
            capacity: min(
                format.unitCapacity,
                format.unitCount(fittingInto: availableOctetCount)
            )
        )
        units = UnitOutput(format)
    }

    /// The units written.
    var unitCount: Int { filling.openUnitCount }

    /// The units that still have room.
    var freeUnitCount: Int { filling.capacity - filling.openUnitCount }

    /// Whether a piece that stays whole has room.
    func hasRoom(for unitCount: Int) -> Bool { filling.hasRoom(for: unitCount) }

    /// Writes a unit; ask `hasRoom` before.
    mutating func append(_ unit: UInt16, to output: inout OutputSpan<UInt8>) {
        filling.add(1)
        units.append(unit, to: &output)
    }

    /// Writes a whole character; ask `hasRoom` before.
    mutating func append(_ character: CharacterUnits, to output: inout OutputSpan<UInt8>) {
        append(character.first, to: &output)
        if let second = character.second { append(second, to: &output) }
    }

    /// Writes the bits that do not fill an octet.
    mutating func finish(to output: inout OutputSpan<UInt8>) {
        units.finish(to: &output)
    }
}
