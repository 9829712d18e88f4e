public import Septet
public import SeptetBilling

/// A finished message of a campaign, and where it is cut.
public struct MessagePreview: Sendable, Hashable {
    /// Why a message is shown.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case first, longest
        case mostExpensive
    }

    /// Why it is shown.
    public let kind: Kind

    /// The row, counted from 1 behind the header.
    public let row: Int

    /// The line of the list that the row begins on.
    public let line: Int

    /// The recipient as it is written; `nil` without one.
    public let recipient: String?

    /// The alphabet it travels in.
    public let alphabet: Alphabet

    /// Its units.
    public let unitCount: Int

    /// The texts of its parts, in order.
    public let parts: [String]

    /// What it costs; `nil` when no price is known.
    public let cost: Cost?
}

/// A message that may be shown.
struct PreviewedMessage: Sendable {
    var row: Int
    let line: Int
    let recipient: [UInt8]?
    let text: [UInt8]
    let plan: MessagePlan
    let billedPartCount: Int
    let group: Int

    /// The most it can cost; zero when that is not known.
    let price: Amount
}

/// The messages of a campaign, or of a block of it, that are shown: some of the first, of the longest
/// and of the most expensive.
struct MessagePreviews: Sendable {
    private let limit: Int
    private(set) var first: [PreviewedMessage] = []
    private(set) var longest: [PreviewedMessage] = []
    private(set) var mostExpensive: [PreviewedMessage] = []

    /// Begins with none; keeps at most `limit` of each kind.
    init(limit: Int) {
        self.limit = max(0, limit)
    }

    /// Whether messages are wanted at all.
    var isWanted: Bool { limit > 0 }

    /// Takes a message where it is among those that are shown.
    mutating func add(_ message: PreviewedMessage) {
        guard isWanted else { return }
        Self.insert(message, into: &first, limit) { $0.row < $1.row }
        Self.insert(message, into: &longest, limit) { left, right in
            (right.plan.partCount, right.plan.unitCount, left.row)
                < (left.plan.partCount, left.plan.unitCount, right.row)
        }
        guard message.price > .zero else { return }
        Self.insert(message, into: &mostExpensive, limit) { left, right in
            left.price == right.price ? left.row < right.row : left.price > right.price
        }
    }

    /// Takes the messages of the next block, whose rows stand behind `rowOffset` others.
    mutating func merge(_ other: Self, rowOffset: Int) {
        for kept in [other.first, other.longest, other.mostExpensive] {
            for var message in kept {
                message.row += rowOffset
                add(message)
            }
        }
    }

    private static func insert(
        _ message: PreviewedMessage,
        into kept: inout [PreviewedMessage],
        _ limit: Int,
        _ precedes: (PreviewedMessage, PreviewedMessage) -> Bool
    ) {
        if kept.count == limit, let last = kept.last, !precedes(message, last) { return }
        guard !kept.contains(where: { $0.row == message.row }) else { return }
        kept.insert(message, at: kept.firstIndex { precedes(message, $0) } ?? kept.count)
        if kept.count > limit { kept.removeLast() }
    }

    /// The messages with their cuts; one that is shown already isn't repeated for another reason.
    ///
    /// - Parameter prices: What they cost.
    func shown(_ prices: PriceList?) -> [MessagePreview] {
        var rows: Set<Int> = []
        var shown: [MessagePreview] = []
        for (kind, kept) in [
            (MessagePreview.Kind.first, first), (.longest, longest),
            (.mostExpensive, mostExpensive),
        ] {
            for message in kept where rows.insert(message.row).inserted {
                shown.append(MessagePreview(kind, message, prices))
            }
        }
        return shown
    }
}

extension MessagePreview {
    fileprivate init(_ kind: Kind, _ message: PreviewedMessage, _ prices: PriceList?) {
        self.kind = kind
        row = message.row
        line = message.line
        recipient = message.recipient.map { String(decoding: $0, as: UTF8.self) }
        alphabet = message.plan.alphabet
        unitCount = message.plan.unitCount
        let text = String(decoding: message.text, as: UTF8.self)
        let octets = Array(text.utf8)
        let segments = (try? message.plan.segments(of: text, messageNumber: 0)) ?? []
        parts =
            segments.isEmpty
            ? [text]
            : segments.map { String(decoding: octets[$0.layout.utf8Range], as: UTF8.self) }
        cost = prices?.cost(
            group: message.group,
            messageCount: 1,
            partCount: message.billedPartCount
        )
    }
}
