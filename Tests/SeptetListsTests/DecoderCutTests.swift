import SeptetCharsets
import TestSupport
import Testing

@testable import SeptetLists

/// Faults of the decoder lose no row, and nothing depends on how a pipe delivers.
@Suite struct DecoderCutTests {
    /// A record as a reader gives it: its line, and its text or what is wrong.
    private struct Record: Equatable, CustomStringConvertible {
        let line: Int
        let text: String?
        let error: String?

        var description: String { "\(line) \(text ?? "") \(error ?? "")" }
    }

    /// Reads an input in reads of some size.
    private static func records(
        _ input: TemporaryInput,
        _ format: RecordFormat,
        _ charset: Charset,
        readOctetCount: Int = 1 << 16
    ) throws -> [Record] {
        var reader = try RecordReader(
            ByteSource(path: input.path),
            format: format,
            charset: charset,
            unescapes: false,
            readOctetCount: readOctetCount,
            octetLimit: 1_000
        )
        var records: [Record] = []
        try reader.forEach { line, text, error in
            let octets = text.indices.map { text[$0] }
            records.append(
                Record(
                    line: line,
                    text: error == nil ? String(decoding: octets, as: UTF8.self) : nil,
                    error: error?.description
                )
            )
        }
        return records
    }

    /// Checks that no cut changes anything, and returns the records.
    private static func everyCut(
        _ octets: [UInt8],
        _ charset: Charset,
        _ format: RecordFormat = .lines
    ) throws -> [Record] {
        let input = try TemporaryInput(octets)
        let whole = try records(input, format, charset)
        for cut in 1...max(1, octets.count) {
            // The first read ends there, and so does each later one of the same size.
            let pieces = try records(input, format, charset, readOctetCount: cut)
            #expect(pieces == whole, "\(charset) cut at \(cut): \(octets)")
        }
        return whole
    }

    /// Faults of several kinds, each between sound rows: `~` stands for the fault's octets.
    private static let faults: [(charset: String, faults: [[UInt8]])] = [
        ("CESU-8", [[0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xC5], [0xFF], [0xED, 0xA0]]),
        ("UTF-7", [Array("+2AA-".utf8), Array("+3AA-".utf8), [0xFF], Array("+B".utf8)]),
        ("SCSU", [[0x0E, 0xD8, 0x00], [0x0E, 0xDC, 0x01], [0x0C], [0x0E, 0xD8, 0x0A]]),
        ("BOCU-1", [[0xFE, 0x21, 0x20], [0xD1, 0x20], [0x22, 0x0F]]),
        (
            "ISO-2022-JP",
            [[0x1B, 0x28, 0x58], [0x80], [0x1B, 0x24, 0x42, 0x80, 0x1B, 0x28, 0x42]]
        ),
        ("ISO-2022-KR", [[0x0E, 0x80, 0x0F], [0x0E, 0x22], [0x0E, 0x22, 0x22, 0x22], [0xFF]]),
        ("ISO-2022-CN", [[0x0E, 0x80, 0x0F], [0x1B, 0x24, 0x5A], [0xFF]]),
        (
            "HZ-GB-2312",
            [[0x7E, 0x41], [0xFF], [0x7E, 0x7B, 0x21, 0x20], [0x7E, 0x7B, 0x21, 0x21, 0xFF]]
        ),
        ("Shift_JIS", [[0x81], [0xFF], [0x85, 0x9F], [0xFD, 0x81]]),
        (
            "GB18030",
            [[0x81], [0x81, 0x30], [0x81, 0x30, 0x81], [0xFF], [0xFE, 0x39, 0xFE, 0x39]]
        ),
        ("EUC-JP", [[0x8E], [0xA4], [0x8F, 0xA2], [0xFF], [0x8F]]),
        ("EUC-KR", [[0xB0], [0xFF], [0xA1, 0xFE, 0xB0]]),
        ("EUC-TW", [[0x8E], [0x8E, 0xA2], [0xFF]]),
        ("Big5", [[0x81], [0xA1], [0xC6, 0xFF]]),
        ("windows-1252", [[0x81, 0x8D]]),
        ("windows-1253", [[0xD2], [0xFF]]),
        ("windows-1255", [[0xD9], [0xFF]]),
        ("ISO-8859-3", [[0xA5], [0xF0]]),
        ("ISO-8859-7", [[0xAE], [0xFF]]),
        ("ISO-8859-8", [[0xBF], [0xFF]]),
        ("IBM930", [[0x0E, 0x41], [0x0E, 0x41, 0x41], [0x0E, 0x41, 0x41, 0x41]]),
        ("UTF-16BE", [[0xD8, 0x00], [0xDC, 0x00], [0xD8, 0x00, 0xD8, 0x0A]]),
        ("UTF-16LE", [[0x00, 0xD8], [0x00, 0xDC], [0x0A, 0xD8, 0x0A, 0xD8]]),
        ("UTF-16", [[0xD8, 0x00], [0xDC, 0x00]]),
        ("UTF-32BE", [[0x00, 0x11, 0x00, 0x00], [0x00, 0x00, 0xD8, 0x00]]),
        ("UTF-32LE", [[0x00, 0x00, 0x11, 0x00], [0x0A, 0xD8, 0x00, 0x00]]),
    ]

    @Test(arguments: faults)
    func everyRowIsCountedOrRejectedHoweverTheInputIsCut(
        row: (charset: String, faults: [[UInt8]])
    ) throws {
        let charset = try Charset(name: row.charset)
        let sound = charset.ianaName == "windows-1252"
        try #require(!row.faults.isEmpty)
        for fault in row.faults {
            for place in ["", "x", "xy"] {
                let inside: [UInt8] =
                    try plain("ok1\n\(place)", charset) + fault
                    + plain(" z\nok2\nok3\n", charset)
                let records = try Self.everyCut(inside, charset)
                try #require(records.count == 4, "\(charset): \(records)")
                #expect(records.map(\.line) == [1, 2, 3, 4], "\(charset) \(fault)")
                #expect(records[0].text == "ok1", "\(charset) \(fault): \(records)")
                #expect((records[1].error != nil) != sound, "\(charset) \(fault): \(records)")
                #expect(records[2].text == "ok2", "\(charset) \(fault): \(records)")
                #expect(records[3].text == "ok3", "\(charset) \(fault): \(records)")
            }
            // Right before the line end, and at the end of the input.
            let before =
                try plain("ok1\n", charset) + fault + plain("\nok2\n", charset) + fault
            let records = try Self.everyCut(before, charset)
            #expect(records.map(\.line) == [1, 2, 3, 4], "\(charset) \(fault): \(records)")
            #expect(records[2].text == "ok2", "\(charset) \(fault): \(records)")
        }
    }

    /// A text without the signature or the designation that some converters write.
    private func plain(_ text: String, _ charset: Charset) throws -> [UInt8] {
        var name = charset.ianaName
        if name == "UTF-16" { name = "UTF-16BE" }
        if name == "ISO-2022-KR" { name = "US-ASCII" }
        return try Transcoder.convert(
            Array(text.utf8),
            from: .utf8,
            to: Charset(name: name)
        )
    }
}

/// The same over random octets, in every charset that ICU has.
@Suite struct EveryCharsetTests {
    /// What is likely to be a fault somewhere: shifts, escapes, leads, halves of pairs.
    private static let likely: [UInt8] = [
        0x1B, 0x0E, 0x0F, 0x2B, 0x2D, 0x7E, 0x7B, 0x7D, 0x24, 0x42, 0x28, 0x41, 0x4A, 0x26, 0x40,
        0xED, 0xA0, 0x80, 0x81, 0x82, 0xA4, 0xFE, 0xFF, 0xD8, 0x00, 0x01, 0x02, 0x10, 0x12, 0x14,
        0x8E, 0x8F, 0xEF, 0x0D,
    ]

    private static func randomLines(_ random: inout SplitMix64) -> (octets: [UInt8], count: Int) {
        var octets: [UInt8] = []
        let lineCount = 2 + random.below(4)
        for _ in 0..<lineCount {
            for _ in 0..<random.below(6) {
                let octet =
                    switch random.below(4) {
                    case 0: UInt8(random.below(256))
                    case 1: random.element(of: likely)
                    case 2: 0x30 + UInt8(random.below(0x4F))
                    default: 0x80 + UInt8(random.below(0x80))
                    }
                if octet != 0x0A { octets.append(octet) }
            }
            octets.append(0x0A)
        }
        return (octets, lineCount)
    }

    private static func decode(
        _ octets: [UInt8],
        _ charset: Charset,
        cuts: [Int]
    ) throws -> (octets: [UInt8], faults: [CharsetError]) {
        var decoder = try MarkingDecoder(charset)
        var output: [UInt8] = []
        var faults: [CharsetError] = []
        var start = 0
        for end in cuts + [octets.count] {
            try decoder.decode(octets.span.extracting(start..<end), into: &output)
            faults += decoder.takeFaults().map(\.error)
            start = end
        }
        try decoder.finish(into: &output)
        faults += decoder.takeFaults().map(\.error)
        return (output, faults)
    }

    /// Every charset once, whatever number of names it has.
    private static let charsets: [Charset] = {
        let known = Charset.knownNames.compactMap { try? Charset(name: $0) }
        return Set(known).filter { $0 != .utf8 && (try? $0.check()) != nil }
            .sorted { $0.ianaName < $1.ianaName }
    }()

    @Test func noCutChangesWhatIsDecodedOrWhatIsWrong() throws {
        try #require(Self.charsets.count > 150)
        var random = Seed.generator("every charset")
        for charset in Self.charsets {
            for _ in 0..<40 {
                let (octets, _) = Self.randomLines(&random)
                let whole = try Self.decode(octets, charset, cuts: [])
                for cut in octets.indices {
                    let pieces = try Self.decode(octets, charset, cuts: [cut])
                    #expect(pieces == whole, "\(charset) cut at \(cut): \(octets)")
                }
                let single = try Self.decode(octets, charset, cuts: Array(octets.indices))
                #expect(single == whole, "\(charset) octet by octet: \(octets)")
            }
        }
    }

    @Test func everyLineEndEndsALine() throws {
        // What else the octet of a line feed can mean in them.
        let exceptions = [
            "SCSU", "BOCU-1", "LMBCS", "HZ", "gsm-03.38", "UTF-16", "UTF16", "UTF-32", "UTF32",
            "ISO-10646",
        ]
        var checkedCount = 0
        var random = Seed.generator("line ends")
        for charset in Self.charsets {
            let lineFeed = try Self.decode([0x0A], charset, cuts: [])
            let isASCII = lineFeed.octets.last == 0x0A
            let isException = exceptions.contains { charset.ianaName.utf8.starts(with: $0.utf8) }
            guard isASCII && !isException else { continue }
            checkedCount += 1
            for _ in 0..<100 {
                let (octets, lineCount) = Self.randomLines(&random)
                let decoded = try Self.decode(octets, charset, cuts: [])
                let found = decoded.octets.count { $0 == 0x0A }
                #expect(found == lineCount, "\(charset): \(octets)")
            }
        }
        #expect(checkedCount > 90)
    }

    @Test func charsetsThatICUHasNoDataForSaySo() throws {
        var missingCount = 0
        let names = Charset.knownNames
        try #require(names.count > 1_000)
        for name in names {
            // Names with options of ICU's are refused as unknown.
            guard let charset = try? Charset(name: name) else { continue }
            do throws(CharsetError) {
                try charset.check()
                _ = try MarkingDecoder(charset)
            } catch .icuFailure(let failed, let status) {
                #expect(failed == charset.ianaName)
                #expect(status == "U_FILE_ACCESS_ERROR")
                missingCount += 1
            }
        }
        #expect(missingCount < names.count / 2)
    }
}
