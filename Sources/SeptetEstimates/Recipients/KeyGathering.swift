/// Keys in memory, each once: the newest as they came, the others in ascending order.
///
/// New keys are sorted in portions that stay in the cache meanwhile. Two neighbours of about one
/// length are merged at once, so each key is merged as often as its count can be halved.
struct KeyGathering: Sendable {
    private static let portionLimit = 1 << 16

    private let portionLimit: Int
    private var portion: [UInt64] = []
    private var sorting = KeySorting()

    /// Of those gathered here each is at least about twice as long as the next one.
    private var ascending: [[UInt64]] = []

    private var ascendingCount = 0

    /// No keys; `limit` is how many are to be kept at most.
    init(limit: Int) {
        portionLimit = max(1, min(Self.portionLimit, limit / 4))
    }

    /// How many keys are kept; those that repeat another may be among them.
    var count: Int { ascendingCount + portion.count }

    /// Adds a key.
    ///
    /// Complexity: constant, but for the sorting now and then.
    mutating func add(_ key: UInt64) {
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
    /// Complexity: linear.
    mutating func countKeys() -> Int {
        sort()
        while ascending.count > 2 { mergeLast() }
        guard ascending.count == 2 else { return ascendingCount }
        return Self.unionCount(ascending[0], ascending[1])
    }

    /// All keys in ascending order, each once.
    mutating func sorted() -> [UInt64] {
        sort()
        while ascending.count > 1 { mergeLast() }
        return ascending.first ?? []
    }

    /// Takes all keys, in ascending order, each once.
    mutating func takeSorted() -> [UInt64] {
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

    private mutating func mergeLast() {
        let last = ascending.removeLast()
        let before = ascending.removeLast()
        let union = Self.union(before, last)
        ascendingCount += union.count - last.count - before.count
        ascending.append(union)
    }

    // Whichever head is the least is a coin toss, so nothing branches on it.
    private static func union(_ leftKeys: [UInt64], _ rightKeys: [UInt64]) -> [UInt64] {
        let (left, right) = (leftKeys.span, rightKeys.span)
        var keys: [UInt64] = []
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

    private static func unionCount(_ leftKeys: [UInt64], _ rightKeys: [UInt64]) -> Int {
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
