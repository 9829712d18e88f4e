/// Finds the country whose numbers a list holds, from those that do not show theirs.
///
/// Keeps a sample of such numbers, the same for the same list however it is divided: those with the
/// least hashes, each once. Without more numbers than the sample holds, all of them.
public struct CountrySurvey: Sendable, Hashable {
    /// What a country would make of the sample.
    public struct Suggestion: Sendable, Hashable {
        /// The countries that make the most numbers valid, best known ones of their calling codes;
        /// several when they do equally well, at most three.
        public let countries: [CountryCode]
        /// How many numbers of the sample are valid with it.
        public let validCount: Int
        /// How many are valid as they have been read.
        public let validCountNow: Int
        /// How many numbers the sample has.
        public let sampleCount: Int
        /// Whether the list has more of them.
        public let isSample: Bool
    }

    /// How many numbers the sample holds unless the caller says otherwise.
    public static let defaultLimit = 1024

    /// Which part of the sample a country must make valid in addition.
    private static let leastGain = 20

    private struct Entry: Sendable, Hashable {
        let hash: UInt64
        let digits: Digits
        let bracketedZero: Int?

        /// Of numbers that are written in several ways, one is kept whatever their order is.
        func isBefore(_ other: Entry) -> Bool {
            (hash, digits.bits, bracketedZero ?? -1)
                < (other.hash, other.digits.bits, other.bracketedZero ?? -1)
        }
    }

    private let limit: Int
    private var entries: [Entry] = []

    /// Hashes up to this one may be in the sample.
    private var threshold = UInt64.max

    /// An empty sample of at most so many numbers.
    public init(limit: Int = Self.defaultLimit) {
        self.limit = max(1, limit)
    }

    /// Adds a number that was read, unless it shows its country.
    ///
    /// Complexity: constant but for a sample's numbers; allocates for these only.
    @inline(__always)
    public mutating func add(_ octets: Span<UInt8>, read reading: NumberReading) {
        if reading.form == .international { return }
        let hash = Self.mixed(reading.number.key ?? 0)
        if hash <= threshold { insert(octets, hash) }
    }

    /// Adds a value that was rejected, when it may be a number of another country.
    public mutating func add(_ octets: Span<UInt8>, rejected fault: NumberFault) {
        switch fault.reason {
        case .nationalNumber, .tooShort, .tooLong, .unknownCallingCode:
            guard let written = try? WrittenNumber(octets), !written.hasPlus else { return }
            insert(octets, Self.mixed(UInt64(truncatingIfNeeded: written.digits.bits >> 64)))
        default: return
        }
    }

    /// Adds the sample of another part of the list.
    public mutating func merge(_ other: CountrySurvey) {
        entries += other.entries
        threshold = min(threshold, other.threshold)
        shrink()
    }

    private mutating func insert(_ octets: Span<UInt8>, _ hash: UInt64) {
        guard hash <= threshold, let written = try? WrittenNumber(octets), !written.hasPlus else {
            return
        }
        entries.append(
            Entry(hash: hash, digits: written.digits, bracketedZero: written.bracketedZero)
        )
        if entries.count / 4 >= limit { shrink() }
    }

    /// Keeps the least hashes, each once.
    private mutating func shrink() {
        entries.sort { $0.isBefore($1) }
        var kept: [Entry] = []
        kept.reserveCapacity(min(limit, entries.count))
        var isFull = threshold != .max
        for entry in entries where entry.hash <= threshold && entry.hash != kept.last?.hash {
            if kept.count == limit {
                isFull = true
                break
            }
            kept.append(entry)
        }
        if isFull, kept.count == limit, let last = kept.last {
            threshold = min(threshold, last.hash)
        }
        entries = kept
    }

    /// Whether there are more numbers than the sample holds.
    public var isSample: Bool { threshold != .max }

    /// The numbers of the sample as text, from which another process can make it again.
    ///
    /// Complexity: sorts; allocates the texts.
    public mutating func serialized() -> [String] {
        shrink()
        return entries.map { entry in
            let zero = entry.bracketedZero.map { ":\($0)" } ?? ""
            return "\(String(entry.hash, radix: 16)):\(entry.digits.text)\(zero)"
        }
    }

    /// Adds a sample that was written by `serialized()`.
    ///
    /// - Parameters:
    ///   - texts: What `serialized()` gave.
    ///   - isSample: Whether there were more numbers than the sample held.
    /// - Returns: Whether it is a sample; nothing is added otherwise.
    public mutating func merge(serialized texts: [String], isSample: Bool) -> Bool {
        guard texts.count <= limit else { return false }
        var read: [Entry] = []
        for text in texts {
            let parts = text.utf8.split(separator: 0x3A, omittingEmptySubsequences: false)
            guard (2...3).contains(parts.count), let hash = UInt64(Substring(parts[0]), radix: 16)
            else { return false }
            var digits = Digits()
            for octet in parts[1] {
                guard (0x30...0x39).contains(octet), digits.append(octet - 0x30) else {
                    return false
                }
            }
            let zero = parts.count == 3 ? Int(Substring(parts[2])) : nil
            guard digits.count > 0, parts.count == 2 || zero.map(digits.hasPlace) == true else {
                return false
            }
            read.append(Entry(hash: hash, digits: digits, bracketedZero: zero))
        }
        entries += read
        if isSample, let last = read.map(\.hash).max() { threshold = min(threshold, last) }
        shrink()
        return true
    }

    // SplitMix64's finalizer: neighbouring numbers must not be neighbours.
    private static func mixed(_ key: UInt64) -> UInt64 {
        var hash = (key ^ key >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        return hash ^ hash >> 31
    }

    /// The country that would make more numbers valid than have been with `reader`.
    ///
    /// Returns `nil` when none would, or none a twentieth of the sample more, because a few numbers
    /// of a list are always valid somewhere else; and when more than three do equally well.
    /// Complexity: the sample times the countries, about 20 ms; allocates.
    public mutating func suggestion(for reader: NumberReader) -> Suggestion? {
        shrink()
        guard !entries.isEmpty else { return nil }
        let now = Self.validCount(entries[...], reader)
        let enough = now + entries.count / Self.leastGain
        var best = (count: now, countries: [CountryCode]())
        for (country, count) in candidates() where count >= best.count && count > enough {
            if count > best.count { best = (count, []) }
            best.countries.append(country)
        }
        // Digits that are a British number now, and another one with Germany, speak for Britain.
        let kept = best.countries.map { ($0, keptCount($0, reader)) }
        let most = kept.map(\.1).max()
        best.countries = kept.filter { $0.1 == most }.map(\.0)
        // Of countries that share a calling code the main one is meant.
        var codes: [Int: CountryCode] = [:]
        for country in best.countries {
            let known = codes[country.callingCode]
            if known == nil || country.isMainOfCallingCode { codes[country.callingCode] = country }
        }
        let countries = codes.values.sorted()
        guard (1...3).contains(countries.count) else { return nil }
        return Suggestion(
            countries: countries,
            validCount: best.count,
            validCountNow: now,
            sampleCount: entries.count,
            isSample: isSample
        )
    }

    /// The countries with how many numbers of the sample they make valid; of a large sample those
    /// that do best with a part of it.
    private func candidates() -> [(CountryCode, Int)] {
        let part = entries.prefix(128)
        let first = CountryCode.all.map { ($0, Self.validCount(part, NumberReader(country: $0))) }
        guard entries.count > part.count else { return first }
        let best = first.sorted { ($0.1, $1.0) > ($1.1, $0.0) }.prefix(40)
        return best.map { ($0.0, Self.validCount(entries[...], NumberReader(country: $0.0))) }
    }

    /// How many numbers that are valid now are the same with a country.
    private func keptCount(_ country: CountryCode, _ reader: NumberReader) -> Int {
        let other = NumberReader(country: country)
        return entries.count { entry in
            let written = WrittenNumber(entry.digits, bracketedZero: entry.bracketedZero)
            guard let now = try? reader.read(written), now.facts.isValid else { return false }
            return (try? other.read(written))?.number == now.number
        }
    }

    private static func validCount(_ entries: ArraySlice<Entry>, _ reader: NumberReader) -> Int {
        entries.count { entry in
            let written = WrittenNumber(entry.digits, bracketedZero: entry.bracketedZero)
            return (try? reader.read(written).facts.isValid) ?? false
        }
    }
}
