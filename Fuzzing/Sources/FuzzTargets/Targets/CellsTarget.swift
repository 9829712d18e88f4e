internal import SeptetCharsets
internal import SeptetLists

extension FuzzTarget {
    /// Cells of comma-separated values are read as they were written, and none begins a formula.
    static let cells = FuzzTarget("cells") { input in
        let isAlwaysQuoted = input.octet() & 1 == 1
        let octets = input.rest()
        let cells = octets.split(separator: 0x00, omittingEmptySubsequences: false)
        var csv = Array("id,text,end\n".utf8)
        for cell in cells {
            csv += Array("1,".utf8)
            CSVCell.append(cell, isAlwaysQuoted: isAlwaysQuoted, to: &csv)
            csv += Array(",2\r\n".utf8)
        }
        let reading = Reading(SpooledOctets(whole: csv), .csv(column: "text"), .utf8, false)
        require(reading.end == nil, "there is a header")
        require(reading.records.count == cells.count, "a cell ends no record")
        for (record, cell) in zip(reading.records, cells) {
            require(record.error == nil, "\(record.error as Any)")
            require(!beginsFormula(record.text), "no cell begins a formula")
            let isGuarded = beginsFormula(Array(cell))
            require(record.text == (isGuarded ? [0x27] : []) + cell, "a cell comes back")
        }
    }

    private static func beginsFormula(_ octets: [UInt8]) -> Bool {
        ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"].contains {
            octets.starts(with: $0.utf8)
        }
    }
}
