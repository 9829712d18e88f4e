extension InformationElement {
    /// The place in a concatenated message, when the element is one of the two concatenations.
    ///
    /// `nil` also when it names a part that does not exist: such an element is to be ignored
    /// (TS 23.040 §9.2.3.24.1).
    public var concatenation: Concatenation? {
        let place: Concatenation? =
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
        return place?.isValid == true ? place : nil
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

    /// The national language identifier, when the element is a shift of the kind given.
    func languageIdentifier(of kind: UInt8) -> UInt8? {
        identifier == kind && data.count == 1 ? data[0] : nil
    }
}
