/// A message put together from its parts, complete or not.
public struct ReassembledMessage: Sendable, Hashable {
    /// Why a message takes no more parts although some are missing.
    @nonexhaustive
    public enum Interruption: Sendable, Hashable {
        /// A part with its reference belonged to another message, of this many parts.
        case otherPartCount(Int)
        /// A part with its reference and the number of a received part had other content.
        case otherContent(sequence: Int)
        /// Its parts came too long ago.
        case expired
        /// Too many other messages waited for parts.
        case madeRoom
    }

    /// The sender given with the parts.
    public let sender: String

    /// The reference the parts had in common; `nil` for a message of a single part.
    public let reference: ConcatenationReference?

    /// The parts received, by sequence; `nil` where one is missing.
    public internal(set) var parts: [ReceivedPart?]

    /// The numbers of the parts that were received more than once, in order.
    public private(set) var duplicates: [Int] = []

    /// Why the message was given back incomplete; `nil` for every other message.
    public internal(set) var interruption: Interruption?

    /// The numbers of missing parts that came as they were in an earlier message of the same
    /// reference, and were taken for late duplicates of it.
    public var doubtful: [Int] { doubts.filter { parts[$0 - 1] == nil } }

    private var doubts: [Int] = []

    init(sender: String, reference: ConcatenationReference?, parts: [ReceivedPart?]) {
        self.sender = sender
        self.reference = reference
        self.parts = parts
    }

    /// Remembers that a part was received again.
    mutating func noteDuplicate(_ sequence: Int) {
        Self.note(sequence, in: &duplicates)
    }

    /// Remembers that a part was received that probably belongs to an earlier message.
    mutating func noteDoubtful(_ sequence: Int) {
        Self.note(sequence, in: &doubts)
    }

    private static func note(_ sequence: Int, in list: inout [Int]) {
        let place = list.firstIndex { $0 >= sequence } ?? list.endIndex
        if place == list.endIndex || list[place] != sequence {
            list.insert(sequence, at: place)
        }
    }
}

extension ReassembledMessage {
    /// The numbers of the missing parts, from 1.
    public var missing: [Int] {
        parts.indices.filter { parts[$0] == nil }.map { $0 + 1 }
    }

    /// Whether no part is missing.
    public var isComplete: Bool { !parts.contains(nil) }

    /// The text of all parts received, in order; `nil` when it is 8-bit data.
    ///
    /// Units of neighbouring parts in the same alphabet and tables are joined before they are read,
    /// which makes a pair that the sender has cut whole again. A missing part leaves nothing.
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

    /// The octets of all parts received, in order, when the message is 8-bit data; otherwise `nil`.
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

extension ReassembledMessage.Interruption: CustomStringConvertible {
    /// A sentence, with the numbers.
    public var description: String {
        switch self {
        case .otherPartCount(let count):
            "its reference came in a part of a message of \(count)"
                + (count == 1
                    ? " part, which is another message" : " parts, which is another message")
        case .otherContent(let sequence):
            "its reference came with other content of part \(sequence), which is another message"
        case .expired: "the other parts did not come in time"
        case .madeRoom: "too many messages were incomplete, and it was the oldest"
        }
    }
}
