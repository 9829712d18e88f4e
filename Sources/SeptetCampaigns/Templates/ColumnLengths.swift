internal import Septet

/// What is known of a column's values before there are recipients: how long they are, and whether
/// they can force UCS-2.
public struct ColumnLengths: Sendable, Hashable {
    /// Why a declaration cannot be used.
    public struct DeclarationError: Error, Sendable, Hashable, CustomStringConvertible {
        /// The declaration.
        public let text: String

        /// What is wrong with it.
        public var description: String {
            "\"\(text)\" is no length of a column; write name=1...20 or name=0...30:ucs2"
        }
    }

    /// The column's name.
    public let name: String

    /// The units of its values, shortest and longest: septets, or UTF-16 units in UCS-2.
    public private(set) var unitCounts: ClosedRange<Int>

    /// Whether a value can have a character that the default alphabet lacks.
    public private(set) var canForceUCS2: Bool

    /// More units than any message has need not be told apart.
    static let unitLimit = MessagePlan.maximumPartCount * 8 * 140 / 7

    /// Declares a column.
    public init(_ name: String, _ unitCounts: ClosedRange<Int>, canForceUCS2: Bool = false) {
        self.name = name
        let least = min(max(0, unitCounts.lowerBound), Self.unitLimit)
        self.unitCounts = least...max(least, min(unitCounts.upperBound, Self.unitLimit))
        self.canForceUCS2 = canForceUCS2
    }

    /// Reads a declaration such as `first_name=1...20` or `city=0..30:ucs2`.
    public init(declaration text: String) throws(DeclarationError) {
        let error = DeclarationError(text: text)
        guard let sign = text.lastIndex(of: "="), sign > text.startIndex else { throw error }
        let parts = text[text.index(after: sign)...]
            .split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 1 || parts.count == 2 && ["gsm7", "ucs2"].contains(parts[1]),
            let lengths = parts.first
        else { throw error }
        let bounds = lengths.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = bounds.first.flatMap({ Self.count($0) }),
            let last = bounds.last.flatMap({ Self.count($0) }), first <= last,
            [1, 3, 4].contains(bounds.count), bounds.dropFirst().dropLast().allSatisfy(\.isEmpty)
        else { throw error }
        self.init(
            String(text[..<sign]),
            first...last,
            canForceUCS2: parts.count == 2 && parts[1] == "ucs2"
        )
    }

    private static func count(_ digits: Substring) -> Int? {
        digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
    }

    /// Widens the lengths so that a value of the column has one of them; what is no text is left out.
    public mutating func include(_ value: Span<UInt8>) {
        guard let plan = try? Planner().plan(utf8: value),
            let units = try? Planner(choice: .ucs2).plan(utf8: value)
        else { return }
        // The longer of both counts, so that the bounds hold beside a text that forces UCS-2.
        let least = min(unitCounts.lowerBound, plan.unitCount, units.unitCount)
        let most = max(unitCounts.upperBound, plan.unitCount, units.unitCount)
        unitCounts = least...most
        if plan.alphabet == .ucs2 { canForceUCS2 = true }
    }

    /// The lengths of a column by some of its values; `nil` when there is none that is text.
    public init?(_ name: String, firstValue: Span<UInt8>) {
        guard let units = try? Planner(choice: .ucs2).plan(utf8: firstValue).unitCount else {
            return nil
        }
        self.init(name, units...units)
        include(firstValue)
    }
}
