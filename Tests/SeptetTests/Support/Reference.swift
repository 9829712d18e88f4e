import Septet
import TestSupport

/// The reference codec, read once for all tests.
enum Reference {
    private static let shared = Result { try ReferenceCodec() }

    static func codec() throws -> ReferenceCodec { try shared.get() }
}

extension Planner {
    /// The planner that obeys the reference's settings.
    init(_ settings: ReferenceSettings) {
        self.init(
            languages: NationalLanguages(
                settings.languages.compactMap { NationalLanguage(rawValue: UInt8($0)) }
            ),
            boundary: settings.boundary.policy,
            referenceWidth: settings.referenceBits == 8 ? .eightBit : .sixteenBit,
            choice: settings.choice.choice,
            elementOctetCount: settings.elements.count
        )
    }
}

extension Planner {
    /// The parts that a text would need, when those are too many.
    func partCountWhenTooLong(_ text: String) -> Int? {
        do {
            _ = try plan(text)
            return nil
        } catch {
            if case .tooManyParts(let partCount, _, _) = error { return partCount }
            return nil
        }
    }
}

extension ReferenceSettings.Boundary {
    var policy: BoundaryPolicy {
        switch self {
        case .unit: .unit
        case .pair: .pair
        case .grapheme: .grapheme
        }
    }
}

extension ReferenceSettings.Choice {
    var choice: Planner.Choice {
        switch self {
        case .cheapest: .cheapest
        case .gsm7Bit: .gsm7Bit
        case .ucs2: .ucs2
        }
    }
}

extension ReferencePlan {
    var alphabet: Alphabet { encoding == .ucs2 ? .ucs2 : .gsm7Bit }

    /// Everything a plan says, in a form that can be compared and read in a failure.
    var summary: [String: String] {
        var summary = [
            "parts": "\(unitCounts.count)",
            "units": "\(unitCount)",
            "last": "\(unitCounts.last ?? 0)",
            "room": "\(unitsPerPart)",
            "octets": "\(octetCount)",
        ]
        switch encoding {
        case .ucs2: summary["encoding"] = "ucs2"
        case .gsm7Bit(let locking, let single):
            summary["encoding"] = "gsm7 \(locking) \(single)"
        }
        return summary
    }
}

extension MessagePlan {
    /// The same of an engine's plan.
    var summary: [String: String] {
        let locking = shiftTables.locking?.rawValue ?? 0
        let single = shiftTables.single?.rawValue ?? 0
        return [
            "parts": "\(partCount)",
            "units": "\(unitCount)",
            "last": "\(lastPartUnitCount)",
            "room": "\(unitsPerPart)",
            "octets": "\(octetCount)",
            "encoding": alphabet == .ucs2 ? "ucs2" : "gsm7 \(locking) \(single)",
        ]
    }
}

extension Segment {
    /// The segment as the reference would describe it.
    var part: ReferencePart {
        ReferencePart(
            userData: userData,
            userDataLength: layout.userDataLength,
            headerOctetCount: layout.headerOctetCount,
            unitCount: layout.unitCount,
            utf8Range: layout.utf8Range
        )
    }
}

extension VectorRow {
    /// The identifiers in a column of languages.
    func languages(_ column: String = "languages") throws -> [Int] {
        switch try raw(column) {
        case "none": return []
        case "all": return NationalLanguage.allCases.map { Int($0.rawValue) }
        case let names:
            return try names.split(separator: ",").map { name in
                try identifier(String(name), column)
            }
        }
    }

    /// The identifier of a language named in a column, 0 for a dash.
    func language(_ column: String) throws -> Int {
        guard let name = try optional(column) else { return 0 }
        return try identifier(name, column)
    }

    /// The settings in the columns `languages`, `boundary` and one with the reference's bits.
    func settings(referenceColumn: String) throws -> ReferenceSettings {
        guard let boundary = ReferenceSettings.Boundary(rawValue: try raw("boundary")),
            let bits = try integer(referenceColumn), bits == 8 || bits == 16
        else { throw unreadable(try raw("boundary"), "boundary") }
        return ReferenceSettings(
            languages: try languages(),
            boundary: boundary,
            referenceBits: bits
        )
    }

    private func identifier(_ name: String, _ column: String) throws -> Int {
        guard let language = NationalLanguage(named: name) else { throw unreadable(name, column) }
        return Int(language.rawValue)
    }
}

extension Segment {
    /// The segment as a phone receives it.
    func received(
        as scheme: DataCodingScheme,
        hasHeader: Bool? = nil
    ) throws(PartDecodingError) -> ReceivedPart {
        try ReceivedPart(
            userData: userData.span,
            userDataLength: layout.userDataLength,
            dataCodingScheme: scheme,
            hasHeader: hasHeader ?? (layout.headerOctetCount > 0)
        )
    }
}
