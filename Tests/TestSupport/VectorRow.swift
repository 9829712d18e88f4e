/// One row of a vector file.
package struct VectorRow: Sendable, CustomStringConvertible {
    private let cells: [String: String]

    /// The row's first column, which names it.
    package let name: String

    init(columns: [String], cells: [String]) {
        name = cells[0]
        self.cells = Dictionary(uniqueKeysWithValues: zip(columns, cells))
    }

    /// What failures say about the row.
    package var description: String { name }

    /// The characters of a cell as they stand in the file.
    package func raw(_ column: String) throws -> String {
        guard let cell = cells[column] else { throw VectorError.noColumn(column) }
        return cell
    }

    /// The characters of a cell, `nil` for a dash.
    package func optional(_ column: String) throws -> String? {
        let cell = try raw(column)
        return cell == "-" ? nil : cell
    }

    /// A decimal number, `nil` for a dash.
    package func integer(_ column: String) throws -> Int? {
        guard let cell = try optional(column) else { return nil }
        guard let value = Int(cell) else { throw unreadable(cell, column) }
        return value
    }

    /// Octets in hexadecimal digits; a dash is none.
    package func octets(_ column: String) throws -> [UInt8] {
        guard let cell = try optional(column) else { return [] }
        guard let octets = HexadecimalDigits.octets(cell) else { throw unreadable(cell, column) }
        return octets
    }

    /// A scalar written as `U+` and hexadecimal digits, `nil` for a dash.
    package func scalar(_ column: String) throws -> Unicode.Scalar? {
        guard let cell = try optional(column) else { return nil }
        guard cell.hasPrefix("U+"), let value = UInt32(cell.dropFirst(2), radix: 16),
            let scalar = Unicode.Scalar(value)
        else { throw unreadable(cell, column) }
        return scalar
    }

    /// A text written as an expression.
    package func text(_ column: String) throws -> String {
        try TextExpression.text(try raw(column))
    }

    /// An error about a cell of this row.
    package func unreadable(_ value: String, _ column: String) -> VectorError {
        .unreadable(value: value, column: column, row: name)
    }
}
