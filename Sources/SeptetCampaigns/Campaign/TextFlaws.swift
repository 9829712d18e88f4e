internal import Septet
public import SeptetBilling
internal import SeptetNumbers

/// What exports and pasted texts leave behind, which costs units that no reader wants.
public enum TextFlaw: String, Sendable, Hashable, CaseIterable {
    /// Characters as HTML writes them: `&amp;`, `&#39;`.
    case htmlEntities
    /// UTF-8 that was read as windows-1252: `Ã©` for é.
    case misreadUTF8
    /// A backslash and a letter where a line end or a tab was meant.
    case literalEscapes
    /// Line ends of CR LF, of which LF is enough.
    case carriageReturns
}

/// What removing the flaws of messages would save.
struct FlawTotals: Sendable, Hashable {
    struct Counts: Sendable, Hashable {
        var messageCount = 0
        var savedPartCount = 0

        static func += (counts: inout Self, other: Self) {
            counts.messageCount += other.messageCount
            counts.savedPartCount += other.savedPartCount
        }
    }

    private static let flaws = TextFlaw.allCases

    /// The counts of each flaw in each group, up to the last group that has one.
    private var counts: [Counts] = []

    /// Counts the flaws of a message that shows signs of some.
    ///
    /// Complexity: linear; allocates the text without each flaw that it has in several parts.
    mutating func add(
        _ text: Span<UInt8>,
        _ signs: FlawSigns,
        _ settings: CampaignSettings,
        country: CountryCode?,
        group: Int,
        billedPartCount: Int
    ) {
        for (index, flaw) in Self.flaws.enumerated() where signs.contains(FlawSigns(flaw)) {
            var saved = 0
            // No text has less than one part.
            if billedPartCount <= 1 {
                guard flaw.occurs(in: text) else { continue }
            } else {
                guard let repaired = flaw.repaired(text) else { continue }
                if let plan = try? settings.planner.plan(utf8: repaired.span) {
                    let partCount = settings.billedPartCount(
                        validUTF8: repaired.span,
                        plan,
                        country: country
                    )
                    saved = max(0, billedPartCount - partCount)
                }
            }
            // A CR that costs no part concerns no reader.
            if flaw == .carriageReturns && saved == 0 { continue }
            let found = Counts(messageCount: 1, savedPartCount: saved)
            add(found, at: group * Self.flaws.count + index)
        }
    }

    mutating func merge(_ other: Self) {
        for (place, found) in other.counts.enumerated() where found.messageCount > 0 {
            add(found, at: place)
        }
    }

    private mutating func add(_ found: Counts, at place: Int) {
        if place >= counts.count {
            let groupCount = place / Self.flaws.count + 1
            let missing = groupCount * Self.flaws.count - counts.count
            counts.append(contentsOf: repeatElement(Counts(), count: missing))
        }
        counts[place] += found
    }

    /// The flaws that occur, with what removing them saves.
    func rows(_ prices: PriceList?) -> [CampaignReport.Flaw] {
        Self.flaws.enumerated().compactMap { index, flaw in
            var messageCount = 0
            var saved = ShareSum()
            for place in stride(from: index, to: counts.count, by: Self.flaws.count)
            where counts[place].messageCount > 0 {
                messageCount += counts[place].messageCount
                let group = place / Self.flaws.count
                saved.add((0, counts[place].savedPartCount), group, prices)
            }
            guard messageCount > 0 else { return nil }
            return CampaignReport.Flaw(
                flaw: flaw,
                messageCount: messageCount,
                partCount: saved.share.partCount,
                cost: saved.share.cost
            )
        }
    }
}

extension CampaignReport {
    /// The messages with a flaw, and what removing it saves.
    public struct Flaw: Sendable, Hashable {
        /// The flaw.
        public let flaw: TextFlaw
        /// The messages that have it.
        public let messageCount: Int
        /// The billed parts that removing it saves.
        public let partCount: Int
        /// What these cost; `nil` when no price is known.
        public let cost: Cost?

        /// What to know of it.
        var sentence: String {
            let messages = ReportWording.counted(messageCount, "message")
            let parts = ReportWording.counted(partCount, "part")
            let money = cost.map { " and \(ReportWording.cost($0))" } ?? ""
            let saving = partCount > 0 ? "saves \(parts)\(money)" : "saves no part"
            let (what, remedy) =
                switch flaw {
                case .htmlEntities:
                    ("Characters as HTML writes them, such as &amp;,", "writing them as they are")
                case .misreadUTF8:
                    ("Letters such as Ã© for é, which come of a wrong charset,", "correcting them")
                case .literalEscapes:
                    ("A literal \\n", "a line end in its place (--escaped reads it)")
                case .carriageReturns:
                    ("Line ends of CR LF that cost a part", "LF alone")
                }
            let verb = flaw == .literalEscapes ? "stands" : "stand"
            return "\(what) \(verb) in \(messages): \(remedy) \(saving)."
        }
    }
}

extension TextFlaw {
    /// Whether a text has the flaw.
    ///
    /// Complexity: linear.
    func occurs(in text: Span<UInt8>) -> Bool { firstMistake(in: text, from: 0) != nil }

    /// The text without the flaw; `nil` when it has none.
    ///
    /// Complexity: linear; allocates the text.
    package func repaired(_ text: Span<UInt8>) -> [UInt8]? {
        guard var mistake = firstMistake(in: text, from: 0) else { return nil }
        var result: [UInt8] = []
        // What was meant never has more octets.
        result.reserveCapacity(text.count)
        var copied = 0
        while true {
            result.append(copying: text.extracting(copied..<mistake.range.lowerBound))
            result.append(contentsOf: mistake.meant)
            copied = mistake.range.upperBound
            guard let next = firstMistake(in: text, from: copied) else { break }
            mistake = next
        }
        result.append(copying: text.extracting(copied..<text.count))
        return self == .literalEscapes && result.contains(0x0D)
            ? Self.carriageReturns.repaired(result.span) ?? result : result
    }

    /// What stands in a text by mistake, and what was meant.
    private typealias Mistake = (range: Range<Int>, meant: [UInt8])

    private func firstMistake(in text: Span<UInt8>, from start: Int) -> Mistake? {
        let first = firstOctet
        var position = text.firstPlace(of: first, in: start..<text.count)
        while position < text.count {
            if let (octetCount, meant) = meaning(text, position) {
                return (position..<position + octetCount, meant)
            }
            position = text.firstPlace(of: first, in: position + 1..<text.count)
        }
        return nil
    }

    /// The octet that the flaw begins with.
    private var firstOctet: UInt8 {
        switch self {
        case .htmlEntities: UInt8(ascii: "&")
        // Of what windows-1252 has, only letters of ISO-8859-1 are octets that begin a character.
        case .misreadUTF8: 0xC3
        case .literalEscapes: UInt8(ascii: "\\")
        case .carriageReturns: 0x0D
        }
    }

    /// How many octets at a position are a mistake, and what was meant.
    private typealias Meaning = (octetCount: Int, meant: [UInt8])

    private func meaning(_ text: Span<UInt8>, _ position: Int) -> Meaning? {
        switch self {
        case .htmlEntities: Self.entity(text, position)
        case .misreadUTF8: Self.misreadCharacter(text, position)
        case .literalEscapes: Self.escape(text, position)
        case .carriageReturns: Self.carriageReturn(text, position)
        }
    }

    private static func carriageReturn(_ text: Span<UInt8>, _ position: Int) -> Meaning? {
        let isBeforeLineFeed = position + 1 < text.count && text[position + 1] == 0x0A
        return isBeforeLineFeed ? (1, []) : nil
    }

    private static let lineFeed: [UInt8] = [0x0A]
    private static let lineEnd: [UInt8] = [0x0D]
    private static let space: [UInt8] = [0x20]

    private static func escape(_ text: Span<UInt8>, _ position: Int) -> Meaning? {
        guard position + 1 < text.count else { return nil }
        return switch text[position + 1] {
        case UInt8(ascii: "n"): (2, lineFeed)
        case UInt8(ascii: "r"): (2, lineEnd)
        case UInt8(ascii: "t"): (2, space)
        default: nil
        }
    }

    private static let entities: [[UInt8]: String] = {
        var entities: [[UInt8]: String] = [:]
        for (name, text) in [
            ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("nbsp", " "),
            ("euro", "€"), ("pound", "£"), ("hellip", "…"), ("ndash", "–"), ("mdash", "—"),
            ("lsquo", "‘"), ("rsquo", "’"), ("ldquo", "“"), ("rdquo", "”"), ("auml", "ä"),
            ("ouml", "ö"), ("uuml", "ü"), ("Auml", "Ä"), ("Ouml", "Ö"), ("Uuml", "Ü"),
            ("szlig", "ß"),
            ("eacute", "é"), ("egrave", "è"), ("agrave", "à"), ("ccedil", "ç"), ("ntilde", "ñ"),
            ("copy", "©"), ("reg", "®"), ("trade", "™"), ("deg", "°"),
        ] {
            entities[Array(name.utf8)] = text
        }
        return entities
    }()

    private static func entity(_ text: Span<UInt8>, _ position: Int) -> Meaning? {
        guard
            let end = (position..<min(position + 10, text.count)).first(where: {
                text[$0] == UInt8(ascii: ";")
            }),
            let meant = character(of: (position + 1..<end).map { text[$0] }[...])
        else { return nil }
        return (end + 1 - position, Array(meant.utf8))
    }

    /// What stands between `&` and `;`.
    private static func character(of name: ArraySlice<UInt8>) -> String? {
        guard name.first == UInt8(ascii: "#") else { return entities[Array(name)] }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
        let number = String(decoding: isHexadecimal ? digits.dropFirst() : digits, as: UTF8.self)
        guard let value = UInt32(number, radix: isHexadecimal ? 16 : 10), value >= 0x20,
            let scalar = Unicode.Scalar(value)
        else { return nil }
        return value == 0xA0 ? " " : String(scalar)
    }

    /// The characters of windows-1252 from 0x80 on that are not those of ISO-8859-1.
    private static let windows1252: [UInt32: UInt8] = [
        0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86,
        0x2021: 0x87, 0x02C6: 0x88, 0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C,
        0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93, 0x201D: 0x94, 0x2022: 0x95,
        0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B,
        0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
    ]

    /// Characters that are the octets of another one's UTF-8 in windows-1252.
    private static func misreadCharacter(_ text: Span<UInt8>, _ position: Int) -> Meaning? {
        var end = position
        guard let lead = octet(text, &end), (0xC2...0xF4).contains(lead) else { return nil }
        let count = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var octets: InlineArray<4, UInt8> = [lead, 0, 0, 0]
        for index in 1..<count {
            guard end < text.count, let next = octet(text, &end) else { return nil }
            octets[index] = next
        }
        let isCharacter = (try? UTF8Span(validating: octets.span.extracting(first: count))) != nil
        return isCharacter ? (end - position, (0..<count).map { octets[$0] }) : nil
    }

    /// The octet from 0x80 on that stands for the next character in windows-1252, or in ISO-8859-1;
    /// moves behind the character.
    private static func octet(_ text: Span<UInt8>, _ position: inout Int) -> UInt8? {
        let lead = text[position]
        let next = position + 1 < text.count ? text[position + 1] : 0
        switch lead {
        case 0xC2, 0xC3:
            position += 2
            return lead << 6 | next & 0x3F
        case 0xC5, 0xC6, 0xCB:
            position += 2
            return windows1252[UInt32(lead & 0x1F) << 6 | UInt32(next & 0x3F)]
        case 0xE2 where position + 2 < text.count:
            let last = text[position + 2]
            position += 3
            return windows1252[0x2000 | UInt32(next & 0x3F) << 6 | UInt32(last & 0x3F)]
        default: return nil
        }
    }
}

/// The flaws that octets show signs of, in the numbers of the kernels.
///
/// The few texts that are looked at closely for them may turn out to have none.
struct FlawSigns: OptionSet {
    let rawValue: UInt32

    static let htmlEntities = Self(rawValue: 1)
    /// A letter that UTF-8 read as windows-1252 is full of, before another character.
    static let misreadUTF8 = Self(rawValue: 2 | 16)
    static let literalEscapes = Self(rawValue: 4)
    static let carriageReturns = Self(rawValue: 8)
    /// Any letter that an octet of UTF-8 can be read as, before another character: for a second
    /// look at texts that show other signs, because sound texts have it too.
    static let twoLetters = Self(rawValue: 16)

    private static let allFlaws: Self = [
        .htmlEntities, Self(rawValue: 2), .literalEscapes, .carriageReturns,
    ]

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Whether these are reason to look closely.
    var mayBeFlaws: Bool { !isDisjoint(with: .allFlaws) }

    /// What a text must show in which a flaw is looked for.
    init(_ flaw: TextFlaw) {
        self =
            switch flaw {
            case .htmlEntities: .htmlEntities
            case .misreadUTF8: .twoLetters
            case .literalEscapes: .literalEscapes
            case .carriageReturns: .carriageReturns
            }
    }

    /// The octets that a flaw may begin with.
    private static let firstOctets: InlineArray<4, UInt8> = [
        UInt8(ascii: "&"), UInt8(ascii: "\\"), 0x0D, 0xC3,
    ]

    /// Looks through a text.
    ///
    /// Complexity: linear; allocates nothing.
    init(in text: Span<UInt8>) { self.init(in: text, 0..<text.count) }

    /// Looks through a range of octets.
    init(in octets: Span<UInt8>, _ range: Range<Int>, _ kernel: Kernel = .chosen) {
        if let signs = kernel.signs(in: octets.extracting(range)) {
            self.init(rawValue: signs)
            return
        }
        self = []
        var position = octets.firstPlace(of: Self.firstOctets, in: range)
        while position < range.upperBound {
            look(octets, position, range.upperBound)
            position = octets.firstPlace(
                of: Self.firstOctets,
                in: position + 1..<range.upperBound
            )
        }
    }

    /// Adds the sign that begins at a position, if any does.
    private mutating func look(_ octets: Span<UInt8>, _ position: Int, _ end: Int) {
        guard position + 1 < end else { return }
        let next = octets[position + 1]
        switch octets[position] {
        case UInt8(ascii: "&"):
            if next == UInt8(ascii: "#") || (0x61...0x7A).contains(next | 0x20) {
                insert(.htmlEntities)
            }
        case UInt8(ascii: "\\"):
            switch next {
            case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): insert(.literalEscapes)
            default: break
            }
        case 0x0D: if next == 0x0A { insert(.carriageReturns) }
        case 0xC3 where position + 2 < end && octets[position + 2] >= 0xC2:
            switch next {
            // Â, Ã, Ä, Å, Î, Ï, Ð, Ñ, â, ã or ð.
            case 0x82...0x85, 0x8E...0x91, 0xA2, 0xA3, 0xB0: insert(.misreadUTF8)
            // Â to ô, which C2 to F4 stand for.
            case 0x82...0xB4: insert(.twoLetters)
            default: break
            }
        default: break
        }
    }
}
