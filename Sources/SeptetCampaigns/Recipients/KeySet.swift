/// Keys, each once, in bounded memory.
///
/// Keys are gathered in memory, and when they are too many kept as runs of a few octets for each.
/// When runs outgrow memory they are merged, and written to a temporary file without a name. Where
/// that fails, not all are kept, and the set says so.
struct KeySet<Key: FixedWidthInteger & UnsignedInteger & Sendable>: ~Copyable, Sendable {
    private let gatheredLimit: Int
    private let runOctetLimit: Int
    private let blockOctetLimit: Int
    private let spillFolder: String?

    private var gathered: KeyGathering<Key>
    private var runs: [KeyRun<Key>] = []
    private var runOctetCount = 0
    private var file: SpillFile?
    private var spilledRuns: [Range<Int>] = []

    /// Whether some keys could not be kept.
    private(set) var isIncomplete = false

    /// An empty set.
    ///
    /// - Parameters:
    ///   - octetLimit: The memory it may take; at least 64 KiB are taken.
    ///   - spillFolder: Where the temporary file is made; by default where the system has them.
    init(octetLimit: Int, spillFolder: String?) {
        let limit = max(64 << 10, octetLimit)
        // Three eighths each for keys as they are and for what they are merged into, a quarter for
        // runs; while runs are read there is an eighth for reading from the file.
        gatheredLimit = limit / 8 * 3 / MemoryLayout<Key>.size
        gathered = KeyGathering<Key>(limit: gatheredLimit)
        runOctetLimit = limit / 4
        blockOctetLimit = limit / 8
        self.spillFolder = spillFolder
    }

    /// Whether no key has been added.
    var isEmpty: Bool {
        gathered.count == 0 && runs.isEmpty && spilledRuns.isEmpty && !isIncomplete
    }

    /// Adds all keys of another set.
    ///
    /// Complexity: linear in the other set; its runs in memory are taken as they are.
    mutating func merge(_ other: consuming Self) {
        if other.isIncomplete { isIncomplete = true }
        if other.spilledRuns.isEmpty {
            for run in other.runs { append(run) }
            gathered.merge(other.gathered)
            keepToLimit()
        } else if !other.forEachKey({ add($0) }) {
            isIncomplete = true
        }
    }

    /// How many different keys have been kept; `isIncomplete` says whether there may be more.
    ///
    /// Complexity: linear; the set can be added to afterwards.
    mutating func count() -> Int {
        if runs.isEmpty && spilledRuns.isEmpty { return gathered.countKeys() }
        var count = 0
        if !forEachKey({ _ in count += 1 }) { isIncomplete = true }
        return count
    }

    /// Adds a key.
    ///
    /// Complexity: constant, but for the sorting now and then.
    mutating func add(_ key: Key) {
        guard !isIncomplete else { return }
        gathered.add(key)
        keepToLimit()
    }

    /// Calls `body` with each key in ascending order.
    ///
    /// - Returns: Whether all could be read.
    mutating func forEachKey(_ body: (Key) -> Void) -> Bool {
        let keys = gathered.sorted()
        if runs.isEmpty && spilledRuns.isEmpty {
            for key in keys { body(key) }
            return true
        }
        let readerCount = max(1, spilledRuns.count)
        let block = max(4 << 10, blockOctetLimit / readerCount)
        let sources =
            spilledRuns.map { KeyRunSource.file($0) }
            + runs.map { KeyRunSource.memory($0.octets) }
            + [.memory(KeyRun(keys).octets)]
        do {
            let readers = sources.map { KeyRunReader<Key>($0, blockOctetCount: block) }
            var merging = try KeyMerging<Key>(readers, file)
            while let key = try merging.next(file) { body(key) }
            return true
        } catch {
            return false
        }
    }

    /// Sorts what has been gathered, so that less is left for the thread that merges.
    mutating func sort() {
        _ = gathered.sorted()
    }

    /// Makes a run of the keys gathered when they are too many.
    private mutating func keepToLimit() {
        guard gathered.count >= gatheredLimit else { return }
        append(KeyRun(gathered.takeSorted()))
    }

    private mutating func append(_ run: KeyRun<Key>) {
        runs.append(run)
        runOctetCount += run.octets.count
        if runOctetCount > runOctetLimit { compact() }
    }

    /// Merges the runs in memory to one; writes it to the file when it is large.
    private mutating func compact() {
        let readers = runs.map { KeyRunReader<Key>(.memory($0.octets), blockOctetCount: 0) }
        // Merging brings keys closer, so what is merged takes no more than the runs.
        var merged = KeyRun<Key>(octetCapacity: runOctetCount)
        do {
            let nowhere: SpillFile? = nil
            var merging = try KeyMerging<Key>(readers, nowhere)
            while let key = try merging.next(nowhere) { merged.append(key) }
        } catch {
            // Runs in memory are read without a file.
            isIncomplete = true
        }
        runs = [merged]
        runOctetCount = merged.octets.count
        if runOctetCount > runOctetLimit / 2 { spill(merged) }
    }

    private mutating func spill(_ run: KeyRun<Key>) {
        do {
            let start = file?.octetCount ?? 0
            if file == nil { file = try SpillFile(folder: spillFolder) }
            try file?.append(run.octets)
            spilledRuns.append(start..<start + run.octets.count)
            runs = []
            runOctetCount = 0
        } catch {
            // What has been kept stays; nothing more can be.
            isIncomplete = true
        }
    }
}

/// Keys in memory, each once: the newest in the order they were added, the others in ascending order.
///
/// New keys are sorted in portions that stay in the cache meanwhile. Two neighbours of about one
/// length are merged at once, so each key gathered here is merged as often as the portions can be
/// halved.
struct KeyGathering<Key: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    /// Half a MiB, and as much for what they are sorted by.
    private static var cachedKeyCount: Int { (1 << 19) / MemoryLayout<Key>.size }

    private let portionLimit: Int
    private var portion: [Key] = []
    private var sorting = KeySorting<Key>()

    /// Of those gathered here each is at least about twice as long as the next one; those of others
    /// come as they are.
    private var ascending: [[Key]] = []

    private var ascendingCount = 0

    /// No keys; `limit` is how many are to be kept at most.
    init(limit: Int) {
        portionLimit = max(1, min(Self.cachedKeyCount, limit / 4))
    }

    /// How many keys are kept; those that repeat another may be among them.
    var count: Int { ascendingCount + portion.count }

    /// Adds a key.
    ///
    /// Complexity: constant, but for the sorting now and then.
    mutating func add(_ key: Key) {
        portion.append(key)
        if portion.count == portionLimit { sort() }
    }

    /// Adds the keys of another, which are merged with these when they are asked for.
    mutating func merge(_ other: consuming Self) {
        other.sort()
        ascending += other.ascending
        ascendingCount += other.ascendingCount
    }

    /// How many different keys there are.
    ///
    /// Complexity: the keys times the logarithm of the arrays they are in.
    mutating func countKeys() -> Int {
        sort()
        mergeShortest(downTo: 2)
        guard ascending.count == 2 else { return ascendingCount }
        return Self.unionCount(ascending[0], ascending[1])
    }

    /// All keys in ascending order, each once.
    ///
    /// Complexity: as `countKeys`.
    mutating func sorted() -> [Key] {
        sort()
        mergeShortest(downTo: 1)
        return ascending.first ?? []
    }

    /// Takes all keys, in ascending order, each once.
    mutating func takeSorted() -> [Key] {
        let keys = sorted()
        ascending = []
        ascendingCount = 0
        return keys
    }

    /// Sorts the newest keys.
    private mutating func sort() {
        guard !portion.isEmpty else { return }
        sorting.sort(&portion)
        ascending.append(portion)
        ascendingCount += portion.count
        portion.removeAll(keepingCapacity: true)
        while ascending.count > 1, let last = ascending.last,
            ascending[ascending.count - 2].count < 2 * last.count
        {
            mergeLast()
        }
    }

    private mutating func mergeShortest(downTo arrayCount: Int) {
        ascending.sort { $0.count > $1.count }
        while ascending.count > arrayCount {
            mergeLast()
            var place = ascending.count - 1
            while place > 0 && ascending[place - 1].count < ascending[place].count {
                ascending.swapAt(place - 1, place)
                place -= 1
            }
        }
    }

    private mutating func mergeLast() {
        let last = ascending.removeLast()
        let before = ascending.removeLast()
        let union = Self.union(before, last)
        ascendingCount += union.count - last.count - before.count
        ascending.append(union)
    }

    // Whichever head is the least is a coin toss, so nothing branches on it.
    private static func union(_ leftKeys: [Key], _ rightKeys: [Key]) -> [Key] {
        let (left, right) = (leftKeys.span, rightKeys.span)
        var keys: [Key] = []
        keys.append(addingCapacity: left.count + right.count) { keys in
            var (leftIndex, rightIndex) = (0, 0)
            while leftIndex < left.count && rightIndex < right.count {
                let (first, second) = (left[leftIndex], right[rightIndex])
                keys.append(min(first, second))
                leftIndex &+= first <= second ? 1 : 0
                rightIndex &+= second <= first ? 1 : 0
            }
            for index in leftIndex..<left.count { keys.append(left[index]) }
            for index in rightIndex..<right.count { keys.append(right[index]) }
        }
        return keys
    }

    private static func unionCount(_ leftKeys: [Key], _ rightKeys: [Key]) -> Int {
        let (left, right) = (leftKeys.span, rightKeys.span)
        var count = 0
        var (leftIndex, rightIndex) = (0, 0)
        while leftIndex < left.count && rightIndex < right.count {
            let (first, second) = (left[leftIndex], right[rightIndex])
            count &+= 1
            leftIndex &+= first <= second ? 1 : 0
            rightIndex &+= second <= first ? 1 : 0
        }
        return count + left.count - leftIndex + right.count - rightIndex
    }
}

/// Sorts keys by their digits of ten bits, the least significant first.
///
/// Bits in which all keys agree are in no digit; of the numbers of one country the highest are.
struct KeySorting<Key: FixedWidthInteger & UnsignedInteger & Sendable> {
    // Fewer bits make more passes, more bits more places to write at than the innermost cache holds.
    private static var digitBitCount: Int { 10 }
    private static var digitCount: Int { 1 << digitBitCount }

    /// Below this comparing is quicker.
    private static var leastKeyCount: Int { 512 }

    private var scratch: [Key] = []

    /// For each digit of a key how many keys have it, then where the next one of them goes.
    private var places: [UInt32] = []

    /// Sorts and drops repeated keys, fewer than 2^32.
    ///
    /// Complexity: linear; allocates as much as the keys take, and keeps it.
    mutating func sort(_ keys: inout [Key]) {
        if keys.count < Self.leastKeyCount {
            keys.sort()
        } else {
            if scratch.count < keys.count {
                scratch = [Key](repeating: 0, count: keys.count)
            } else {
                scratch.removeLast(scratch.count - keys.count)
            }
            let shifts = Self.shifts(keys.span)
            count(keys.span, shifts.span)
            var first = 0
            for shift in shifts {
                Self.distribute(keys.span, shift, &places, first, &scratch)
                swap(&keys, &scratch)
                first += Self.digitCount
            }
        }
        Self.dropRepeated(&keys)
    }

    /// How far each digit is from the end of a key.
    private static func shifts(_ keys: Span<Key>) -> [Key] {
        var varying: Key = 0
        for index in keys.indices { varying |= keys[index] ^ keys[0] }
        var shifts: [Key] = []
        while varying != 0 {
            let shift = varying.trailingZeroBitCount
            shifts.append(Key(shift))
            let end = shift + digitBitCount
            varying = (varying >> end) << end
        }
        return shifts
    }

    /// Counts the keys of each digit, all digits at once: one need not wait for another.
    private mutating func count(_ keys: Span<Key>, _ shifts: Span<Key>) {
        places = [UInt32](repeating: 0, count: shifts.count << Self.digitBitCount)
        var counts = places.mutableSpan
        for index in keys.indices {
            let key = keys[index]
            for digit in shifts.indices {
                let value = Int(truncatingIfNeeded: key &>> shifts[digit]) & (Self.digitCount - 1)
                counts[digit << Self.digitBitCount | value] &+= 1
            }
        }
        for first in stride(from: 0, to: counts.count, by: Self.digitCount) {
            var place: UInt32 = 0
            for index in first..<first + Self.digitCount {
                let count = counts[index]
                counts[index] = place
                place &+= count
            }
        }
    }

    /// Puts keys in the order of one digit; those that agree in it stay in theirs.
    private static func distribute(
        _ keys: Span<Key>,
        _ shift: Key,
        _ placeTable: inout [UInt32],
        _ first: Int,
        _ sortedKeys: inout [Key]
    ) {
        var places = placeTable.mutableSpan
        var sorted = sortedKeys.mutableSpan
        for index in keys.indices {
            let key = keys[index]
            let value = first | Int(truncatingIfNeeded: key &>> shift) & (digitCount - 1)
            let place = places[value]
            places[value] = place &+ 1
            sorted[Int(place)] = key
        }
    }

    private static func dropRepeated(_ keys: inout [Key]) {
        guard var last = keys.first else { return }
        var kept = 1
        var span = keys.mutableSpan
        for index in 1..<span.count where span[index] != last {
            last = span[index]
            span[kept] = last
            kept += 1
        }
        keys.removeSubrange(kept...)
    }
}
