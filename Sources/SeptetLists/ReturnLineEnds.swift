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
