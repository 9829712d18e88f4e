import Septet
import TestSupport

/// One row of a table of replacements.
struct NormalizationRow {
    let scalar: Unicode.Scalar
    let replacement: String
    let condition: String

    /// The rows of a table's file.
    static func rows(of table: NormalizationTable) throws -> [Self] {
        try VectorFile.rows("tables/normalize_\(table.rawValue).tsv").map { row in
            let scalars = try row.scalars("codepoint")
            guard let scalar = scalars.first, scalars.count == 1 else {
                throw row.unreadable(try row.raw("codepoint"), "codepoint")
            }
            return Self(
                scalar: scalar,
                replacement: String(String.UnicodeScalarView(try row.scalars("replacement"))),
                condition: try row.raw("condition")
            )
        }
    }

    /// The tiers, which obey more rules than the provider's table.
    static let tiers: [NormalizationTable] = [.typographic, .lossless, .lossy]
}

extension VectorRow {
    /// Code points such as `U+0041 U+0302`; a dash is none.
    func scalars(_ column: String) throws -> [Unicode.Scalar] {
        try (optional(column) ?? "").split(separator: " ").map { name in
            guard name.hasPrefix("U+"), let value = UInt32(name.dropFirst(2), radix: 16),
                let scalar = Unicode.Scalar(value)
            else { throw unreadable(String(name), column) }
            return scalar
        }
    }
}
