internal import SeptetCharsets
internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetLists

extension FuzzTarget {
    /// An input read in pieces gives what it gives whole, and texts that are written come back.
    static let records = FuzzTarget("records") { input in
        let formats: [RecordFormat] = [
            .lines, .ndjson(key: "text"), .csv(column: "text"),
            .csv(column: "1", delimiter: UInt8(ascii: ";"), hasHeader: false),
        ]
        let format = input.element(of: formats)
        let settings = input.octet()
        let charset = settings & 6 == 6 ? Charset.windows1250 : .utf8
        let sizes = input.octets(8)
        let octets = input.rest()
        let whole = Reading(SpooledOctets(whole: octets), format, charset, settings & 1 == 1)
        let pieces = Reading(
            SpooledOctets(octets, pieces: sizes.map { Int($0) + 1 }),
            format,
            charset,
            settings & 1 == 1
        )
        require(whole == pieces, "the size of the reads changes nothing")
        let lines = whole.records.map(\.line)
        require(zip(lines, lines.dropFirst()).allSatisfy(<), "line numbers rise")
        checkWriting(octets)
    }

    /// Texts written as CSV and as JSON are read as they were.
    private static func checkWriting(_ octets: [UInt8]) {
        let texts = octets.split(separator: 0xFF, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        var csv = Array("id,text\r\n".utf8)
        var json = JSONText()
        // At the beginning of an input U+FEFF would be a signature and no text.
        var lines = Array("\n".utf8)
        for text in texts {
            csv += Array("1,\"\(doublingQuotes(text))\"\n".utf8)
            json.object { $0.member("text", text) }
            json.endLine()
            lines += EscapedText.escaped(text.utf8) + [0x0A]
        }
        let written: [([UInt8], RecordFormat, Bool)] = [
            (csv, .csv(column: "text"), false), (json.octets, .ndjson(key: "text"), false),
            (lines, .lines, true),
        ]
        for (octets, format, unescapes) in written {
            let reading = Reading(SpooledOctets(whole: octets), format, .utf8, unescapes)
            let found = reading.records.map(\.text).suffix(texts.count)
            require(Array(found) == texts.map { Array($0.utf8) }, "\(format) comes back")
        }
    }

    private static func doublingQuotes(_ text: String) -> String {
        String(
            decoding: text.utf8.flatMap { $0 == 0x22 ? [$0, $0] : [$0] },
            as: UTF8.self
        )
    }
}

/// What a reader gave.
struct Reading: Equatable {
    struct Record: Equatable {
        let line: Int
        let text: [UInt8]
        let error: RecordError?
    }

    private(set) var records: [Record] = []
    private(set) var end: String?

    init(
        _ spooled: consuming SpooledOctets,
        _ format: RecordFormat,
        _ charset: Charset,
        _ unescapes: Bool
    ) {
        let path = spooled.path
        do {
            var reader = try RecordReader(
                ByteSource(path: path),
                format: format,
                charset: charset,
                unescapes: unescapes
            )
            var records: [Record] = []
            defer { self.records = records }
            try reader.forEach { line, text, error in
                records.append(
                    Record(line: line, text: text.indices.map { text[$0] }, error: error)
                )
            }
        } catch let error as HeaderError {
            end = "\(error.line): \(error.reason)"
        } catch {
            fatalError("\(error)")
        }
    }
}
