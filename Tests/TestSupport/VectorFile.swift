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
