extension SegmentWriter {
    /// Writes the length, the concatenation, the shift tables and the caller's elements.
    ///
    /// No number below exceeds an octet: the planner keeps headers within a field and messages
    /// within 255 parts.
    func writeHeader(to output: inout OutputSpan<UInt8>) {
        guard format.headerOctetCount > 0 else { return }
        output.append(UInt8(truncatingIfNeeded: format.headerOctetCount - 1))
        if plan.partCount > 1 {
            let isWide = plan.referenceWidth == .sixteenBit
            output.append(
                isWide
                    ? InformationElement.Identifier.concatenation16Bit
                    : InformationElement.Identifier.concatenation8Bit
            )
            output.append(isWide ? 4 : 3)
            if isWide { output.append(UInt8(truncatingIfNeeded: messageNumber >> 8)) }
            output.append(UInt8(truncatingIfNeeded: messageNumber))
            output.append(UInt8(truncatingIfNeeded: plan.partCount))
            output.append(UInt8(truncatingIfNeeded: sequence))
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
