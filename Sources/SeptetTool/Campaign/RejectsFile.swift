internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetLists

/// The file that the rejected rows of a campaign go to, as NDJSON or as comma-separated values.
struct RejectsFile: Sendable {
    private let file: OutputFile
    private let isNDJSON: Bool

    /// What a formula begins with: `=`, `+`, `-`, `@`, tab, carriage return.
    private static let formulaStarts: [UInt8] = [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D]

    /// Begins an open file; one whose name ends in `.ndjson` or `.jsonl` has JSON in it.
    init(_ file: OutputFile, path: String) throws(OutputError) {
        self.file = file
        isNDJSON = path.hasOctetSuffix(".ndjson") || path.hasOctetSuffix(".jsonl")
        if !isNDJSON { try file.write("row,line,reason,explanation,record\n") }
    }

    /// Appends rows.
    func write(_ rows: [RejectedRow]) throws(OutputError) {
        guard !rows.isEmpty else { return }
        var json = JSONText()
        var csv: [UInt8] = []
        for row in rows {
            if isNDJSON {
                json.rejected(row)
            } else {
                csv += Array("\(row.row),\(row.line),\(row.reason.rawValue),".utf8)
                CSVCell.append(row.explanation.utf8, isAlwaysQuoted: true, to: &csv)
                csv.append(0x2C)
                CSVCell.append(row.record, isAlwaysQuoted: true, to: &csv)
                csv.append(0x0A)
            }
        }
        try file.write(isNDJSON ? json.octets : csv)
    }

}

extension RejectedRow {
    /// The octets of the row without its line end.
    var record: [UInt8] {
        var record = octets
        if record.last == 0x0A { record.removeLast() }
        if record.last == 0x0D { record.removeLast() }
        return record
    }
}

extension JSONText {
    /// A line that tells of a rejected row.
    mutating func rejected(_ row: RejectedRow) {
        object { json in
            json.member("row", row.row)
            json.member("line", row.line)
            json.member("reason", row.reason.rawValue)
            json.member("explanation", row.explanation)
            json.member("record", String(decoding: row.record, as: UTF8.self))
        }
        endLine()
    }
}
