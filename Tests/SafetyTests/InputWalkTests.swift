import Septet
import SeptetCharsets
import SeptetCampaigns
import Testing
import SeptetLists
import SeptetNumbers

@Suite struct InputWalkTests {
    @Test(arguments: calls) func hostileArguments(call: HostileCall) { call.run() }

    static let calls: [HostileCall] = charsets + records

    private static let charsets: [HostileCall] = [
        HostileCall("Charset.init(name:)") { each(Hostile.texts) { _ = try Charset(name: $0) } },
        HostileCall("Transcoder.init(from:to:onFault:mapping:)") {
            each(Hostile.texts) { text in
                _ = try Transcoder(from: .utf8, to: .iso8859_1, onFault: .substitute(text))
            }
        },
        HostileCall("Transcoder.transcode(_:into:)") {
            for name in ["UTF-8", "UTF-16", "UTF-7", "ISO-2022-JP", "GB18030", "windows-1250"] {
                var transcoder = try Transcoder(from: Charset(name: name), to: .utf8)
                var output: [UInt8] = []
                each(Hostile.octets) { try transcoder.transcode($0.span, into: &output) }
            }
        },
        HostileCall("Transcoder.finish(into:)") {
            var transcoder = try Transcoder(from: .windows1250, to: .utf8)
            var output: [UInt8] = []
            for _ in 0..<3 { try transcoder.finish(into: &output) }
        },
        HostileCall("Transcoder.convert(_:)") {
            var transcoder = try Transcoder(from: .utf8, to: .iso8859_2, onFault: .substitute("?"))
            each(Hostile.octets) { _ = try transcoder.convert($0.span) }
        },
        HostileCall("Transcoder.convert(_:from:to:onFault:mapping:)") {
            each(Hostile.octets) { octets in
                let charset = try Charset(name: "UTF-32")
                _ = try Transcoder.convert(octets, from: charset, to: .utf8, mapping: .published)
            }
        },
    ]

    private static let records: [HostileCall] = [
        HostileCall("ByteSource.init(path:)") {
            each(Hostile.texts) { _ = try ByteSource(path: $0) }
        },
        HostileCall("ByteSource.readToEnd(limit:)") {
            each(Hostile.numbers) { _ = try ByteSource(path: "/dev/null").readToEnd(limit: $0) }
        },
        HostileCall("ByteSource.read(_:into:)") {
            var source = try ByteSource(path: "/dev/null")
            var buffer: [UInt8] = []
            // More than an array can have is a fault of the caller like running out of memory.
            each(Hostile.numbers.filter { $0 < 1 << 30 }) { _ = try source.read($0, into: &buffer) }
        },
        HostileCall("EscapedText.escaped(_:)") {
            each(Hostile.octets) { _ = EscapedText.escaped($0) }
        },
        HostileCall("EscapedText.unescaped(_:)") {
            each(Hostile.octets) { _ = EscapedText.unescaped($0.dropFirst()) }
        },
        HostileCall("CSVCell.append(_:isAlwaysQuoted:to:)") {
            var output: [UInt8] = []
            each(Hostile.octets) { CSVCell.append($0, to: &output) }
        },
        HostileCall("CSVCell.appendRecord(_:to:)") {
            var output: [UInt8] = []
            each(Hostile.texts) { CSVCell.appendRecord([$0, $0], to: &output) }
        },
        HostileCall("CSVDelimiter.init(_:)") {
            each(Hostile.texts) { _ = CSVDelimiter($0) }
        },
        HostileCall("ByteSource.init(name:octets:)") {
            each(Hostile.octets) { octets in
                _ = try ByteSource(name: "\u{0}", octets: octets).readToEnd(limit: 1)
            }
        },
        HostileCall("CharsetGuess.guesses(for:)") {
            each(Hostile.octets) { _ = CharsetGuess.guesses(for: $0) }
        },
        HostileCall("ListOptions.recordReader(_:ofNumbers:)") {
            each(Hostile.octets) { octets in
                for format in [nil, .csv, .json, .ndjson, .xlsx] as [ListFormat?] {
                    var options = ListOptions()
                    options.format = format
                    let source = ByteSource(name: "x", octets: octets)
                    var reader = try options.recordReader(source, ofNumbers: NumberReader())
                    try reader.forEach { _, _, _ in }
                }
            }
        },
        HostileCall("ListOptions.recordReader(_:)") {
            each(Hostile.texts) { text in
                var options = ListOptions()
                (options.format, options.column) = (.csv, text)
                _ = try options.recordReader(ByteSource(path: "/dev/null"))
            }
        },
        HostileCall("ListSniffer.init(_:fileName:)") {
            each(Hostile.octets) { _ = try ListSniffer($0, fileName: "\u{0}").form() }
            each(Hostile.texts) { _ = try ListSniffer(Array($0.utf8), fileName: $0).form() }
        },
        HostileCall("ListSniffer.form(isTable:)") {
            each(Hostile.octets) { _ = try ListSniffer($0, fileName: "a.csv").form(isTable: true) }
        },
        HostileCall("RecordReader.init(_:format:charset:unescapes:)") {
            each(Hostile.texts) { text in
                let source = try ByteSource(path: "/dev/null")
                _ = try RecordReader(source, format: .csv(column: text), charset: .windows1250)
            }
        },
        HostileCall("RecordReader.forEach(_:)") {
            for format in [RecordFormat.lines, .ndjson(key: ""), .csv(column: "\u{0}")] {
                for path in ["/dev/null", "/proc/self/cmdline", "/proc/self/mem", "/"] {
                    each([path]) { path in
                        var reader = try RecordReader(ByteSource(path: path), format: format)
                        try reader.forEach { _, _, _ in }
                    }
                }
            }
        },
    ]
}
