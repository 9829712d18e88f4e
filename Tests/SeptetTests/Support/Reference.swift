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
