internal import SeptetLists

extension FuzzTarget {
    /// Any octets are a workbook that is read, the same each time and every row of it text, or refused.
    static let workbooks = FuzzTarget("workbooks") { input in
        let octets = input.rest()
        let first = rows(octets)
        require(first == rows(octets), "a workbook is read the same twice")
        for row in first where row.isText {
            require((try? UTF8Span(validating: row.octets.span)) != nil, "a cell is text")
        }
    }

    private struct Row: Equatable {
        let line: Int
        let octets: [UInt8]
        let isText: Bool
    }

    private static func rows(_ octets: [UInt8]) -> [Row] {
        var rows: [Row] = []
        var options = ListOptions()
        options.format = .xlsx
        options.column = "a"
        guard
            var reader = try? options.recordReader(ByteSource(name: "a.xlsx", octets: octets))
        else { return [] }
        try? reader.forEach { line, text, error in
            let isText = error == nil
            rows.append(Row(line: line, octets: text.indices.map { text[$0] }, isText: isText))
        }
        return rows
    }
}
