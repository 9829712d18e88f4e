package import SeptetNumbers

/// Finds which message of a list is the first to its recipient, in the order of the list, and keeps
/// the telephone numbers met.
struct DuplicateSearch: ~Copyable, Sendable {
    /// The recipients that are kept in order to know their duplicates: 24 MiB while they grow.
    private let keyLimit: Int

    private var met = RecipientKeys()
    private var additionCount = 0

    /// The numbers that come when there is no more room, repeated ones among themselves included.
    private var beyond = RecipientSet()

    /// The messages to recipients that had one before.
    private(set) var duplicates = RowTotals()

    /// Begins with none.
    init(keyLimit: Int = 3 << 19) {
        self.keyLimit = keyLimit
    }

    /// Adds the messages that come next in the list.
    ///
    /// Complexity: linear, but for the sorting now and then.
    mutating func add(_ sent: [SentMessage]) {
        let messages = sent.span
        var first = 0
        while first < messages.count {
            let count = min(RecipientKeys.batchLimit, messages.count - first)
            let batch = messages.extracting(first..<first + count)
            if met.count + count <= keyLimit {
                met.insert(batch, &duplicates)
            } else if met.count < keyLimit {
                for index in batch.indices { add(batch[index]) }
            } else {
                let known = met.known(batch)
                for index in batch.indices { add(batch[index], isKnown: known >> index & 1 == 1) }
            }
            first += count
        }
        for index in messages.indices {
            additionCount &+= RecipientKeys.isName(messages[index].recipient) ? 0 : 1
        }
    }

    private mutating func add(_ message: SentMessage) {
        add(message, isKnown: met.contains(message.recipient))
    }

    @inline(__always)
    private mutating func add(_ message: SentMessage, isKnown: Bool) {
        let key = message.recipient
        if isKnown {
            duplicates.addDuplicate(message.kind, line: message.line)
        } else if met.count < keyLimit {
            _ = met.insert(key)
        } else {
            duplicates.lacksDuplicates = true
            if !RecipientKeys.isName(key) { beyond.add(key: key) }
        }
    }

    /// Gives the telephone numbers met away.
    consuming func takeNumbers() -> RecipientSet {
        var numbers = beyond
        numbers.keep(met, additionCount: additionCount)
        return numbers
    }
}

/// A message to a recipient, of which it is to be known whether it is the first.
struct SentMessage: Sendable {
    let recipient: UInt64
    let kind: MessageKind
    let line: Int
}

/// Keys of recipients, in memory.
package struct RecipientKeys: Sendable {
    /// How many messages are added at once at most.
    static let batchLimit = 32

    /// A power of two, some of which are empty: 0.
    private var slots: [UInt64]
    private var shift: UInt64

    /// How many keys there are.
    package private(set) var count = 0

    /// How many of them are those of numbers.
    private(set) var numberCount = 0

    /// Begins with none.
    package init() {
        slots = Array(repeating: 0, count: 1 << 12)
        shift = 64 - 12
    }

    /// The key of a recipient that isn't a number, which no number has.
    static func key(name: Span<UInt8>) -> UInt64 {
        UInt64(truncatingIfNeeded: Digest.of(name)) | 1 << 63
    }

    /// Adds a number.
    package mutating func insert(_ number: PhoneNumber) {
        if let key = number.key { _ = insert(key) }
    }

    /// Whether a key is among them.
    @inline(__always)
    package func contains(_ key: UInt64) -> Bool {
        slots[Self.place(of: key, in: slots.span, shift)] == key
    }

    /// Which of up to `batchLimit` messages have recipients that are among the keys, a bit for each.
    ///
    /// Where the keys would be is read together, because each alone waits for memory as long.
    func known(_ messages: Span<SentMessage>) -> UInt32 {
        let slots = slots.span
        var found = InlineArray<32, UInt64>(repeating: 0)
        for index in messages.indices {
            found[index] = slots[Self.firstPlace(of: messages[index].recipient, shift)]
        }
        var known: UInt32 = 0
        for index in messages.indices {
            let key = messages[index].recipient
            let isKnown = found[index] == key || found[index] != 0 && contains(key)
            known |= isKnown ? 1 << index : 0
        }
        return known
    }

    /// Adds a key; `false` when it was there.
    ///
    /// Complexity: constant on average; the slots double when three of four are taken, eight octets
    /// each.
    @inline(__always)
    package mutating func insert(_ key: UInt64) -> Bool {
        reserve(1)
        let place = Self.place(of: key, in: slots.span, shift)
        if slots[place] == key { return false }
        slots[place] = key
        count += 1
        numberCount += Self.isName(key) ? 0 : 1
        return true
    }

    /// Adds the recipients of up to `batchLimit` messages, and to `duplicates` those messages whose
    /// recipients were there.
    ///
    /// Where the keys would be is read together, because each alone waits for memory as long.
    mutating func insert(_ messages: Span<SentMessage>, _ duplicates: inout RowTotals) {
        reserve(messages.count)
        let shift = shift
        var found = InlineArray<32, UInt64>(repeating: 0)
        var slots = slots.mutableSpan
        for index in messages.indices {
            found[index] = slots[Self.firstPlace(of: messages[index].recipient, shift)]
        }
        var added = (keys: 0, numbers: 0)
        for index in messages.indices {
            let message = messages[index]
            var isMet = found[index] == message.recipient
            if !isMet {
                let place = Self.place(of: message.recipient, in: slots.span, shift)
                isMet = slots[place] != 0
                slots[place] = message.recipient
            }
            if isMet {
                duplicates.addDuplicate(message.kind, line: message.line)
            } else {
                added.keys += 1
                added.numbers += Self.isName(message.recipient) ? 0 : 1
            }
        }
        count += added.keys
        numberCount += added.numbers
    }

    /// The slot of a key, or the one it would have.
    @inline(__always)
    private static func place(of key: UInt64, in slots: Span<UInt64>, _ shift: UInt64) -> Int {
        let mask = slots.count - 1
        var place = firstPlace(of: key, shift)
        while slots[place] != 0 && slots[place] != key { place = (place &+ 1) & mask }
        return place
    }

    @inline(__always)
    private static func firstPlace(of key: UInt64, _ shift: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
    }

    /// Calls `body` with each key that is a number's, in no order.
    func forEachNumber(_ body: (UInt64) -> Void) {
        for key in slots where key != 0 && !Self.isName(key) { body(key) }
    }

    /// Whether a key is that of a recipient that isn't a number.
    @inline(__always)
    static func isName(_ key: UInt64) -> Bool { key >> 63 == 1 }

    /// Makes room for some more keys.
    @inline(__always)
    private mutating func reserve(_ keyCount: Int) {
        if (count + keyCount) * 4 > slots.count * 3 { grow() }
    }

    @inline(never)
    private mutating func grow() {
        let before = slots
        let old = before.span
        let shift = shift - 1
        var grown = [UInt64](repeating: 0, count: old.count * 2)
        var slots = grown.mutableSpan
        for index in old.indices where old[index] != 0 {
            slots[Self.place(of: old[index], in: slots.span, shift)] = old[index]
        }
        (self.slots, self.shift) = (grown, shift)
    }
}
