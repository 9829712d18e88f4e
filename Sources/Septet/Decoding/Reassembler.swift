/// Puts the parts of concatenated messages together, in whatever order they arrive.
///
/// Parts belong together when their reference number, the width of the reference and every octet of
/// the sender are the same. References are short and come again, so a part that contradicts what is
/// known of its message proves a new one: the old message is given back incomplete, and the new one
/// begins. A part that repeats one of a message that is over is a late duplicate, not a message.
/// Where parts carry times, those of one message lie within `expirySeconds`.
///
/// Memory is bounded: at most `messageLimit` incomplete messages are kept, and as many that are
/// over, each of at most 255 parts that are no longer than a short message, from a sender of at most
/// `senderOctetLimit` octets. When another message begins, the oldest is given back, incomplete, in
/// the same result; no part that was accepted is ever lost. Source: TS 23.040 §9.2.3.24.1.
public struct Reassembler: Sendable {
    /// What became of a part.
    public enum Outcome: Sendable, Hashable {
        /// The part completed its message, or was a message by itself.
        case complete(ReassembledMessage)
        /// The part was accepted; its message waits for more.
        case pending(missing: [Int])
        /// The same part was accepted before, by a message that waits for more or is over.
        case duplicate
    }

    /// What became of a part, and which messages are over because of it.
    public struct Reception: Sendable, Hashable {
        /// What became of the part.
        public let outcome: Outcome

        /// Incomplete messages that take no more parts, oldest first; usually none.
        public let givenBack: [ReassembledMessage]
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
        var times: TimeRange?
    }

    /// A message that is over, for recognising its late duplicates.
    private struct Past {
        let parts: [ReceivedPart?]
        let times: TimeRange?
        /// The number of messages that were over before it.
        let number: Int
        /// The parts that came again since.
        var repeated: [Int] = []
    }

    /// How many octets of UTF-8 the sender of a part may have.
    ///
    /// An address has 12 octets (TS 23.040 §9.1.2.5); this leaves room for names from other
    /// systems.
    public static let senderOctetLimit = 256

    /// How many messages later a part without a time can still be a late duplicate.
    ///
    /// Fewer than the 256 after which a running 8-bit reference comes again.
    public static let lateMessageCount = 128

    /// How many incomplete messages are kept at most.
    public let messageLimit: Int

    /// The seconds within which all parts of a message arrive.
    public let expirySeconds: Int

    private var pending: [Key: Pending] = [:]
    /// The keys in the order their messages began; those no longer pending are skipped.
    private var order: [(key: Key, age: Int)] = []
    private var orderStart = 0
    private var nextAge = 0
    /// No pending message has a part of an earlier time; `nil` if none has times.
    private var earliestTime: Int?
    private var past: [Key: [Past]] = [:]
    /// The keys of `past` in the order in which their messages were over.
    private var pastOrder: [Key] = []
    private var pastStart = 0
    private var overCount = 0

    /// Makes a reassembler that keeps up to `messageLimit` incomplete messages, at least one.
    ///
    /// Each can hold 255 parts of up to 160 units of two octets. `expirySeconds` matters for parts
    /// with times only; below 0 counts as 0.
    public init(messageLimit: Int = 1_024, expirySeconds: Int = 86_400) {
        self.messageLimit = max(1, messageLimit)
        self.expirySeconds = max(0, expirySeconds)
    }

    /// How many messages are incomplete.
    public var pendingCount: Int { pending.count }

    /// Takes a part.
    ///
    /// A part that is rejected with an error changes nothing. Complexity: linear in the parts of
    /// the message, however much else is pending; a part that ends messages by its time looks at all
    /// that are pending. Allocates the numbers of the missing parts.
    ///
    /// - Parameters:
    ///   - part: The part.
    ///   - sender: Who sent the part; parts of different senders never belong together.
    ///   - seconds: When the part arrived, in seconds since any moment; `nil` when it is not known.
    public mutating func add(
        _ part: ReceivedPart,
        from sender: String = "",
        at seconds: Int? = nil
    ) throws(ReassemblyError) -> Reception {
        guard let place = part.header.concatenation else {
            let givenBack = expire(at: seconds)
            overCount += 1
            let message = ReassembledMessage(sender: sender, reference: nil, parts: [part])
            return Reception(outcome: .complete(message), givenBack: givenBack)
        }
        // A part fits into a short message; only the sender could be of any size.
        let senderOctetCount = sender.utf8.count
        guard senderOctetCount <= Self.senderOctetLimit else {
            throw .senderTooLong(octetCount: senderOctetCount, limit: Self.senderOctetLimit)
        }
        var givenBack = expire(at: seconds)
        let key = Key(sender: sender, reference: place.reference)
        let index = Int(place.sequence) - 1
        let partCount = Int(place.partCount)
        if let known = pending[key] {
            if !isNear(seconds, known.times) {
                giveBack(key, .expired, &givenBack)
            } else if known.message.parts.count == partCount,
                known.message.parts[index] == part
            {
                pending[key]?.message.noteDuplicate(index + 1)
                return Reception(outcome: .duplicate, givenBack: givenBack)
            }
        }
        if isLateDuplicate(part, at: index, key, partCount: partCount, seconds) {
            return Reception(outcome: .duplicate, givenBack: givenBack)
        }
        if let message = pending[key]?.message {
            if message.parts.count != partCount {
                giveBack(key, .otherPartCount(partCount), &givenBack)
            } else if message.parts[index] != nil {
                giveBack(key, .otherContent(sequence: index + 1), &givenBack)
            }
        }
        let outcome = take(part, at: index, key, partCount: partCount, seconds, &givenBack)
        return Reception(outcome: outcome, givenBack: givenBack)
    }

    /// Returns every incomplete message, oldest first, and forgets all that came.
    public mutating func removeAll() -> [ReassembledMessage] {
        let messages = order[orderStart...].compactMap { entry in
            pending[entry.key].flatMap { $0.age == entry.age ? $0.message : nil }
        }
        self = Self(messageLimit: messageLimit, expirySeconds: expirySeconds)
        return messages
    }

    /// Takes a part that is new; gives the oldest message back when another one needs its place.
    private mutating func take(
        _ part: ReceivedPart,
        at index: Int,
        _ key: Key,
        partCount: Int,
        _ seconds: Int?,
        _ givenBack: inout [ReassembledMessage]
    ) -> Outcome {
        var known: Pending
        if let earlier = pending.removeValue(forKey: key) {
            known = earlier
        } else {
            if pending.count >= messageLimit { giveBackOldest(&givenBack) }
            var message = ReassembledMessage(
                sender: key.sender,
                reference: key.reference,
                parts: [ReceivedPart?](repeating: nil, count: partCount)
            )
            for earlier in past[key] ?? [] where earlier.parts.count == partCount {
                for sequence in earlier.repeated { message.noteDoubtful(sequence) }
            }
            known = Pending(message: message, missingCount: partCount, age: nextAge)
            order.append((key, nextAge))
            nextAge += 1
        }
        known.message.parts[index] = part
        known.missingCount -= 1
        if let seconds {
            known.times = TimeRange(known.times, and: seconds)
            earliestTime = min(earliestTime ?? seconds, seconds)
        }
        guard known.missingCount == 0 else {
            pending[key] = known
            return .pending(missing: known.message.missing)
        }
        forgetFinished()
        remember(known, key)
        return .complete(known.message)
    }
}

// MARK: - Times

extension Reassembler {
    /// The times between which the parts of a message came.
    private struct TimeRange {
        var earliest: Int
        var latest: Int

        init(_ range: TimeRange?, and seconds: Int) {
            earliest = min(range?.earliest ?? seconds, seconds)
            latest = max(range?.latest ?? seconds, seconds)
        }
    }

    /// Whether one time lies more than `expirySeconds` behind another; no difference overflows.
    private func isExpired(_ earlier: Int, at later: Int) -> Bool {
        later > earlier && UInt(bitPattern: later &- earlier) > UInt(expirySeconds)
    }

    /// Whether a part may belong to a message by its time.
    private func isNear(_ seconds: Int?, _ times: TimeRange?) -> Bool {
        guard let seconds, let times else { return true }
        return !isExpired(times.earliest, at: seconds) && !isExpired(seconds, at: times.latest)
    }

    /// Gives back the messages that are too old to take another part.
    private mutating func expire(at seconds: Int?) -> [ReassembledMessage] {
        guard let seconds, let earliestTime, isExpired(earliestTime, at: seconds) else { return [] }
        var messages: [ReassembledMessage] = []
        self.earliestTime = nil
        for (key, age) in order[orderStart...] {
            guard let known = pending[key], known.age == age, let begun = known.times?.earliest
            else { continue }
            if isExpired(begun, at: seconds) {
                giveBack(key, .expired, &messages)
            } else {
                self.earliestTime = min(self.earliestTime ?? begun, begun)
            }
        }
        forgetFinished()
        return messages
    }
}

// MARK: - Messages that are over

extension Reassembler {
    private mutating func giveBack(
        _ key: Key,
        _ interruption: ReassembledMessage.Interruption,
        _ messages: inout [ReassembledMessage]
    ) {
        guard var known = pending.removeValue(forKey: key) else { return }
        known.message.interruption = interruption
        messages.append(known.message)
        remember(known, key)
    }

    private mutating func giveBackOldest(_ messages: inout [ReassembledMessage]) {
        while orderStart < order.count {
            let (key, age) = order[orderStart]
            orderStart += 1
            guard let oldest = pending[key], oldest.age == age else { continue }
            giveBack(key, .madeRoom, &messages)
            forgetFinished()
            return
        }
    }

    /// Drops entries of `order` that are no longer pending once they are the majority.
    private mutating func forgetFinished() {
        guard order.count > 4 * pending.count + 16 else { return }
        order = order[orderStart...].filter { pending[$0.key]?.age == $0.age }
        orderStart = 0
    }

    /// Keeps a message that is over, in the place of the one that was over first.
    private mutating func remember(_ known: Pending, _ key: Key) {
        let message = Past(parts: known.message.parts, times: known.times, number: overCount)
        overCount += 1
        past[key, default: []].append(message)
        pastOrder.append(key)
        guard pastOrder.count - pastStart > messageLimit else { return }
        let oldest = pastOrder[pastStart]
        pastStart += 1
        past[oldest]?.removeFirst()
        if past[oldest]?.isEmpty == true { past[oldest] = nil }
        if pastStart > messageLimit {
            pastOrder.removeFirst(pastStart)
            pastStart = 0
        }
    }

    /// Whether a part repeats one of a message that is over.
    private mutating func isLateDuplicate(
        _ part: ReceivedPart,
        at index: Int,
        _ key: Key,
        partCount: Int,
        _ seconds: Int?
    ) -> Bool {
        guard let messages = past[key] else { return false }
        let place = messages.lastIndex { message in
            guard message.parts.count == partCount, message.parts[index] == part else {
                return false
            }
            return seconds != nil && message.times != nil
                ? isNear(seconds, message.times)
                : overCount - message.number <= Self.lateMessageCount
        }
        guard let place else { return false }
        past[key]?[place].repeated.append(index + 1)
        if pending[key]?.message.parts.count == partCount {
            pending[key]?.message.noteDoubtful(index + 1)
        }
        return true
    }
}

/// Why a part was not accepted.
@nonexhaustive
public enum ReassemblyError: Error, Sendable, Hashable {
    /// The sender has `octetCount` octets of UTF-8, more than `limit`.
    case senderTooLong(octetCount: Int, limit: Int)
}

extension ReassemblyError: CustomStringConvertible {
    /// Part of a sentence, with the numbers.
    public var description: String {
        switch self {
        case .senderTooLong(let count, let limit):
            "a sender of \(count) bytes, more than \(limit)"
        }
    }
}
