/// Puts the parts of concatenated messages together, in whatever order they arrive.
///
/// Parts belong together when their reference number, the width of the reference and every octet of
/// the sender are the same. Memory is bounded: at most `messageLimit` incomplete messages are kept,
/// each of at most 255 parts that are no longer than a short message, from a sender of at most
/// `senderOctetLimit` octets. When another message begins, the oldest is returned to the caller,
/// incomplete, in the same result; no part that was accepted is ever lost.
/// Source: TS 23.040 §9.2.3.24.1.
public struct Reassembler: Sendable {
    /// What became of a part.
    public enum Outcome: Sendable, Hashable {
        /// The part completed its message, or was a message by itself.
        case complete(ReassembledMessage)
        /// The part was accepted; its message waits for more.
        case pending(missing: [Int])
        /// The same part was accepted before; see `ReassembledMessage.duplicates`.
        case duplicate
    }

    /// What became of a part, and which message had to make room for it.
    public struct Reception: Sendable, Hashable {
        /// What became of the part.
        public let outcome: Outcome

        /// The oldest incomplete message, evicted to stay within the limit; usually `nil`.
        public let evicted: ReassembledMessage?
    }

    /// What the parts of one message have in common.
    private struct Key: Hashable {
        let sender: String
        let reference: ConcatenationReference

        /// Compares senders by their octets; as strings, "é" and "e\u{301}" are equal.
        static func == (first: Self, second: Self) -> Bool {
            first.reference == second.reference
                && first.sender.utf8.elementsEqual(second.sender.utf8)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(reference)
            for octet in sender.utf8 { hasher.combine(octet) }
        }
    }

    private struct Pending {
        var message: ReassembledMessage
        var missingCount: Int
        let age: Int
    }

    /// How many octets of UTF-8 the sender of a part may have.
    ///
    /// An address has 12 octets (TS 23.040 §9.1.2.5); this leaves room for names from other
    /// systems.
    public static let senderOctetLimit = 256

    /// How many incomplete messages are kept at most.
    public let messageLimit: Int

    private var pending: [Key: Pending] = [:]
    /// The keys in the order their messages began; those no longer pending are skipped.
    private var order: [(key: Key, age: Int)] = []
    private var orderStart = 0
    private var nextAge = 0

    /// Makes a reassembler that keeps up to `messageLimit` incomplete messages, at least one.
    ///
    /// Each can hold 255 parts of up to 160 units of two octets.
    public init(messageLimit: Int = 1_024) {
        self.messageLimit = max(1, messageLimit)
    }

    /// How many messages are incomplete.
    public var pendingCount: Int { pending.count }

    /// Takes a part.
    ///
    /// A part that is rejected with an error changes nothing. Complexity: linear in the parts of
    /// the message, however much else is pending; allocates the numbers of the missing parts.
    public mutating func add(
        _ part: ReceivedPart,
        from sender: String = ""
    ) throws(ReassemblyError) -> Reception {
        guard let place = part.header.concatenation else {
            let message = ReassembledMessage(sender: sender, reference: nil, parts: [part])
            return Reception(outcome: .complete(message), evicted: nil)
        }
        // A part fits into a short message; only the sender could be of any size.
        let senderOctetCount = sender.utf8.count
        guard senderOctetCount <= Self.senderOctetLimit else {
            throw .senderTooLong(octetCount: senderOctetCount, limit: Self.senderOctetLimit)
        }
        let key = Key(sender: sender, reference: place.reference)
        let index = Int(place.sequence) - 1
        if let message = pending[key]?.message {
            guard message.parts.count == Int(place.partCount) else {
                throw .partCountDiffers(expected: message.parts.count, found: Int(place.partCount))
            }
            if let earlier = message.parts[index] {
                guard earlier == part else { throw .contentDiffers(sequence: index + 1) }
                pending[key]?.message.noteDuplicate(index + 1)
                return Reception(outcome: .duplicate, evicted: nil)
            }
        }
        let (outcome, evicted) = take(part, at: index, key, partCount: Int(place.partCount))
        return Reception(outcome: outcome, evicted: evicted)
    }

    /// Returns every incomplete message, oldest first, and forgets them.
    public mutating func removeAll() -> [ReassembledMessage] {
        let messages = order[orderStart...].compactMap { entry in
            pending[entry.key].flatMap { $0.age == entry.age ? $0.message : nil }
        }
        self = Self(messageLimit: messageLimit)
        return messages
    }

    /// Takes a part that is new; evicts the oldest message when another one needs its place.
    private mutating func take(
        _ part: ReceivedPart,
        at index: Int,
        _ key: Key,
        partCount: Int
    ) -> (outcome: Outcome, evicted: ReassembledMessage?) {
        var evicted: ReassembledMessage?
        var known: Pending
        if let earlier = pending.removeValue(forKey: key) {
            known = earlier
        } else {
            if pending.count >= messageLimit { evicted = removeOldest() }
            let message = ReassembledMessage(
                sender: key.sender,
                reference: key.reference,
                parts: [ReceivedPart?](repeating: nil, count: partCount)
            )
            known = Pending(message: message, missingCount: partCount, age: nextAge)
            order.append((key, nextAge))
            nextAge += 1
        }
        known.message.parts[index] = part
        known.missingCount -= 1
        guard known.missingCount == 0 else {
            pending[key] = known
            return (.pending(missing: known.message.missing), evicted)
        }
        forgetFinished()
        return (.complete(known.message), evicted)
    }

    private mutating func removeOldest() -> ReassembledMessage? {
        while orderStart < order.count {
            let (key, age) = order[orderStart]
            orderStart += 1
            guard let oldest = pending[key], oldest.age == age else { continue }
            pending[key] = nil
            forgetFinished()
            return oldest.message
        }
        return nil
    }

    /// Drops entries of `order` that are no longer pending once they are the majority.
    private mutating func forgetFinished() {
        guard order.count > 4 * pending.count + 16 else { return }
        order = order[orderStart...].filter { pending[$0.key]?.age == $0.age }
        orderStart = 0
    }
}

/// A message put together from its parts, complete or not.
public struct ReassembledMessage: Sendable, Hashable {
    /// The sender given with the parts.
    public let sender: String

    /// The reference the parts had in common; `nil` for a message of a single part.
    public let reference: ConcatenationReference?

    /// The parts received, by sequence; `nil` where one is missing.
    public fileprivate(set) var parts: [ReceivedPart?]

    /// The numbers of the parts that were received more than once, in order.
    public private(set) var duplicates: [Int] = []

    /// The numbers of the missing parts, from 1.
    public var missing: [Int] {
        parts.indices.filter { parts[$0] == nil }.map { $0 + 1 }
    }

    init(sender: String, reference: ConcatenationReference?, parts: [ReceivedPart?]) {
        self.sender = sender
        self.reference = reference
        self.parts = parts
    }

    /// Remembers that a part was received again.
    fileprivate mutating func noteDuplicate(_ sequence: Int) {
        let place = duplicates.firstIndex { $0 >= sequence } ?? duplicates.endIndex
        if place == duplicates.endIndex || duplicates[place] != sequence {
            duplicates.insert(sequence, at: place)
        }
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

/// Why a part was not accepted into its message.
public enum ReassemblyError: Error, Sendable, Hashable {
    /// Earlier parts of the same reference said the message has `expected` parts, this one says
    /// `found`.
    case partCountDiffers(expected: Int, found: Int)
    /// Part `sequence` was received before with different content.
    case contentDiffers(sequence: Int)
    /// The sender has `octetCount` octets of UTF-8, more than `limit`.
    case senderTooLong(octetCount: Int, limit: Int)
}

extension ReassemblyError: CustomStringConvertible {
    /// Part of a sentence, with the numbers.
    public var description: String {
        switch self {
        case .partCountDiffers(let expected, let found):
            "the part says its message has \(found) parts, earlier ones said \(expected)"
        case .contentDiffers(let sequence):
            "part \(sequence) was received before with different content"
        case .senderTooLong(let count, let limit):
            "a sender of \(count) bytes, more than \(limit)"
        }
    }
}
