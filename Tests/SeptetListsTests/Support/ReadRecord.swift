import Foundation
import TestSupport

@testable import SeptetLists

/// What `RecordReader` handed over for one record.
struct ReadRecord: Equatable, CustomStringConvertible {
    let line: Int
    let text: String
    let error: RecordError?

    init(_ line: Int, _ text: String) {
        self.init(line: line, text: text, error: nil)
    }

    init(_ line: Int, _ error: RecordError) {
        self.init(line: line, text: "", error: error)
    }

    private init(line: Int, text: String, error: RecordError?) {
        self.line = line
        self.text = text
        self.error = error
    }

    var description: String { "\(line): \(error.map { "\($0)" } ?? text.debugDescription)" }

    /// Reads all records of some content, which goes through a file.
    static func all(
        of content: String,
        _ format: RecordFormat,
        unescapes: Bool = false,
        readOctetCount: Int = 256 << 10,
        octetLimit: Int = RecordReader.octetLimit
    ) throws -> [ReadRecord] {
        try all(
            of: Array(content.utf8),
            format,
            unescapes: unescapes,
            readOctetCount: readOctetCount,
            octetLimit: octetLimit
        )
    }

    /// The same for octets that need not be UTF-8.
    static func all(
        of content: [UInt8],
        _ format: RecordFormat,
        unescapes: Bool = false,
        readOctetCount: Int = 256 << 10,
        octetLimit: Int = RecordReader.octetLimit
    ) throws -> [ReadRecord] {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "septet-records-\(UUID().uuidString)")
        try Data(content).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        var reader = try RecordReader(
            try ByteSource(path: file.path),
            format: format,
            unescapes: unescapes,
            readOctetCount: readOctetCount,
            octetLimit: octetLimit
        )
        var records: [ReadRecord] = []
        try reader.forEach { line, text, error in
            let octets = (0..<text.count).map { text[$0] }
            records.append(
                ReadRecord(line: line, text: String(decoding: octets, as: UTF8.self), error: error)
            )
        }
        return records
    }

    /// The octets of each text; an error is a failure.
    static func octets(of content: [UInt8], _ format: RecordFormat) throws -> [[UInt8]] {
        let input = try TemporaryInput(content)
        var reader = try RecordReader(try ByteSource(path: input.path), format: format)
        var texts: [[UInt8]] = []
        try reader.forEach { _, text, error in
            if let error { throw error }
            texts.append(text.indices.map { text[$0] })
        }
        return texts
    }
}
