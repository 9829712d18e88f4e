public import Septet
public import SeptetBilling
internal import SeptetLists

/// What a template can cost before there are recipients.
public struct TemplateLint: Sendable, Hashable {
    /// One end of what is possible.
    public struct Bound: Sendable, Hashable {
        /// The alphabet of such a message.
        public let alphabet: Alphabet
        /// Its units; of more than any message has, only that they are more.
        public let unitCount: Int
        /// Its parts; no message can have more than 255, and by how many it has more does not matter.
        public let partCount: Int
        /// The parts that the provider bills; as many without a provider.
        public let billedPartCount: Int
    }

    /// A character of the template itself that is not in the default alphabet.
    public struct ForcingCharacter: Sendable, Hashable {
        /// The character.
        public let scalar: Unicode.Scalar
        /// The column whose default it stands in; `nil` for the template's text.
        public let defaultOf: String?
    }

    /// The least a message can be.
    public let minimum: Bound

    /// The most a message can be; where pairs may fall on borders, as if each did.
    public let maximum: Bound

    /// The columns whose values can force UCS-2, in the order of the template.
    ///
    /// Empty when the template's own text does so for every message.
    public let forcingColumns: [String]

    /// The characters of the template that force UCS-2, each once.
    public let forcingCharacters: [ForcingCharacter]

    /// Finds the bounds of a template whose columns have known lengths.
    ///
    /// Throws `TemplateError.unknownColumn` for a field without. Line breaks in values, which some
    /// providers bill as two units, are not predicted. Complexity: linear in the template;
    /// allocates its octets and at most those of two of the longest messages.
    ///
    /// - Parameters:
    ///   - template: The template.
    ///   - columns: What is known of the lengths of its columns.
    ///   - planner: How messages are planned.
    ///   - billing: How parts are billed; without it each part is.
    public init(
        _ template: MessageTemplate,
        columns: [ColumnLengths],
        planner: Planner = Planner(),
        billing: PartBilling? = nil
    ) throws(TemplateError) {
        let binding = ColumnIndex(columns.map(\.name))
        var shortest = LintText()
        var longest = LintText()
        // Some providers bill characters, of which the same units can be half as many.
        var fewestCharacters =
            billing == nil ? [] : [LintText(of: .escapePairs), LintText(of: .surrogatePairs)]
        var forcing: [String] = []
        var forcingNames: Set<[UInt8]> = []
        for piece in template.pieces {
            switch piece {
            case .text(let text):
                shortest.text += text
                longest.text += text
                for index in fewestCharacters.indices { fewestCharacters[index].text += text }
            case .field(let field):
                let column = columns[try binding.index(of: field)]
                shortest.add(field, column, isLongest: false)
                longest.add(field, column, isLongest: true)
                for index in fewestCharacters.indices {
                    fewestCharacters[index].add(field, column, isLongest: false)
                }
                if column.canForceUCS2 && forcingNames.insert(Array(column.name.utf8)).inserted {
                    forcing.append(column.name)
                }
            }
        }
        forcingCharacters = Self.forcingCharacters(of: template, planner)
        let isForced = forcingCharacters.contains { $0.defaultOf == nil }
        forcingColumns = isForced || planner.choice != .cheapest ? [] : forcing
        var settings = CampaignSettings(planner, billing: billing)
        minimum = shortest.bound(settings, mayHavePairs: false)
            .billing(fewestCharacters.compactMap { $0.billedPartCount(settings) })
        let longestPlain = longest.bound(settings, mayHavePairs: longest.mayHavePairs)
        // With national tables a value of the default alphabet can be outside of the one chosen.
        let canForce =
            !forcingColumns.isEmpty || !forcingCharacters.isEmpty || !planner.languages.isEmpty
        // A rule for texts can know fewer characters than the default alphabet has.
        let mayForce = canForce || billing?.needsText ?? false
        if planner.choice == .cheapest && mayForce { settings.planner.choice = .ucs2 }
        let longestForced = longest.bound(settings, mayHavePairs: longest.mayHavePairs)
        maximum =
            canForce
            ? longestForced.moreExpensive(than: longestPlain)
            : longestPlain.billing(atLeast: longestForced)
    }

    private static func forcingCharacters(
        of template: MessageTemplate,
        _ planner: Planner
    ) -> [ForcingCharacter] {
        var found: [ForcingCharacter] = []
        var known: Set<ForcingCharacter> = []
        for piece in template.pieces {
            let (text, column): (String, String?) =
                switch piece {
                case .text(let text): (text, nil)
                case .field(let field): (field.fallback, field.column)
                }
            for offender in (try? planner.diagnose(text).offenders) ?? [] {
                let character = ForcingCharacter(scalar: offender.scalar, defaultOf: column)
                if known.insert(character).inserted { found.append(character) }
            }
        }
        return found
    }
}

extension TemplateLint.Bound {
    /// The bound with more parts, and the more that are billed of both.
    fileprivate func moreExpensive(than other: Self) -> Self {
        let chosen = partCount >= other.partCount ? self : other
        return Self(
            alphabet: chosen.alphabet,
            unitCount: chosen.unitCount,
            partCount: chosen.partCount,
            billedPartCount: max(billedPartCount, other.billedPartCount)
        )
    }

    /// The bound with the billed parts of another one where they are more.
    fileprivate func billing(atLeast other: Self) -> Self {
        Self(
            alphabet: alphabet,
            unitCount: unitCount,
            partCount: partCount,
            billedPartCount: max(billedPartCount, other.billedPartCount)
        )
    }

    /// The bound with the fewest billed parts of its own and some others.
    fileprivate func billing(_ others: [Int]) -> Self {
        Self(
            alphabet: alphabet,
            unitCount: unitCount,
            partCount: partCount,
            billedPartCount: others.reduce(billedPartCount, min)
        )
    }
}

/// A text that stands for all texts of some length.
private struct LintText {
    /// What values are made of.
    enum Filling {
        /// A unit each.
        case letters
        /// Two septets each, for as few characters as septets can be.
        case escapePairs
        /// Two UTF-16 units each where a column can force UCS-2, otherwise as `escapePairs`.
        case surrogatePairs
    }

    var text = ""

    private let filling: Filling

    /// Whether a value has room for a pair, whose place is not known.
    var mayHavePairs = false

    /// The letters that stand for values so far.
    ///
    /// When they are more than any message has, no more are written: how long the values of
    /// thousands of fields are declared to be costs nothing.
    private var letterCount = 0

    init(of filling: Filling = .letters) {
        self.filling = filling
    }

    /// Adds a value of the shortest or the longest length.
    mutating func add(
        _ field: MessageTemplate.Field,
        _ column: ColumnLengths,
        isLongest: Bool
    ) {
        let counts = column.unitCounts
        let fallbackCount = Self.unitCount(of: field.fallback)
        if counts.lowerBound == 0 && !field.fallback.isEmpty {
            let next = min(1, counts.upperBound)
            let isFallback =
                isLongest
                ? fallbackCount >= counts.upperBound
                : next == 0 || fallbackCount <= next && Self.isPlain(field.fallback)
            if isFallback {
                text += field.fallback
                return
            }
            if isLongest {
                addLongest(field, column)
            } else {
                addUnits(next, column)
            }
        } else {
            addUnits(isLongest ? counts.upperBound : counts.lowerBound, column)
        }
        if counts.upperBound > 1 || !field.fallback.isEmpty { mayHavePairs = true }
    }

    private mutating func addUnits(_ count: Int, _ column: ColumnLengths) {
        guard letterCount <= ColumnLengths.unitLimit else { return }
        letterCount += count
        let pair: String? =
            switch filling {
            case .letters: nil
            case .surrogatePairs where column.canForceUCS2: "\u{1F600}"
            case .escapePairs, .surrogatePairs: "€"
            }
        if let pair { text += String(repeating: pair, count: count / 2) }
        text += String(repeating: "a", count: pair == nil ? count : count % 2)
    }

    /// Adds a value as long as the longest one, with the line breaks of the default, which some
    /// providers bill as two units.
    private mutating func addLongest(_ field: MessageTemplate.Field, _ column: ColumnLengths) {
        let breakCount = Self.lineBreakCount(of: field.fallback)
        // Letters first, so that no break of the text before makes one of two.
        addUnits(column.unitCounts.upperBound - breakCount, column)
        text += String(repeating: "\n", count: breakCount)
    }

    /// The units of a text: the more of septets and UTF-16 units.
    private static func unitCount(of text: String) -> Int {
        let septetCount = (try? Planner(choice: .gsm7Bit).plan(text))?.unitCount ?? 0
        return max(septetCount, text.utf16.count)
    }

    /// Whether a text costs no more than as many letters.
    private static func isPlain(_ text: String) -> Bool {
        (try? Planner(choice: .gsm7Bit).plan(text)) != nil && lineBreakCount(of: text) == 0
    }

    private static func lineBreakCount(of text: String) -> Int {
        text.utf8.count { $0 == 0x0A || $0 == 0x0D }
    }

    /// The parts a provider bills; `nil` when the text cannot be planned.
    func billedPartCount(_ settings: CampaignSettings) -> Int? {
        guard let plan = try? settings.planner.plan(text) else { return nil }
        return settings.billedPartCount(validUTF8: text.utf8Span.span, plan, country: nil)
    }

    /// Whether a rule for texts is to be taken as if a value had a character that it does not know.
    private static func isForced(_ settings: CampaignSettings) -> Bool {
        settings.planner.choice == .ucs2 && settings.billing?.needsText ?? false
    }

    func bound(_ settings: CampaignSettings, mayHavePairs: Bool) -> TemplateLint.Bound {
        let planner = settings.planner
        do {
            let plan = try planner.plan(text)
            var partCount = plan.partCount
            if partCount > 1 && mayHavePairs && planner.boundary == .grapheme {
                // Whatever the clusters are, two neighbouring parts hold more than one has room for.
                partCount = max(partCount, 2 * plan.unitCount / plan.unitsPerPart + 1)
            } else if partCount > 1 && mayHavePairs && planner.boundary == .pair {
                // A pair on each border leaves one unit of each part unused.
                let most = plan.division.mostPartCount(unitCount: plan.unitCount)
                partCount = max(partCount, most)
            }
            // Where parts are billed as they are carried, pairs on borders count too.
            let billed = settings.billedPartCount(
                validUTF8: text.utf8Span.span,
                plan,
                country: nil
            )
            return TemplateLint.Bound(
                alphabet: plan.alphabet,
                unitCount: plan.unitCount,
                partCount: partCount,
                billedPartCount: billed == plan.partCount || Self.isForced(settings)
                    ? max(billed, partCount) : billed
            )
        } catch {
            guard case .tooManyParts(let partCount, let alphabet, let unitCount) = error else {
                return TemplateLint.Bound(
                    alphabet: .gsm7Bit,
                    unitCount: 0,
                    partCount: 0,
                    billedPartCount: 0
                )
            }
            return TemplateLint.Bound(
                alphabet: alphabet,
                unitCount: unitCount,
                partCount: partCount,
                billedPartCount: partCount
            )
        }
    }
}

/// The lengths of a column's values, known before there are recipients: how long they are, and whether
/// they can force UCS-2.
public struct ColumnLengths: Sendable, Hashable {
    /// Why a declaration cannot be used.
    public struct DeclarationError: Error, Sendable, Hashable, CustomStringConvertible {
        /// The declaration.
        public let text: String

        /// What is wrong with it.
        public var description: String {
            "\"\(text)\" isn't a length of a column; write name=1...20 or name=0...30:ucs2"
        }
    }

    /// The column's name.
    public let name: String

    /// The units of its values, shortest and longest: septets, or UTF-16 units in UCS-2.
    public private(set) var unitCounts: ClosedRange<Int>

    /// Whether a value can have a character that the default alphabet lacks.
    public private(set) var canForceUCS2: Bool

    /// All counts above what any message has are treated alike.
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
        let octets = Array(text.utf8)
        guard let sign = octets.lastIndex(of: UInt8(ascii: "=")), sign > 0 else { throw error }
        let parts = octets[(sign + 1)...]
            .split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        let mayForce = parts.count == 2 && parts[1].elementsEqual("ucs2".utf8)
        guard
            parts.count == 1 || mayForce || parts.count == 2 && parts[1].elementsEqual("gsm7".utf8),
            let lengths = parts.first
        else { throw error }
        let bounds = lengths.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard let first = bounds.first.flatMap({ Self.count($0) }),
            let last = bounds.last.flatMap({ Self.count($0) }), first <= last,
            [1, 3, 4].contains(bounds.count), bounds.dropFirst().dropLast().allSatisfy(\.isEmpty)
        else { throw error }
        let name = String(decoding: octets[..<sign], as: UTF8.self)
        self.init(name, first...last, canForceUCS2: mayForce)
    }

    private static func count(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.allSatisfy { (0x30...0x39).contains($0) }
            ? Int(String(decoding: digits, as: UTF8.self)) : nil
    }

    /// Widens the lengths so that a value of the column has one of them; values that are not text are left out.
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

    /// The lengths of a column by some of its values; `nil` when no value is text.
    public init?(_ name: String, firstValue: Span<UInt8>) {
        guard let units = try? Planner(choice: .ucs2).plan(utf8: firstValue).unitCount else {
            return nil
        }
        self.init(name, units...units)
        include(firstValue)
    }
}
