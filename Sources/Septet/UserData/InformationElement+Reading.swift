extension InformationElement {
    /// The place in a concatenated message, when the element is one of the two concatenations.
    public var concatenation: Concatenation? {
        switch (identifier, data.count) {
        case (Identifier.concatenation8Bit, 3):
            Concatenation(reference: .eightBit(data[0]), partCount: data[1], sequence: data[2])
        case (Identifier.concatenation16Bit, 4):
            Concatenation(
                reference: .sixteenBit(UInt16(data[0]) << 8 | UInt16(data[1])),
                partCount: data[2],
                sequence: data[3]
            )
        default: nil
        }
    }

    /// The application ports, when the element holds ports of either width.
    public var ports: (destination: UInt16, source: UInt16)? {
        switch (identifier, data.count) {
        case (Identifier.ports8Bit, 2): (UInt16(data[0]), UInt16(data[1]))
        case (Identifier.ports16Bit, 4):
            (UInt16(data[0]) << 8 | UInt16(data[1]), UInt16(data[2]) << 8 | UInt16(data[3]))
        default: nil
        }
    }

    /// Checks the length, and whether the part named exists, of the kinds that have a meaning.
    func check(offset: Int) throws(UserDataHeaderError) {
        let expected: Int? =
            switch identifier {
            case Identifier.concatenation8Bit: 3
            case Identifier.concatenation16Bit, Identifier.ports16Bit: 4
            case Identifier.ports8Bit: 2
            case Identifier.singleShift, Identifier.lockingShift: 1
            default: nil
            }
        if let expected, expected != data.count {
            throw .wrongElementLength(
                identifier: identifier,
                offset: offset,
                octetCount: data.count,
                expected: expected
            )
        }
        if let place = concatenation, !place.isValid {
            throw .impossiblePart(
                sequence: Int(place.sequence),
                partCount: Int(place.partCount),
                offset: offset
            )
        }
    }
}
