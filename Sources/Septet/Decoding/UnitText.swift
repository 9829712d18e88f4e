/// Turns units into text.
enum UnitText {
    /// The text of units of an alphabet; `nil` for 8-bit data, which is no text.
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
    /// TS 23.038 §6.2.1 and §6.2.1.1: an escape before an escape, and one before nothing, shows a
    /// space; after an escape a septet the single shift table lacks shows the character of the
    /// locking shift table. A septet no table has shows U+FFFD.
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
    /// The text of this part alone, `nil` for 8-bit data.
    ///
    /// Half a pair at a cut shows as a space (escape) or U+FFFD (surrogate); `ReassembledMessage`
    /// joins the units before it reads them. Complexity: linear; allocates the text.
    public var text: String? {
        UnitText.text(of: units, dataCodingScheme.alphabet, shiftTables)
    }
}
