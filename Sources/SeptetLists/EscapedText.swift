/// Text in which a backslash begins the escape of a line break, a tab or a backslash.
public enum EscapedText {
    private static let backslash: UInt8 = 0x5C

    /// Replaces `\n`, `\r`, `\t` and `\\` by what they stand for; other backslashes stay.
    ///
    /// Complexity: linear; allocates the result.
    public static func unescaped(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(octets.count)
        var isEscaped = false
        for octet in octets {
            if !isEscaped && octet == backslash {
                isEscaped = true
                continue
            }
            if isEscaped, let meant = meaning(of: octet) {
                result.append(meant)
            } else {
                if isEscaped { result.append(backslash) }
                result.append(octet)
            }
            isEscaped = false
        }
        if isEscaped { result.append(backslash) }
        return result
    }

    private static func meaning(of octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case backslash: backslash
        default: nil
        }
    }
}

extension EscapedText {
    /// Replaces line feed, carriage return, tab and backslash by `\n`, `\r`, `\t` and `\\`.
    ///
    /// `unescaped` gives the octets back. Complexity: linear; allocates the result.
    public static func escaped(_ octets: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(octets.underestimatedCount)
        for octet in octets {
            switch octet {
            case 0x0A: result += Array("\\n".utf8)
            case 0x0D: result += Array("\\r".utf8)
            case 0x09: result += Array("\\t".utf8)
            case 0x5C: result += Array("\\\\".utf8)
            default: result.append(octet)
            }
        }
        return result
    }
}

/// Makes line feeds of the carriage returns that end the lines of some lists.
///
/// How lines end shows at the first end outside of quotes: where it is a CR without LF, every such
/// CR of the input ends a line, also in quotes. Elsewhere a lone CR is text.
struct ReturnLineEnds {
    private static let carriageReturn: UInt8 = 0x0D

    private enum Knowledge {
        case nothing, linesEndWithReturns, linesEndWithLineFeeds
    }

    private var knowledge = Knowledge.nothing
    private var isQuoted = false

    /// Whether a CR was kept back until it is known what follows.
    private var keepsReturn = false

    /// Gives back the CR that was kept, before more octets are read behind it.
    mutating func giveBack(to octets: inout [UInt8]) {
        if keepsReturn { octets.append(Self.carriageReturn) }
        keepsReturn = false
    }

    /// Replaces the carriage returns from a position on; one at the end waits for what follows.
    ///
    /// - Parameter isLast: Whether nothing follows.
    mutating func replace(in octets: inout [UInt8], from start: Int, isLast: Bool) {
        guard knowledge != .linesEndWithLineFeeds, start < octets.count else { return }
        if !isLast && octets[octets.count - 1] == Self.carriageReturn {
            octets.removeLast()
            keepsReturn = true
        }
        var position = start
        if knowledge == .nothing {
            guard let end = firstLineEnd(in: octets, from: start) else { return }
            knowledge =
                Self.isLoneReturn(octets, end) ? .linesEndWithReturns : .linesEndWithLineFeeds
            // What stands in quotes before the first line end is still there.
            position = 0
        }
        guard knowledge == .linesEndWithReturns else { return }
        while let found = octets.firstOctet(Self.carriageReturn, in: position..<octets.count) {
            if Self.isLoneReturn(octets, found) { octets[found] = CSVScanner.lineFeed }
            position = found + 1
        }
    }

    private mutating func firstLineEnd(in octets: [UInt8], from start: Int) -> Int? {
        for position in start..<octets.count {
            let octet = octets[position]
            if octet == CSVScanner.quote { isQuoted.toggle() }
            let isEnd = octet == Self.carriageReturn || octet == CSVScanner.lineFeed
            if isEnd && !isQuoted { return position }
        }
        return nil
    }

    private static func isLoneReturn(_ octets: [UInt8], _ position: Int) -> Bool {
        guard octets[position] == carriageReturn else { return false }
        return position + 1 == octets.count || octets[position + 1] != CSVScanner.lineFeed
    }
}
