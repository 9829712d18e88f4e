internal import ArgumentParser
internal import Septet

/// The options shared by all subcommands that plan.
struct PlanningOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "National language tables that may be used: none, all, or a list.",
            discussion: """
                A list has names, ISO 639 codes or language identifiers, separated by commas: \
                turkish,portuguese or tr,pt or 1,3.
                """,
            valueName: "none|all|NAMES"
        )
    )
    var languages: LanguageList = .init(languages: [])

    @Option(
        help: ArgumentHelp(
            "What a border between parts never cuts: pairs, grapheme clusters, or nothing (unit).",
            valueName: "pair|unit|grapheme"
        )
    )
    var boundary: Boundary = .pair

    @Option(
        help: ArgumentHelp("Bits of the concatenation reference.", valueName: "8|16")
    )
    var referenceSize: ReferenceSize = .eightBit

    /// The planner the options describe.
    var planner: Planner {
        Planner(
            languages: languages.languages,
            boundary: boundary.policy,
            referenceWidth: referenceSize.width
        )
    }
}

/// The values of `--boundary`.
enum Boundary: String, ExpressibleByArgument, CaseIterable {
    case pair, unit, grapheme

    var policy: BoundaryPolicy {
        switch self {
        case .pair: .pair
        case .unit: .unit
        case .grapheme: .grapheme
        }
    }
}

/// The values of `--reference-size`, in bits.
enum ReferenceSize: Int, ExpressibleByArgument, CaseIterable {
    case eightBit = 8
    case sixteenBit = 16

    var width: ConcatenationReference.Width {
        self == .eightBit ? .eightBit : .sixteenBit
    }
}

/// The value of `--languages`.
struct LanguageList: ExpressibleByArgument {
    let languages: NationalLanguages

    init(languages: NationalLanguages) {
        self.languages = languages
    }

    /// Reads `none`, `all`, or names, ISO 639 codes and identifiers separated by commas.
    init?(argument: String) {
        switch argument {
        case "none": languages = []
        case "all": languages = .all
        default:
            let named = argument.split(atOctet: UInt8(ascii: ",")).map {
                UInt8($0).flatMap(NationalLanguage.init(rawValue:))
                    ?? NationalLanguage(named: $0)
            }
            guard !named.contains(nil) else { return nil }
            languages = NationalLanguages(named.compactMap { $0 })
        }
    }

    var defaultValueDescription: String { "none" }

    static let allValueStrings =
        ["none", "all"] + NationalLanguage.allCases.map { $0.englishName.lowercased() }
}
