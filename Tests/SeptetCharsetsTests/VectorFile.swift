import Foundation

/// A table of facts under Vectors/charsets.
struct VectorFile {
    let rows: [[String]]

    /// Reads the rows below the comment and the column names.
    init(_ name: String) throws {
        let url = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Vectors/charsets/\(name).tsv")
        rows = try String(contentsOf: url, encoding: .utf8)
            .split(separator: "\n")
            .drop { $0.hasPrefix("#") }
            .dropFirst()
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    static func scalar(_ field: String) -> Unicode.Scalar? {
        UInt32(field.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    }
}
