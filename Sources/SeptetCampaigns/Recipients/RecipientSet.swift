public import SeptetNumbers

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The recipients of a campaign, each once, in bounded memory.
///
/// Telephone numbers are compared exactly, however they are written. Other recipients, such as
/// names and addresses, are compared by 128 bits of SHA-256 of their octets: no two that differ and
/// agree in these are known, and finding some takes 2^64 trials. The digest has no key, so that sets
/// which different processes made can be merged. When recipients outgrow memory they are written to
/// temporary files without a name. Where that fails, the count is a lower bound and says so.
public struct RecipientSet: ~Copyable, Sendable {
    /// How many different recipients there are.
    public struct Count: Sendable, Hashable {
        /// The recipients, each once.
        public let value: Int
        /// Whether there may be more, because not all could be kept.
        public let isLowerBound: Bool
    }

    /// Why a text is not a set of recipients.
    @nonexhaustive
    public enum ReadingError: Error, Sendable, Hashable, CustomStringConvertible {
        /// The text is not Base64.
        case notBase64
        /// The octets the text stands for are not ascending keys from this one on.
        case malformed(octetOffset: Int)

        /// A sentence with the position.
        public var description: String {
            switch self {
            case .notBase64: "a set of recipients that is not Base64"
            case .malformed(let offset): "no ascending keys of recipients from octet \(offset) on"
            }
        }
    }

    /// The octets of memory that a set takes for telephone numbers, by default; other recipients
    /// take a third as much beside them.
    public static let defaultOctetLimit = 24 << 20

    /// The octets of a serialized set at most, which a result that can be merged has room for: 60
    /// million telephone numbers, or nine million other recipients.
    public static let serializedOctetLimit = 240 << 20

    /// How many recipients have been added, repeated ones included.
    public private(set) var additionCount = 0

    /// Telephone numbers that were met in the order of a list; none of them is in `numbers`.
    private var met: RecipientKeys?

    private var numbers: KeySet<UInt64>
    private var names: KeySet<UInt128>

    /// An empty set.
    ///
    /// - Parameters:
    ///   - octetLimit: The memory that telephone numbers may take; at least 64 KiB are taken.
    ///   - spillFolder: Where temporary files are made; by default where the system has them.
    public init(octetLimit: Int = Self.defaultOctetLimit, spillFolder: String? = nil) {
        numbers = KeySet(octetLimit: octetLimit, spillFolder: spillFolder)
        names = KeySet(octetLimit: octetLimit / 3, spillFolder: spillFolder)
    }

    /// Adds a recipient as it is written.
    ///
    /// Complexity: linear in its octets, but for the sorting now and then.
    ///
    /// - Parameters:
    ///   - recipient: The recipient as it is written.
    ///   - reader: How numbers are read; what is not a number is compared by its octets.
    public mutating func add(_ recipient: Span<UInt8>, _ reader: NumberReader = NumberReader()) {
        if let reading = try? reader.read(recipient) {
            add(reading.number)
        } else {
            add(name: recipient)
        }
    }

    /// Adds a recipient by its number.
    ///
    /// Complexity: constant, but for the sorting now and then.
    public mutating func add(_ number: PhoneNumber) {
        guard let key = number.key else {
            add(name: Array(number.description.utf8).span)
            return
        }
        additionCount += 1
        if met?.contains(key) != true { numbers.add(key) }
    }

    /// Adds a number by its key, which is not yet to count as an addition.
    mutating func add(key: UInt64) { numbers.add(key) }

    /// Takes the numbers met in the order of a list, none of which the set has; other recipients
    /// are left out.
    ///
    /// Complexity: linear; the keys stay as they are until the set is merged or written.
    mutating func keep(_ keys: RecipientKeys, additionCount: Int) {
        pour()
        self.additionCount += additionCount
        met = keys
    }

    /// Puts the numbers met in order among the others.
    private mutating func pour() {
        guard let keys = met.take() else { return }
        keys.forEachNumber { numbers.add($0) }
    }

    /// Adds a recipient that is not a number.
    mutating func add(name: Span<UInt8>) {
        additionCount += 1
        names.add(Digest.of(name))
    }

    /// Adds all recipients of another set.
    ///
    /// Complexity: linear in the other set; its runs in memory are taken as they are.
    public mutating func merge(_ other: consuming RecipientSet) {
        additionCount += other.additionCount
        if hasNoNumbers {
            met = other.met.take()
        } else if !other.hasNoNumbers {
            pour()
            other.pour()
        }
        numbers.merge(other.numbers)
        names.merge(other.names)
    }

    /// How many different recipients have been added.
    ///
    /// Complexity: linear; the set can be added to afterwards.
    public mutating func count() -> Count {
        let count = (met?.numberCount ?? 0) + numbers.count() + names.count()
        return Count(value: count, isLowerBound: isIncomplete)
    }

    private var hasNoNumbers: Bool { met == nil && numbers.isEmpty }

    /// Whether some recipients could not be kept.
    private var isIncomplete: Bool { numbers.isIncomplete || names.isIncomplete }

    /// Sorts what has been gathered, so that less is left for the thread that merges.
    mutating func sort() {
        numbers.sort()
        names.sort()
    }
}

extension RecipientSet {
    /// What stands between the telephone numbers and the other recipients of a serialized set.
    private static let separator = UInt8(ascii: ".")

    /// The set as text, from which another process can make it again.
    ///
    /// Two texts in Base64 with a full stop between them, the second only where there are recipients
    /// that are not telephone numbers: three or four characters for a number, 26 for another one.
    /// Telephone numbers can be read from it. Complexity: linear; allocates the text.
    ///
    /// - Returns: `nil` when the set is incomplete, or the text longer than `serializedOctetLimit`.
    public mutating func serialized() -> String? {
        // Four characters of Base64 stand for three octets.
        let octetLimit = Self.serializedOctetLimit / 4 * 3
        pour()
        guard !isIncomplete, let numbers = numbers.run(octetLimit: octetLimit),
            let names = names.run(octetLimit: octetLimit - numbers.count)
        else { return nil }
        let text = Data(numbers).base64EncodedString()
        guard !names.isEmpty else { return text }
        return text + String(Unicode.Scalar(Self.separator)) + Data(names).base64EncodedString()
    }

    /// Adds the recipients of a set that was written by `serialized()`.
    ///
    /// They do not count as additions, because how often they were added is not known. Complexity:
    /// linear; allocates the octets.
    ///
    /// - Returns: How many recipients the text has.
    @discardableResult
    public mutating func merge(serialized text: String) throws(ReadingError) -> Int {
        let parts = text.utf8.split(
            separator: Self.separator,
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        var count = 0
        pour()
        for (index, part) in parts.enumerated() {
            guard let data = Data(base64Encoded: String(Substring(part))) else { throw .notBase64 }
            if index == 0 {
                count += try numbers.merge(run: Array(data), limit: PhoneNumber.greatestKey)
            } else {
                count += try names.merge(run: Array(data), limit: .max)
            }
        }
        return count
    }
}

extension KeySet {
    /// All keys as one run; `nil` when some cannot be read or it has more octets than the limit.
    fileprivate mutating func run(octetLimit: Int) -> [UInt8]? {
        var run = KeyRun<Key>()
        let isRead = forEachKey { key in
            if run.octets.count <= octetLimit { run.append(key) }
        }
        return isRead && run.octets.count <= octetLimit ? run.octets : nil
    }

    /// Adds the keys of a run, none above the limit.
    ///
    /// - Returns: How many there are.
    fileprivate mutating func merge(
        run octets: [UInt8],
        limit: Key
    ) throws(RecipientSet.ReadingError) -> Int {
        var key: Key = 0
        var count = 0
        var position = 0
        while position < octets.count {
            let start = position
            var distance: Key = 0
            var shift = 0
            var isLast = false
            while !isLast {
                // The bits of an octet must have room in a key.
                guard position < octets.count, shift < Key.bitWidth,
                    shift + 7 - (octets[position] << 1).leadingZeroBitCount <= Key.bitWidth
                else { throw .malformed(octetOffset: start) }
                distance |= Key(octets[position] & 0x7F) << shift
                isLast = octets[position] < 0x80
                shift += 7
                position += 1
            }
            let (sum, isOverflow) = key.addingReportingOverflow(distance)
            guard distance > 0, !isOverflow, sum <= limit else {
                throw .malformed(octetOffset: start)
            }
            key = sum
            add(key)
            count += 1
        }
        return count
    }
}

/// The first 128 bits of SHA-256, FIPS 180-4.
enum Digest {
    /// The fractional parts of the square roots of the first eight primes, 32 bits of each.
    private static let start = primes.prefix(8).map { fraction($0, rootOf: 2) }

    /// Those of the cube roots of the first 64 primes.
    private static let constants = primes.map { fraction($0, rootOf: 3) }

    private static let primes = (2...311).filter { number in
        (2..<number).allSatisfy { !number.isMultiple(of: $0) }
    }

    /// The first 32 bits behind the point of a root.
    private static func fraction(_ number: Int, rootOf degree: Int) -> UInt32 {
        // The root in units of 2^-32, a bit at a time; it is below 18 · 2^32.
        let power = UInt128(number) << UInt128(32 * degree)
        var root: UInt128 = 0
        for bit in (0..<37).reversed() {
            let next = root | 1 << UInt128(bit)
            let product = degree == 2 ? next * next : next * next * next
            if product <= power { root = next }
        }
        return UInt32(truncatingIfNeeded: root)
    }

    /// The digest of some octets.
    ///
    /// Complexity: linear; allocates a few words.
    static func of(_ octets: Span<UInt8>) -> UInt128 {
        var state = start
        var words = [UInt32](repeating: 0, count: 64)
        // A bit behind the octets, zeros, and the number of bits in the last eight octets.
        let blockCount = (octets.count + 8) / 64 + 1
        let bitCount = UInt64(octets.count) * 8
        for block in 0..<blockCount {
            for index in 0..<16 {
                var word: UInt32 = 0
                for place in 0..<4 {
                    let position = block * 64 + index * 4 + place
                    let octet: UInt8 =
                        if position < octets.count {
                            octets[position]
                        } else if position == octets.count {
                            0x80
                        } else {
                            0
                        }
                    word = word << 8 | UInt32(octet)
                }
                words[index] = word
            }
            if block == blockCount - 1 {
                words[14] = UInt32(truncatingIfNeeded: bitCount >> 32)
                words[15] = UInt32(truncatingIfNeeded: bitCount)
            }
            compress(&state, &words)
        }
        return state.prefix(4).reduce(0) { $0 << 32 | UInt128($1) }
    }

    /// Mixes a block into the state; sums are modulo 2^32.
    private static func compress(_ state: inout [UInt32], _ words: inout [UInt32]) {
        let constants = constants
        for index in 16..<64 {
            let (early, late) = (words[index - 15], words[index - 2])
            let mixed = early.rotated(7) ^ early.rotated(18) ^ early >> 3
            let other = late.rotated(17) ^ late.rotated(19) ^ late >> 10
            words[index] = words[index - 16] &+ mixed &+ words[index - 7] &+ other
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for index in 0..<64 {
            let choice = e & f ^ ~e & g
            let majority = a & b ^ a & c ^ b & c
            let first =
                h &+ (e.rotated(6) ^ e.rotated(11) ^ e.rotated(25)) &+ choice
                &+ constants[index] &+ words[index]
            let second = (a.rotated(2) ^ a.rotated(13) ^ a.rotated(22)) &+ majority
            (h, g, f, e) = (g, f, e, d &+ first)
            (d, c, b, a) = (c, b, a, first &+ second)
        }
        for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
    }
}

extension UInt32 {
    /// The bits rotated to the right.
    fileprivate func rotated(_ count: UInt32) -> UInt32 { self >> count | self << (32 - count) }
}
