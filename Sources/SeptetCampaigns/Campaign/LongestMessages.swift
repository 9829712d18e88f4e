/// The longest messages of a campaign with the rows they come from.
public struct LongestMessages: Sendable, Hashable {
    /// One of the longest messages.
    public struct Entry: Sendable, Hashable {
        /// The row, counted from 1 behind the header; rejected rows count.
        public let row: Int
        /// How many parts the message has.
        public let partCount: Int
        /// How many septets or UTF-16 units it has.
        public let unitCount: Int

        /// Describes a message.
        public init(row: Int, partCount: Int, unitCount: Int) {
            self.row = row
            self.partCount = partCount
            self.unitCount = unitCount
        }

        /// Whether the message comes before another: more parts, more units, an earlier row.
        func precedes(_ other: Self) -> Bool {
            (other.partCount, other.unitCount, row) < (partCount, unitCount, other.row)
        }
    }

    /// How many messages are kept.
    public static let limit = 10

    /// The longest first.
    public private(set) var entries: [Entry] = []

    /// Begins with none.
    public init() {}

    /// Takes a message when it is among the longest.
    ///
    /// Complexity: constant for most messages.
    public mutating func add(_ entry: Entry) {
        if entries.count == Self.limit, let last = entries.last, !entry.precedes(last) { return }
        let place = entries.firstIndex { entry.precedes($0) } ?? entries.count
        entries.insert(entry, at: place)
        if entries.count > Self.limit { entries.removeLast() }
    }

    /// Takes the longest of two lists; rows of the other list may be moved behind those of this.
    public mutating func merge(_ other: Self, rowOffset: Int = 0) {
        for entry in other.entries {
            let (row, isOverflow) = entry.row.addingReportingOverflow(rowOffset)
            add(
                Entry(
                    row: isOverflow ? .max : row,
                    partCount: entry.partCount,
                    unitCount: entry.unitCount
                )
            )
        }
    }
}
