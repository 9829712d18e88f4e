/// Writes cells of comma-separated values, RFC 4180, octet by octet.
public enum CSVCell {
    /// The octets that begin a formula, or hide one, in a spreadsheet.
    private static let formulaOctets = [UInt8]("=+-@\t\r\n".utf8)

    /// The full-width forms of the signs, which some spreadsheets read as the signs.
    private static let wideFormulaSigns = "＝＋－＠".unicodeScalars.map { Array(String($0).utf8) }

    private static let apostrophe = UInt8(ascii: "'")
    private static let quote = CSVScanner.quote

    /// Appends a cell, without the delimiter before or behind it.
    ///
    /// The cell is quoted where it has a quote, a comma, a CR or an LF, or always when
    /// `isAlwaysQuoted` says so, and quotes inside are doubled.
    /// Octets decide, so a mark that combines with a quote leaves it a quote. Where a spreadsheet
    /// could take the cell for a formula an apostrophe comes first: before `=`, `+`, `-`, `@`, their
    /// full-width forms, a tab, a CR and an LF. Octets that are no UTF-8 stay as they are.
    ///
    /// Complexity: linear; allocates only the room in `output`.
    public static func append(
        _ octets: some Collection<UInt8>,
        isAlwaysQuoted: Bool = false,
        to output: inout [UInt8]
    ) {
        let mustQuote =
            isAlwaysQuoted
            || octets.contains { octet in
                octet == quote || octet == 0x2C || octet == 0x0A || octet == 0x0D
            }
        if mustQuote { output.append(quote) }
        if beginsFormula(octets) { output.append(apostrophe) }
        for octet in octets {
            if octet == quote { output.append(quote) }
            output.append(octet)
        }
        if mustQuote { output.append(quote) }
    }

    /// Appends a record of cells, ended by CR LF.
    public static func appendRecord(_ cells: [String], to output: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { output.append(0x2C) }
            append(cell.utf8, to: &output)
        }
        output.append(0x0D)
        output.append(0x0A)
    }

    private static func beginsFormula(_ octets: some Collection<UInt8>) -> Bool {
        guard let first = octets.first else { return false }
        return formulaOctets.contains(first)
            || first == 0xEF && wideFormulaSigns.contains { octets.starts(with: $0) }
    }
}
