internal import Septet
internal import SeptetInspection
internal import SeptetJSON

/// Counts the messages of a list that comes in pieces of any size: CSV, or lines.
///
/// Memory is bounded by the longest row and the distinct characters.
final class ListCounter {
    /// A stretch of every message.
    enum Piece {
        /// The same for each row.
        case text([UInt8])
        /// A field of the row; the other text when the field is empty or missing.
        case field(column: Int, fallback: [UInt8])
    }

    /// Where the reader stands in the syntax of CSV (RFC 4180).
    private enum State { case fieldStart, plain, quoted, quoteInQuoted, afterReturn }

    /// What was counted, by alphabet.
    struct Tally {
        var rowCount = 0
        var partCount = 0
    }

    private let pieces: [Piece]
    private let separator: UInt8
    private let planner: Planner
    private var skippedRowCount: Int

    private var state = State.fieldStart
    private var row: [UInt8] = []
    private var fieldEnds: [Int] = []
    private var message: [UInt8] = []

    private(set) var rowCount = 0
    private(set) var emptyCount = 0
    private(set) var septets = Tally()
    private(set) var units = Tally()
    /// The parts that all rows have after the typographic replacements that pay.
    private(set) var typographicPartCount = 0
    private(set) var invalidCount = 0
    private(set) var tooLongCount = 0
    /// The first row that was not counted, from 1; 0 for none.
    private(set) var firstRejectedRow = 0
    private(set) var longestRow = 0
    private(set) var longestPartCount = 0
    /// For each number of parts up to ten, and for more, how many rows have it.
    private(set) var rowCounts = [Int](repeating: 0, count: 12)
    private var forcing: [UInt32: ForcingCharacter] = [:]

    /// A character outside the default alphabet.
    private struct ForcingCharacter {
        var rowCount = 0
        var lastRow = 0
        /// Whether the typographic table has it, so that a row with it may become cheaper.
        let isTypographic: Bool
    }

    /// - Parameter separator: 0 for lines, which have no quotes.
    init(pieces: [Piece], separator: UInt8, skippedRowCount: Int, _ planner: Planner) {
        self.pieces = pieces
        self.separator = separator
        self.skippedRowCount = skippedRowCount
        self.planner = planner
    }

    /// Reads the pieces of a message.
    ///
    /// A text is a zero octet, a count and its octets; a field a one, its column, a count and the
    /// octets of its fallback. Numbers have four octets, least significant first. A last piece that
    /// isn't complete is left out.
    static func pieces(_ form: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var rest = form[...]
        while let kind = rest.popFirst() {
            var column: Int?
            if kind == 1 {
                column = number(&rest)
                if column == nil { break }
            }
            guard let count = number(&rest), count <= rest.count else { break }
            let octets = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
            if let column {
                pieces.append(.field(column: column, fallback: octets))
            } else {
                pieces.append(.text(octets))
            }
        }
        return pieces
    }

    private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard rest.count >= 4 else { return nil }
        var value = 0
        for shift in 0..<4 { value |= Int(rest.removeFirst()) << (8 * shift) }
        return value
    }

    /// Takes some more octets of the list.
    ///
    /// What stands between two octets of the syntax is taken at once.
    func add(_ octets: Span<UInt8>) {
        var index = 0
        while index < octets.count {
            let end = state == .plain || state == .quoted ? plainEnd(octets, from: index) : index
            if end > index {
                for place in index..<end { row.append(octets[place]) }
                index = end
            } else {
                take(octets[index])
                index += 1
            }
        }
    }

    /// Where the next octet stands that can end the open field.
    private func plainEnd(_ octets: Span<UInt8>, from start: Int) -> Int {
        var end = start
        if state == .quoted {
            while end < octets.count && octets[end] != UInt8(ascii: "\"") { end += 1 }
        } else {
            while end < octets.count && octets[end] != separator
                && octets[end] != UInt8(ascii: "\n")
                && octets[end] != UInt8(ascii: "\r")
            {
                end += 1
            }
        }
        return end
    }

    /// Counts the last row, which may lack its line end.
    func end() {
        if state != .fieldStart || !row.isEmpty || !fieldEnds.isEmpty {
            if state != .afterReturn { endRow() }
        }
        state = .fieldStart
    }

    @inline(__always)
    private func take(_ octet: UInt8) {
        switch state {
        case .quoted:
            if octet == UInt8(ascii: "\"") { state = .quoteInQuoted } else { row.append(octet) }
            return
        case .afterReturn:
            state = .fieldStart
            if octet == UInt8(ascii: "\n") { return }
        case .fieldStart where octet == UInt8(ascii: "\"") && separator != 0:
            state = .quoted
            return
        case .quoteInQuoted where octet == UInt8(ascii: "\""):
            row.append(octet)
            state = .quoted
            return
        case .fieldStart, .plain, .quoteInQuoted: break
        }
        if octet == UInt8(ascii: "\n") {
            endRow()
        } else if octet == UInt8(ascii: "\r") {
            endRow()
            state = .afterReturn
        } else if octet == separator && separator != 0 {
            fieldEnds.append(row.count)
            state = .fieldStart
        } else {
            row.append(octet)
            state = .plain
        }
    }

    private func endRow() {
        fieldEnds.append(row.count)
        state = .fieldStart
        defer {
            row.removeAll(keepingCapacity: true)
            fieldEnds.removeAll(keepingCapacity: true)
        }
        if row.isEmpty && fieldEnds.count == 1 {
            emptyCount += 1
            return
        }
        if skippedRowCount > 0 {
            skippedRowCount -= 1
            return
        }
        rowCount += 1
        write()
        count()
    }

    /// Writes the message of the row.
    private func write() {
        message.removeAll(keepingCapacity: true)
        for piece in pieces {
            switch piece {
            case .text(let octets): message.append(contentsOf: octets)
            case .field(let column, let fallback):
                let start = column == 0 ? 0 : column <= fieldEnds.count ? fieldEnds[column - 1] : 0
                let end = column < fieldEnds.count ? fieldEnds[column] : start
                if start == end {
                    message.append(contentsOf: fallback)
                } else {
                    message.append(contentsOf: row[start..<end])
                }
            }
        }
    }

    /// Counts the message.
    private func count() {
        do {
            let plan = try planner.plan(utf8: message.span)
            let partCount = plan.partCount
            if plan.alphabet == .gsm7Bit {
                septets.rowCount += 1
                septets.partCount += partCount
                typographicPartCount += partCount
            } else {
                units.rowCount += 1
                units.partCount += partCount
                typographicPartCount += noteForcing() ? typographicPartCount(of: plan) : partCount
            }
            rowCounts[min(partCount, rowCounts.count - 1)] += 1
            if partCount > longestPartCount {
                (longestRow, longestPartCount) = (rowCount, partCount)
            }
        } catch {
            if case .invalidUTF8 = error { invalidCount += 1 } else { tooLongCount += 1 }
            if firstRejectedRow == 0 { firstRejectedRow = rowCount }
        }
    }

    /// The parts of the message after the typographic replacements that pay.
    private func typographicPartCount(of plan: MessagePlan) -> Int {
        let normalizer = Normalizer(.typographic, planner: planner)
        let octets = message
        let utf8 = octets.span
        do {
            return try normalizer.planNormalizing(utf8: utf8).partCount
        } catch {
            return plan.partCount
        }
    }

    /// Notes the characters outside the default alphabet, each once a row.
    ///
    /// - Returns: Whether the typographic table has one of them.
    private func noteForcing() -> Bool {
        var isAnyTypographic = false
        var decoder = UTF8()
        var octets = message.makeIterator()
        // The message has a plan, so it is UTF-8.
        while case .scalarValue(let scalar) = decoder.decode(&octets) {
            if scalar.isASCII || scalar.isInDefaultAlphabet { continue }
            var known =
                forcing[scalar.value]
                ?? ForcingCharacter(
                    isTypographic: NormalizationTable.typographic.replacement(for: scalar) != nil
                )
            isAnyTypographic = isAnyTypographic || known.isTypographic
            guard known.lastRow != rowCount else { continue }
            known.lastRow = rowCount
            known.rowCount += 1
            forcing[scalar.value] = known
        }
        return isAnyTypographic
    }

    /// The characters that force UCS-2 in the most rows.
    var commonestForcing: [(scalar: Unicode.Scalar, rowCount: Int)] {
        let sorted = forcing.map { ($0.key, $0.value.rowCount) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        return sorted.prefix(20).compactMap { value, rowCount in
            Unicode.Scalar(value).map { ($0, rowCount) }
        }
    }
}

extension Unicode.Scalar {
    /// Whether the default alphabet or its extension table has the character.
    fileprivate var isInDefaultAlphabet: Bool { ShiftTables.default.septets(of: self) != nil }
}

extension JSONText {
    /// What a list counts.
    mutating func totals(of list: ListCounter) {
        object { json in
            json.member("rows", list.rowCount)
            json.member("empty", list.emptyCount)
            json.member("parts", list.septets.partCount + list.units.partCount)
            json.member("typographicParts", list.typographicPartCount)
            json.object("gsm7") { $0.tally(list.septets) }
            json.object("ucs2") { $0.tally(list.units) }
            json.array("byParts", of: list.rowCounts) { $0.value($1) }
            json.member("longestRow", list.longestRow)
            json.member("longestParts", list.longestPartCount)
            json.member("invalid", list.invalidCount)
            json.member("tooLong", list.tooLongCount)
            json.member("firstRejected", list.firstRejectedRow)
            json.objects("offenders", of: list.commonestForcing) { json, row in
                json.member("character", String(row.scalar))
                json.member("scalar", row.scalar.codePointName)
                json.member("name", row.scalar.displayName)
                json.member("rows", row.rowCount)
            }
        }
    }

    private mutating func tally(_ tally: ListCounter.Tally) {
        member("rows", tally.rowCount)
        member("parts", tally.partCount)
    }
}
