import Foundation
import SeptetCharsets
import Testing

@testable import SeptetLists

/// Inputs in charsets other than UTF-8.
@Suite struct CharsetReadingTests {
    /// The lines, texts and errors of an input.
    private func records(
        _ octets: [UInt8],
        _ format: RecordFormat,
        _ charset: Charset,
        readOctetCount: Int = 256
    ) throws -> [String] {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("septet-\(UUID().uuidString)")
        try Data(octets).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        var reader = try RecordReader(
            ByteSource(path: file.path),
            format: format,
            charset: charset,
            unescapes: false,
            readOctetCount: readOctetCount,
            octetLimit: 1_000
        )
        var records: [String] = []
        try reader.forEach { line, text, error in
            let octets = (0..<text.count).map { text[$0] }
            records.append(
                "\(line) " + (error?.description ?? String(decoding: octets, as: UTF8.self))
            )
        }
        return records
    }

    @Test(arguments: 1...9)
    func windows1250IsReadInWhateverPieces(readOctetCount: Int) throws {
        let octets: [UInt8] = [0xBF, 0x61, 0x9F, 0x0A, 0xE6, 0x0D, 0x0A, 0x80]
        let records = try records(octets, .lines, .windows1250, readOctetCount: readOctetCount)
        #expect(records == ["1 żaź", "2 ć", "3 €"])
    }

    @Test(arguments: 1...9)
    func utf16IsReadAsAStream(readOctetCount: Int) throws {
        let octets = "a\"b\",ś\n\"x\ny\",😀\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let csv = try records(
            Array("c,text\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
                + octets.dropFirst(8),
            .csv(column: "text"),
            Charset(name: "UTF-16BE"),
            readOctetCount: readOctetCount
        )
        #expect(csv == ["2 ś", "3 😀"])
    }

    @Test(arguments: 1...9)
    func octetsThatAreNoCharacterRejectTheirRecord(readOctetCount: Int) throws {
        // 0x81 0x0A: a lead octet of Shift_JIS without its second one.
        let octets: [UInt8] = [0x61, 0x0A, 0x82, 0xA0, 0x81, 0x20, 0x62, 0x0A, 0x63, 0x0A, 0x81]
        let records = try records(
            octets,
            .lines,
            Charset(name: "Shift_JIS"),
            readOctetCount: readOctetCount
        )
        try #require(records.count == 4)
        #expect(records[0] == "1 a")
        #expect(records[1].hasPrefix("2 ") && records[1].contains("at octet 4"))
        #expect(records[2] == "3 c")
        #expect(records[3].hasPrefix("4 ") && records[3].contains("at octet 10"))
    }

    /// The byte order mark decides for what follows a fault too.
    @Test(arguments: 1...9, ["UTF-16", "UTF-32"])
    func theByteOrderOutlivesAFault(readOctetCount: Int, name: String) throws {
        let width = name == "UTF-16" ? 2 : 4
        for isLittle in [true, false] {
            let octets = [0xFEFF, 0x61, 0x0A, 0xD800, 0x62, 0x0A, 0x63, 0x0A].flatMap { unit in
                let little = (0..<width).map { UInt8(truncatingIfNeeded: unit >> (8 * $0)) }
                return isLittle ? little : little.reversed()
            }
            let records = try records(
                octets,
                .lines,
                Charset(name: name),
                readOctetCount: readOctetCount
            )
            try #require(records.count == 3)
            #expect(records[0] == "1 a")
            #expect(records[2] == "3 c")
        }
    }

    @Test func theMarkOfAFaultIsOrdinaryInUTF8() throws {
        #expect(try records([0x61, 0x0A, 0xFF, 0x0A, 0x62], .lines, .utf8).count == 3)
    }
}
