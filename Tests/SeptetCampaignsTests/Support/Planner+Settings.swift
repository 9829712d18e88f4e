import Septet
import TestSupport

extension Planner {
    /// The planner that obeys random settings.
    init(_ settings: ReferenceSettings) {
        self.init(
            languages: NationalLanguages(
                settings.languages.compactMap { NationalLanguage(rawValue: UInt8($0)) }
            ),
            boundary: BoundaryPolicy(rawValue: settings.boundary.rawValue) ?? .pair,
            referenceWidth: settings.referenceBits == 8 ? .eightBit : .sixteenBit,
            choice: Self.choice(settings.choice),
            elementOctetCount: settings.elements.count
        )
    }

    private static func choice(_ choice: ReferenceSettings.Choice) -> Choice {
        switch choice {
        case .cheapest: .cheapest
        case .gsm7Bit: .gsm7Bit
        case .ucs2: .ucs2
        }
    }
}
