extension SegmentWriter {
    /// Writes the length, the concatenation, the shift tables and the caller's elements.
    func writeHeader(to output: inout OutputSpan<UInt8>) {
        guard format.headerOctetCount > 0 else { return }
        output.appendUserDataHeaderLength(format)
        if plan.partCount > 1 {
            output.append(
                ConcatenationReference(wrapping: messageNumber, width: plan.referenceWidth),
                partCount: plan.partCount,
                sequence: sequence
            )
        }
        if let language = plan.shiftTables.single {
            output.append(language, as: InformationElement.Identifier.singleShift)
        }
        if let language = plan.shiftTables.locking {
            output.append(language, as: InformationElement.Identifier.lockingShift)
        }
        for element in elements { output.append(element) }
    }
}

// How a header is written, by whatever writes one. No number below exceeds an octet: planners keep
// headers within a field and messages within 255 parts, and `UserDataHeader` checks its elements.
extension OutputSpan<UInt8> {
    /// Writes the length octet of the header that parts of some shape have.
    @inline(__always)
    mutating func appendUserDataHeaderLength(_ format: PartFormat) {
        append(UInt8(truncatingIfNeeded: format.headerOctetCount - 1))
    }

    /// Writes an element.
    mutating func append(_ element: InformationElement) {
        append(element.identifier)
        append(UInt8(truncatingIfNeeded: element.data.count))
        for octet in element.data { append(octet) }
    }

    /// Writes the element of a national language.
    mutating func append(_ language: NationalLanguage, as identifier: UInt8) {
        append(identifier)
        append(1)
        append(language.rawValue)
    }

    /// Writes the element of a concatenation.
    @inline(__always)
    mutating func append(
        _ reference: ConcatenationReference,
        partCount: Int,
        sequence: Int
    ) {
        switch reference {
        case .eightBit(let number):
            append(InformationElement.Identifier.concatenation8Bit)
            append(3)
            append(number)
        case .sixteenBit(let number):
            append(InformationElement.Identifier.concatenation16Bit)
            append(4)
            append(UInt8(truncatingIfNeeded: number >> 8))
            append(UInt8(truncatingIfNeeded: number))
        }
        append(UInt8(truncatingIfNeeded: partCount))
        append(UInt8(truncatingIfNeeded: sequence))
    }
}
