internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetLists

/// The file that the rejected rows of a campaign go to, as NDJSON or as comma-separated values.
struct RejectsFile: Sendable {
    private let file: OutputFile
    private let isNDJSON: Bool

    /// Makes the file anew; one whose name ends in `.ndjson` or `.jsonl` has JSON in it.
    init(path: String) throws(OutputError) {
        isNDJSON = path.hasSuffix(".ndjson") || path.hasSuffix(".jsonl")
        file = try OutputFile(path: path)
        if !isNDJSON { try file.write(Array("row,line,reason,explanation,record\n".utf8)) }
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

    /// Ends the file.
    func close() throws(OutputError) { try file.close() }
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
