/// A message put together from its parts, complete or as far as it came.
public struct ReassembledMessage: Sendable, Hashable {
    /// The sender given with the parts.
    public let sender: String

    /// The reference the parts had in common; `nil` for a message of a single part.
    public let reference: ConcatenationReference?

    /// The parts received, by sequence; `nil` where one is missing.
    public let parts: [ReceivedPart?]

    /// The numbers of the missing parts, from 1.
    public var missing: [Int] {
        parts.indices.filter { parts[$0] == nil }.map { $0 + 1 }
    }

    /// Whether no part is missing.
    public var isComplete: Bool { !parts.contains(nil) }

    /// The text of all parts received, in order; `nil` when it is 8-bit data.
    ///
    /// Units of neighbouring parts in the same alphabet and tables are joined before they are read,
    /// so that a pair cut by a careless sender is whole again. A missing part leaves nothing.
    public var text: String? {
        var text = ""
        var run: [UInt16] = []
        for (index, part) in parts.enumerated() {
            guard let part else { continue }
            run += part.units
            let next = index + 1 < parts.count ? parts[index + 1] : nil
            let alphabet = part.dataCodingScheme.alphabet
            let continues =
                next?.dataCodingScheme.alphabet == alphabet
                && (alphabet != .gsm7Bit || next?.shiftTables == part.shiftTables)
            if continues { continue }
            guard let piece = UnitText.text(of: run, alphabet, part.shiftTables) else { return nil }
            text += piece
            run = []
        }
        return text
    }

    /// The octets of all parts received, in order, when the message is 8-bit data; else `nil`.
    public var data: [UInt8]? {
        guard parts.contains(where: { $0?.dataCodingScheme.alphabet == .eightBitData }) else {
            return nil
        }
        return parts.flatMap { $0?.units.map { UInt8(truncatingIfNeeded: $0) } ?? [] }
    }

    /// The alphabet of the first part received.
    public var alphabet: Alphabet? {
        parts.lazy.compactMap { $0?.dataCodingScheme.alphabet }.first
    }
}
