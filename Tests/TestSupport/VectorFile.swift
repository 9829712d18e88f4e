import Foundation

/// A file of vectors: UTF-8, comments, one header row, columns separated by tabs.
package enum VectorFile {
    /// The rows of a file in `Vectors`, or in a folder there; throws when it is missing or has none.
    package static func rows(_ name: String) throws -> [VectorRow] {
        let url = PackageFolder.vectors.appending(path: name)
        let content = try String(contentsOf: url, encoding: .utf8)
        var lines = content.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        let commentCount = lines.prefix { $0.utf8.first == 0x23 }.count
        lines.removeFirst(commentCount)
        guard lines.count > 1 else { throw VectorError.noRows(file: name) }
        let columns = cells(lines[0])
        return try lines.dropFirst().enumerated().map { index, line in
            let cells = cells(line)
            guard cells.count == columns.count else {
                throw VectorError.wrongColumnCount(file: name, line: commentCount + index + 2)
            }
            return VectorRow(columns: columns, cells: cells)
        }
    }

    private static func cells(_ line: Substring) -> [String] {
        line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
}

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

/// Why a vector file cannot be used; a test that meets it fails.
package enum VectorError: Error {
    /// The file has no row, so that a test over its rows would pass without testing anything.
    case noRows(file: String)
    /// A row has another number of columns than the header.
    case wrongColumnCount(file: String, line: Int)
    /// The file has no column of that name.
    case noColumn(String)
    /// A value cannot be read.
    case unreadable(value: String, column: String, row: String)
    /// The text expression stops making sense at a character.
    case badExpression(String, offset: Int)
}

/// Hexadecimal digits, read and written without the engine's help.
package enum HexadecimalDigits {
    /// The octets the digits stand for, `nil` when they are not whole octets.
    package static func octets(_ digits: String) -> [UInt8]? {
        let characters = Array(digits)
        guard characters.count % 2 == 0 else { return nil }
        var octets: [UInt8] = []
        for index in stride(from: 0, to: characters.count, by: 2) {
            guard let high = characters[index].hexDigitValue,
                let low = characters[index + 1].hexDigitValue
            else { return nil }
            octets.append(UInt8(high * 16 + low))
        }
        return octets
    }

    /// Lower-case digits.
    package static func string(_ octets: [UInt8]) -> String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
