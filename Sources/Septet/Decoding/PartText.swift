/// The text of a received short message, for callers that need nothing else of it.
///
/// `ReceivedPart` reads the same and keeps what `Reassembler` needs.
public enum PartText {
    /// The text of a part, `nil` for 8-bit data.
    ///
    /// Half a pair at the border of a part shows as a space (escape) or U+FFFD (surrogate).
    /// Complexity: linear; allocates the text, unless it is so short that a `String` stores it
    /// inline, and the elements of a header. Errors and parameters: as for `ReceivedPart`.
    public static func text(
        ofUserData userData: Span<UInt8>,
        userDataLength: Int,
        dataCodingScheme: DataCodingScheme,
        hasHeader: Bool
    ) throws(PartDecodingError) -> String? {
        let field = try ReceivedField(
            userData,
            userDataLength: userDataLength,
            dataCodingScheme,
            hasHeader: hasHeader
        )
        guard dataCodingScheme.alphabet != .eightBitData else { return nil }
        // In bounds: all access goes through the output span, which ends before the buffer does.
        return unsafe withUnsafeTemporaryAllocation(
            of: UInt8.self,
            capacity: field.utf8Capacity
        ) { buffer in
            var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
            field.writeText(of: userData, into: &output)
            let count = unsafe output.finalize(for: buffer)
            // In bounds: as many octets as the output span has filled. They are the UTF-8 of whole
            // scalars, so they need no validation.
            let octets = unsafe UnsafeBufferPointer(rebasing: buffer[..<count])
            var text = unsafe UTF8Span(unchecked: octets.span)
            // The string remembers the result of this check, which makes it faster.
            _ = text.checkForASCII()
            return String(copying: text)
        }
    }

    /// Writes the text of a part as UTF-8; returns `false` and writes nothing for 8-bit data.
    ///
    /// Throws `bufferTooSmall` unless the output has room for the longest text the units could be:
    /// two octets for each septet, three for each UTF-16 unit or septet of a national table.
    /// Complexity: linear; allocates only the elements of a header.
    public static func write(
        userData: Span<UInt8>,
        userDataLength: Int,
        dataCodingScheme: DataCodingScheme,
        hasHeader: Bool,
        into output: inout OutputSpan<UInt8>
    ) throws(PartDecodingError) -> Bool {
        let field = try ReceivedField(
            userData,
            userDataLength: userDataLength,
            dataCodingScheme,
            hasHeader: hasHeader
        )
        guard dataCodingScheme.alphabet != .eightBitData else { return false }
        guard field.utf8Capacity <= output.freeCapacity else {
            throw .bufferTooSmall(octetCount: field.utf8Capacity, available: output.freeCapacity)
        }
        field.writeText(of: userData, into: &output)
        return true
    }
}

extension ReceivedField {
    /// The most octets of UTF-8 that the text can have.
    fileprivate var utf8Capacity: Int {
        UnitText.utf8Capacity(unitCount: unitCount, alphabet, shiftTables)
    }

    /// Writes the text as UTF-8; the output has room for `utf8Capacity` octets.
    fileprivate func writeText(of userData: Span<UInt8>, into output: inout OutputSpan<UInt8>) {
        let octets = userData.extracting(first: octetCount)
        if alphabet == .gsm7Bit {
            Kernel.chosen.decodeSeptets(
                of: octets,
                firstBit: 8 * headerOctetCount + format.fillBitCount,
                septetCount: unitCount,
                shiftTables,
                into: &output
            )
        } else {
            let text = octets.extracting(headerOctetCount...)
            Kernel.chosen.decodeUTF16(of: text, into: &output)
        }
    }
}

/// Turns units into text.
enum UnitText {
    /// The text of units of an alphabet; `nil` for 8-bit data.
    static func text(
        of units: some Sequence<UInt16>,
        _ alphabet: Alphabet,
        _ tables: ShiftTables
    ) -> String? {
        switch alphabet {
        case .gsm7Bit: text(ofSeptets: units, tables)
        case .ucs2: text(ofUTF16: units)
        case .eightBitData: nil
        }
    }

    /// The most octets of UTF-8 that units can become.
    ///
    /// A septet of the default tables shows two octets at most, and one behind an escape three; a
    /// septet of national tables and a UTF-16 unit show three at most.
    static func utf8Capacity(unitCount: Int, _ alphabet: Alphabet, _ tables: ShiftTables) -> Int {
        unitCount * (alphabet == .gsm7Bit && tables == .default ? 2 : 3)
    }

    /// What a receiving phone shows for septets.
    ///
    /// TS 23.038 §6.2.1 and §6.2.1.1: an escape before another escape, or at the end, shows a
    /// space; after an escape, a septet that the single shift table lacks shows the character of
    /// the locking shift table. A septet that no table has shows U+FFFD.
    private static func text(ofSeptets units: some Sequence<UInt16>, _ tables: ShiftTables)
        -> String
    {
        var text = String.UnicodeScalarView()
        var isEscaped = false
        for unit in units {
            let septet = UInt8(truncatingIfNeeded: unit)
            if septet == SeptetSequence.escape {
                if isEscaped { text.append(" ") }
                isEscaped.toggle()
                continue
            }
            let shown = tables.shown(septet, escaped: isEscaped)
            text.append(Unicode.Scalar(shown) ?? "\u{FFFD}")
            isEscaped = false
        }
        if isEscaped { text.append(" ") }
        return String(text)
    }

    /// UTF-16 text; a surrogate without partner shows U+FFFD.
    private static func text(ofUTF16 units: some Sequence<UInt16>) -> String {
        String(decoding: Array(units), as: UTF16.self)
    }
}

extension ShiftTables {
    /// What a phone shows for a septet, U+FFFD when neither table has it.
    ///
    /// An escape behind an escape shows a space.
    @inline(__always)
    func shown(_ septet: UInt8, escaped: Bool) -> UInt32 {
        if septet == SeptetSequence.escape { return 0x20 }
        let scalar = escaped ? self.scalar(of: septet, escaped: true) : nil
        return (scalar ?? self.scalar(of: septet, escaped: false) ?? "\u{FFFD}").value
    }
}

extension ReceivedPart {
    /// The text of this part without its neighbours, `nil` for 8-bit data.
    ///
    /// Half a pair at a cut shows as a space (escape) or U+FFFD (surrogate); `ReassembledMessage`
    /// joins the units before it reads them. Complexity: linear; allocates the text.
    public var text: String? {
        UnitText.text(of: units, dataCodingScheme.alphabet, shiftTables)
    }
}
