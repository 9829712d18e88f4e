/// Why a message costs what it costs.
public struct Diagnosis: Sendable, Hashable {
    /// The plan that is explained.
    public let plan: MessagePlan

    /// The characters that force UCS-2 or cost two units, in the order of the text.
    public let findings: [CharacterFinding]

    /// The parts the text would have if each forcing character cost one septet.
    ///
    /// The same as the plan's when nothing forces UCS-2.
    public let partCountWithoutForcing: Int

    /// The kinds of characters that force UCS-2, in the order of their first appearance.
    ///
    /// Complexity: linear in the findings; allocates.
    public var offenders: [Offender] {
        var order: [Unicode.Scalar] = []
        var counts: [Unicode.Scalar: Int] = [:]
        for finding in findings where finding.effect == .forcesUCS2 {
            if counts[finding.scalar] == nil { order.append(finding.scalar) }
            counts[finding.scalar, default: 0] += 1
        }
        return order.map { Offender(scalar: $0, count: counts[$0] ?? 0) }
    }
}

extension Planner {
    /// Plans a text and finds the characters that make it expensive.
    ///
    /// A character forces UCS-2 when no allowed table has it. When each character is in some table
    /// but no pair of tables has them all, those outside the default alphabet are reported. Where
    /// the caller asks for UCS-2, nothing forces it. Complexity: up to five passes; allocates the
    /// findings and, when something forces UCS-2, a copy of the text.
    public func diagnose(_ text: String) throws(PlanningError) -> Diagnosis {
        let text = text.utf8Span
        return try diagnose(text, Kernel.chosen.scan(text.span))
    }

    /// Plans raw UTF-8 and finds the characters that make it expensive; as for a `String`.
    public func diagnose(utf8: Span<UInt8>) throws(PlanningError) -> Diagnosis {
        let scan = try Kernel.chosen.scan(validating: utf8)
        // The scan has thrown unless the octets are UTF-8.
        return try diagnose(unsafe UTF8Span(unchecked: utf8), scan)
    }

    private func diagnose(
        _ text: UTF8Span,
        _ scan: TextScan
    ) throws(PlanningError) -> Diagnosis {
        let plan = try planScanned(text, scan)
        let utf8 = text.span
        let forcing = ForcingCharacters(in: utf8, under: self, plan)
        var findings: [CharacterFinding] = []
        var position = 0
        while position < utf8.count {
            let offset = position
            let scalar = utf8.nextScalar(&position)
            let effect: CharacterFinding.Effect
            if forcing.contains(scalar) {
                effect = .forcesUCS2
            } else if CharacterUnits(scalar, in: plan)?.count == 2 {
                effect = plan.alphabet == .gsm7Bit ? .costsTwoSeptets : .costsTwoUnits
            } else {
                continue
            }
            findings.append(
                CharacterFinding(
                    scalar: utf8.scalar(at: offset),
                    utf8Offset: offset,
                    effect: effect
                )
            )
        }
        return Diagnosis(
            plan: plan,
            findings: findings,
            partCountWithoutForcing: findings.contains { $0.effect == .forcesUCS2 }
                ? partCount(ofReplacing: forcing, in: utf8) : plan.partCount
        )
    }

    /// The parts of a text with a space in place of each forcing character.
    private func partCount(ofReplacing forcing: ForcingCharacters, in utf8: Span<UInt8>) -> Int {
        var replaced: [UInt8] = []
        replaced.reserveCapacity(utf8.count)
        var position = 0
        while position < utf8.count {
            let offset = position
            if forcing.contains(utf8.nextScalar(&position)) {
                replaced.append(0x20)
            } else {
                for index in offset..<position { replaced.append(utf8[index]) }
            }
        }
        do {
            return try plan(utf8: replaced.span).partCount
        } catch .tooManyParts(let partCount, _, _) {
            return partCount
        } catch {
            return MessagePlan.maximumPartCount
        }
    }
}

/// A character that makes a message more expensive, and where it stands.
public struct CharacterFinding: Sendable, Hashable {
    /// What the character does.
    @nonexhaustive
    public enum Effect: Sendable, Hashable {
        /// No allowed table has it, so the whole text travels in UCS-2.
        case forcesUCS2
        /// It takes two septets, an escape and a septet of the single shift table.
        case costsTwoSeptets
        /// It takes two UTF-16 units, a surrogate pair.
        case costsTwoUnits
    }

    /// The character.
    public let scalar: Unicode.Scalar

    /// Where it begins, in octets of UTF-8 from the start of the text.
    public let utf8Offset: Int

    /// What it does.
    public let effect: Effect

    /// Where it begins in the text it was found in; the end for a shorter text.
    ///
    /// Complexity: constant for native strings.
    public func index(in text: String) -> String.Index {
        text.utf8.index(text.startIndex, offsetBy: utf8Offset, limitedBy: text.endIndex)
            ?? text.endIndex
    }
}

/// A kind of character that forces UCS-2, and how often it stands in a text.
public struct Offender: Sendable, Hashable {
    /// The character.
    public let scalar: Unicode.Scalar

    /// How often it stands in the text.
    public let count: Int
}

/// Which characters of a text force it into UCS-2.
struct ForcingCharacters {
    /// The tables a character must be in, as in `CharacterSlot.tables(ofKind:)`; `nil` when nothing forces.
    private let tables: UInt32?

    init(in utf8: Span<UInt8>, under planner: Planner, _ plan: MessagePlan) {
        guard plan.alphabet == .ucs2, planner.choice != .ucs2 else {
            tables = nil
            return
        }
        let languages = UInt32(planner.languages.rawValue | 1)
        let allowed = languages | languages << 16
        let byDefault: UInt32 = 1 | 1 << 16
        var position = 0
        var isAnyOutside = false
        while position < utf8.count && !isAnyOutside {
            isAnyOutside = CharacterSlot.tables(of: utf8.nextScalar(&position)) & allowed == 0
        }
        tables = isAnyOutside ? allowed : byDefault
    }

    func contains(_ scalar: UInt32) -> Bool {
        tables.map { CharacterSlot.tables(of: scalar) & $0 == 0 } ?? false
    }
}
