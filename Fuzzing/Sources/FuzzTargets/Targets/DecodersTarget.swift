internal import SeptetCharsets
internal import SeptetLists

extension FuzzTarget {
    /// Lines of any charset, damaged anywhere, give the same records however they are cut, and each
    /// line is a text or an error.
    static let decoders = FuzzTarget("decoders") { input in
        let name = input.element(of: decoderNames)
        let formats: [RecordFormat] = [.lines, .csv(column: "1", hasHeader: false)]
        let format = input.element(of: formats)
        let sizes = input.octets(4)
        let octets = input.rest()
        guard let charset = try? Charset(name: name) else { fatalError("\(name) is unknown") }
        let whole = Reading(SpooledOctets(whole: octets), format, charset, false)
        let pieces = Reading(
            SpooledOctets(octets, pieces: sizes.map { Int($0) + 1 }),
            format,
            charset,
            false
        )
        require(whole == pieces, "\(name): a cut changes nothing")
        let lines = whole.records.map(\.line)
        require(zip(lines, lines.dropFirst()).allSatisfy(<), "line numbers rise")
        guard format == .lines, !namesWithOtherLineEnds.contains(name) else { return }
        let lineCount = octets.count { $0 == 0x0A }
        require(lines == Array(1..<lines.count + 1), "\(name): each line is a record")
        // Behind the last line end there may be a line, or octets that stand for nothing.
        require((lineCount...lineCount + 1).contains(lines.count), "\(name): no line is lost")
    }

    /// Charsets of each kind that ICU has, also those whose converters let halves of pairs through.
    private static let decoderNames = [
        "CESU-8", "UTF-7", "SCSU", "BOCU-1", "IMAP-mailbox-name", "ISO-2022-JP", "ISO-2022-JP-2",
        "ISO-2022-KR", "ISO-2022-CN", "HZ-GB-2312", "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32BE",
        "UTF-32LE", "Shift_JIS", "GB18030", "GBK", "EUC-JP", "EUC-KR", "EUC-TW", "Big5",
        "Big5-HKSCS", "windows-1250", "windows-1252", "windows-1253", "ISO-8859-3", "ISO-8859-8",
        "US-ASCII", "LMBCS", "ISCII,version=0",
    ].filter { (try? Charset(name: $0)) != nil }

    /// Those in which an octet 0A can be something else than a line end.
    private static let namesWithOtherLineEnds: Set = [
        "SCSU", "BOCU-1", "HZ-GB-2312", "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE",
        "LMBCS",
    ]
}
