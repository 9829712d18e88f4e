internal import SeptetCharsets

extension FuzzTarget {
    /// A stream cut anywhere gives what the whole gives, and what was decoded survives the way back.
    static let charsets = FuzzTarget("charsets") { input in
        let source = input.element(of: charsetNames)
        let target = input.element(of: charsetNames)
        let policies: [FaultPolicy] = [.stop, .substitute("?"), .substitute("")]
        let policy = input.element(of: policies)
        let cuts = (0..<3).map { _ in Int(input.octet()) }
        let octets = input.rest()
        guard let from = try? Charset(name: source), let to = try? Charset(name: target) else {
            fatalError("\(source) or \(target) is unknown")
        }
        guard let whole = convert([octets], from, to, policy),
            let pieces = convert(cut(octets, cuts), from, to, policy)
        else { return }
        check(whole, pieces, octets.count, isExact: !stateful.contains(source))
        require(
            // Its encoder looks ahead as far as there is text, and writes the same in other ways.
            target == "SCSU" || whole.error != nil || whole.octets == pieces.octets,
            "a cut changes no output"
        )
        checkWayBack(octets, from)
    }

    /// What a conversion wrote, and the fault that ended it.
    private struct Conversion {
        var octets: [UInt8] = []
        var error: CharsetError?
    }

    /// Single-byte, multi-byte and stateful charsets, and the forms of Unicode.
    private static let charsetNames = [
        "UTF-8", "ISO-8859-1", "ISO-8859-2", "windows-1250", "windows-1252", "ISO-8859-15",
        "KOI8-R", "IBM437", "US-ASCII", "UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "GB18030",
        "GBK", "Big5", "Big5-HKSCS", "EUC-JP", "Shift_JIS", "EUC-KR", "windows-874", "macintosh",
        "UTF-7", "ISO-2022-JP", "ISO-2022-KR", "HZ-GB-2312", "SCSU", "BOCU-1",
    ]

    /// Charsets whose faults ICU reports "as it sees fit", see docs/charsets.md.
    private static let stateful: Set = [
        "UTF-7", "ISO-2022-JP", "ISO-2022-KR", "HZ-GB-2312", "SCSU", "BOCU-1", "UTF-16",
    ]

    private static func convert(
        _ pieces: [[UInt8]],
        _ source: Charset,
        _ target: Charset,
        _ policy: FaultPolicy
    ) -> Conversion? {
        var result = Conversion()
        do throws(CharsetError) {
            var transcoder = try Transcoder(from: source, to: target, onFault: policy)
            do throws(CharsetError) {
                for piece in pieces { try transcoder.transcode(piece.span, into: &result.octets) }
                try transcoder.finish(into: &result.octets)
            } catch {
                result.error = error
            }
        } catch {
            guard case .unencodableSubstitute = error else { fatalError("\(error)") }
            return nil
        }
        return result
    }

    private static func cut(_ octets: [UInt8], _ cuts: [Int]) -> [[UInt8]] {
        let borders = ([0, octets.count] + cuts.map { $0 % (octets.count + 1) }).sorted()
        return zip(borders, borders.dropFirst()).map { Array(octets[$0..<$1]) }
    }

    private static func check(
        _ whole: Conversion,
        _ pieces: Conversion,
        _ octetCount: Int,
        isExact: Bool
    ) {
        require(
            (whole.error == nil) == (pieces.error == nil),
            "a cut neither makes nor hides faults"
        )
        if isExact {
            require(whole.error == pieces.error, "\(whole.error as Any) is \(pieces.error as Any)")
        }
        switch whole.error {
        case .unmappable(_, let offset)?, .undefined(_, let offset)?, .malformed(_, let offset)?:
            require((0...octetCount).contains(offset), "\(offset) lies in the input")
        case nil: break
        default: fatalError("\(whole.error as Any)")
        }
    }

    /// Text of a charset, written in it again, is the same text.
    private static func checkWayBack(_ octets: [UInt8], _ charset: Charset) {
        guard let text = try? Transcoder.convert(octets, from: charset, to: .utf8),
            let again = try? Transcoder.convert(text, from: .utf8, to: charset)
        else { return }
        let back = try? Transcoder.convert(again, from: charset, to: .utf8)
        require(back == text, "\(charset): the text comes back")
    }
}
