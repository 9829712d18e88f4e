/// Keys in memory, each once: the newest as they came, the others in ascending order.
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
