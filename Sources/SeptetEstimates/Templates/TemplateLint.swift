public import Septet

/// What a template can cost before there are recipients.
public struct TemplateLint: Sendable, Hashable {
    /// One end of what is possible.
    public struct Bound: Sendable, Hashable {
        /// The alphabet of such a message.
        public let alphabet: Alphabet
        /// Its units.
        public let unitCount: Int
        /// Its parts; beyond 255 no message can have them.
        public let partCount: Int
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
    /// Throws `TemplateError.unknownColumn` for a field without. Complexity: linear in the template
    /// and the lengths, which are bounded; allocates.
    public init(
        _ template: MessageTemplate,
        columns: [ColumnLengths],
        planner: Planner = Planner()
    ) throws(TemplateError) {
        let binding = ColumnBinding(columns.map(\.name))
        var shortest = LintText()
        var longest = LintText()
        var forcing: [String] = []
        for piece in template.pieces {
            switch piece {
            case .text(let text):
                shortest.text += text
                longest.text += text
            case .field(let field):
                let column = columns[try binding.index(of: field)]
                shortest.add(field, column, isLongest: false)
                longest.add(field, column, isLongest: true)
                if column.canForceUCS2 && !forcing.contains(column.name) {
                    forcing.append(column.name)
                }
            }
        }
        forcingCharacters = Self.forcingCharacters(of: template, planner)
        let isForced = forcingCharacters.contains { $0.defaultOf == nil }
        forcingColumns = isForced || planner.choice != .cheapest ? [] : forcing
        minimum = shortest.bound(planner, mayHavePairs: false)
        let longestPlain = longest.bound(planner, mayHavePairs: longest.mayHavePairs)
        var inUCS2 = planner
        let canForce = !forcingColumns.isEmpty || !forcingCharacters.isEmpty
        if planner.choice == .cheapest && canForce { inUCS2.choice = .ucs2 }
        let longestForced = longest.bound(inUCS2, mayHavePairs: longest.mayHavePairs)
        maximum = longestForced.partCount >= longestPlain.partCount ? longestForced : longestPlain
    }

    private static func forcingCharacters(
        of template: MessageTemplate,
        _ planner: Planner
    ) -> [ForcingCharacter] {
        var found: [ForcingCharacter] = []
        for piece in template.pieces {
            let (text, column): (String, String?) =
                switch piece {
                case .text(let text): (text, nil)
                case .field(let field): (field.fallback, field.column)
                }
            for offender in (try? planner.diagnose(text).offenders) ?? [] {
                let character = ForcingCharacter(scalar: offender.scalar, defaultOf: column)
                if !found.contains(character) { found.append(character) }
            }
        }
        return found
    }
}

/// A text that stands for all texts of some length.
private struct LintText {
    var text = ""

    /// Whether a value has room for a pair, whose place is not known.
    var mayHavePairs = false

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
            text += String(repeating: "a", count: isLongest ? counts.upperBound : next)
        } else {
            text += String(repeating: "a", count: isLongest ? counts.upperBound : counts.lowerBound)
        }
        if counts.upperBound > 1 || !field.fallback.isEmpty { mayHavePairs = true }
    }

    /// The units of a text: the more of septets and UTF-16 units.
    private static func unitCount(of text: String) -> Int {
        let septetCount = (try? Planner(choice: .gsm7Bit).plan(text))?.unitCount ?? 0
        return max(septetCount, text.utf16.count)
    }

    private static func isPlain(_ text: String) -> Bool {
        (try? Planner(choice: .gsm7Bit).plan(text)) != nil
    }

    func bound(_ planner: Planner, mayHavePairs: Bool) -> TemplateLint.Bound {
        do {
            let plan = try planner.plan(text)
            var partCount = plan.partCount
            if partCount > 1 && mayHavePairs && planner.boundary != .unit {
                // A pair on each border leaves one unit of each part unused.
                let capacity = max(1, plan.unitsPerPart - 1)
                partCount = max(partCount, (plan.unitCount + capacity - 1) / capacity)
            }
            return TemplateLint.Bound(
                alphabet: plan.alphabet,
                unitCount: plan.unitCount,
                partCount: partCount
            )
        } catch {
            guard case .tooManyParts(let partCount) = error else {
                return TemplateLint.Bound(alphabet: .gsm7Bit, unitCount: 0, partCount: 0)
            }
            return TemplateLint.Bound(
                alphabet: planner.choice == .ucs2 ? .ucs2 : .gsm7Bit,
                unitCount: text.utf16.count,
                partCount: partCount
            )
        }
    }
}
