internal import Foundation
internal import SeptetEstimates

/// The file that the rejected rows of a campaign go to, as NDJSON or as comma-separated values.
struct RejectsFile: Sendable {
    private let path: String
    private let descriptor: Int32
    private let isNDJSON: Bool

    /// Makes the file anew; one whose name ends in `.ndjson` or `.jsonl` has JSON in it.
    init(path: String) throws(OutputError) {
        self.path = path
        isNDJSON = path.hasSuffix(".ndjson") || path.hasSuffix(".jsonl")
        // The path lives as a C string for the length of the call.
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Self.error(path) }
        if !isNDJSON { try write(Array("row,line,reason,explanation,record\n".utf8)) }
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
                Self.append(Array(row.explanation.utf8), to: &csv)
                csv.append(0x2C)
                Self.append(row.record, to: &csv)
                csv.append(0x0A)
            }
        }
        try write(isNDJSON ? json.octets : csv)
    }

    /// Ends the file.
    func close() throws(OutputError) {
        guard Foundation.close(descriptor) == 0 else { throw Self.error(path) }
    }

    /// A field of comma-separated values: always quoted, octets as they are.
    private static func append(_ field: [UInt8], to csv: inout [UInt8]) {
        csv.append(0x22)
        for octet in field {
            if octet == 0x22 { csv.append(0x22) }
            csv.append(octet)
        }
        csv.append(0x22)
    }

    private func write(_ octets: [UInt8]) throws(OutputError) {
        var start = 0
        while start < octets.count {
            let written = unsafe octets.withUnsafeBytes { octets in
                // In bounds: `start` is below the count, and the rest of the buffer is offered.
                unsafe Foundation.write(
                    descriptor,
                    octets.baseAddress.map { unsafe $0 + start },
                    octets.count - start
                )
            }
            if written >= 0 {
                start += written
            } else if errno != EINTR {
                throw Self.error(path)
            }
        }
    }

    private static func error(_ path: String) -> OutputError {
        .fileFailed(name: path, reason: unsafe String(cString: strerror(errno)))
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
