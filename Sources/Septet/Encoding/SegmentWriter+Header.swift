extension SegmentWriter {
    /// Writes the length, the concatenation, the shift tables and the caller's elements.
    ///
    /// No number below exceeds an octet: the planner keeps headers within a field and messages
    /// within 255 parts.
    func writeHeader(to output: inout OutputSpan<UInt8>) {
        guard format.headerOctetCount > 0 else { return }
        output.append(UInt8(truncatingIfNeeded: format.headerOctetCount - 1))
        if plan.partCount > 1 {
            output.appendElement(
                ConcatenationReference(wrapping: messageNumber, width: plan.referenceWidth),
                partCount: plan.partCount,
                sequence: sequence
            )
        }
        if let language = plan.shiftTables.single {
            write(language, as: InformationElement.Identifier.singleShift, to: &output)
        }
        if let language = plan.shiftTables.locking {
            write(language, as: InformationElement.Identifier.lockingShift, to: &output)
        }
        for element in elements {
            output.append(element.identifier)
            output.append(UInt8(truncatingIfNeeded: element.data.count))
            for octet in element.data { output.append(octet) }
        }
    }

    private func write(
        _ language: NationalLanguage,
        as identifier: UInt8,
        to output: inout OutputSpan<UInt8>
    ) {
        output.append(identifier)
        output.append(1)
        output.append(language.rawValue)
    }
}

extension OutputSpan<UInt8> {
    /// Writes a header of nothing but the concatenation of a message.
    @inline(__always)
    mutating func appendHeader(
        _ reference: ConcatenationReference,
        partCount: Int,
        sequence: Int
    ) {
        append(UInt8(truncatingIfNeeded: reference.width.elementOctetCount))
        appendElement(reference, partCount: partCount, sequence: sequence)
    }

    /// Writes the element of a concatenation; its numbers do not exceed an octet.
    @inline(__always)
    fileprivate mutating func appendElement(
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
