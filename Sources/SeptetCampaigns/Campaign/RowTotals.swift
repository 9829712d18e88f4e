public import SeptetNumbers
internal import SeptetLists

/// What became of the rows of a list that aren't sent, and where the first of each kind are.
public struct RowTotals: Sendable, Hashable {
    /// Why a row isn't sent, or needn't be.
    public enum Kind: Sendable, Hashable {
        /// All its cells are blank.
        case blank
        /// Its recipient is among those that were excluded.
        case excluded
        /// Its recipient had a message before.
        case duplicate
        /// It has no recipient.
        case empty
        /// Its recipient isn't a number that a message may be sent to.
        case notANumber(NumberFault.Reason)
        /// It cannot be read, or its text cannot be planned.
        case damaged(RejectionReason)
    }

    /// The rows of a kind.
    public struct Rows: Sendable, Hashable {
        /// How many lines are kept.
        public static let lineLimit = 3

        /// How many there are.
        public internal(set) var count = 0

        /// The lines that the first of them begin on, ascending; rows of a sheet, and elements of a
        /// JSON array, by their numbers.
        public internal(set) var firstLines: [Int] = []

        /// So many rows, whose lines are not known.
        public init(count: Int = 0) {
            self.count = count
        }

        mutating func add(_ count: Int, line: Int?) {
            self.count += count
            guard let line,
                firstLines.count < Self.lineLimit || line < firstLines[Self.lineLimit - 1]
            else { return }
            firstLines = Array((firstLines + [line]).sorted().prefix(Self.lineLimit))
        }

        mutating func merge(_ other: Self) {
            count += other.count
            firstLines = Array((firstLines + other.firstLines).sorted().prefix(Self.lineLimit))
        }
    }

    /// The rows of each kind that there are.
    public internal(set) var byKind: [Kind: Rows] = [:]

    /// The messages to recipients that had one before, by what their cost depends on.
    public internal(set) var duplicateCounts: [MessageKind: Int] = [:]

    /// Whether messages to recipients that had one before are left out.
    public internal(set) var dropsDuplicates = false

    /// Whether there were more recipients than could be kept in the order of the list; then
    /// `duplicateCounts` lacks some.
    public internal(set) var lacksDuplicates = false

    /// Begins with nothing.
    public init() {}

    mutating func add(_ kind: Kind, count: Int = 1, line: Int?) {
        byKind[kind, default: Rows()].add(count, line: line)
    }

    mutating func addDuplicate(_ message: MessageKind, line: Int) {
        duplicateCounts[message, default: 0] += 1
        add(.duplicate, line: line)
    }

    /// Adds those of other rows of the same list.
    mutating func merge(_ other: Self) {
        byKind.merge(other.byKind) { left, right in
            var sum = left
            sum.merge(right)
            return sum
        }
        duplicateCounts.merge(other.duplicateCounts, uniquingKeysWith: +)
        dropsDuplicates = dropsDuplicates || other.dropsDuplicates
        lacksDuplicates = lacksDuplicates || other.lacksDuplicates
    }

    /// The rows of all kinds for which a condition holds.
    func rows(_ isWanted: (Kind) -> Bool) -> Rows {
        byKind.reduce(into: Rows()) { sum, row in if isWanted(row.key) { sum.merge(row.value) } }
    }
}

extension RowTotals.Kind {
    /// The kind of a row that is rejected.
    init(_ refusal: CampaignEstimator.Refusal) {
        if case .recipient(let fault) = refusal {
            self = fault.reason == .empty ? .empty : .notANumber(fault.reason)
        } else {
            self = .damaged(refusal.reason)
        }
    }

    /// Whether the kind is one of damage.
    var isDamage: Bool { if case .damaged = self { true } else { false } }

    /// Whether the kind is one of recipients that aren't numbers.
    var isNotANumber: Bool { if case .notANumber = self { true } else { false } }
}
