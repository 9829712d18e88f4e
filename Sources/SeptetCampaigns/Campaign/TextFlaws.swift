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
    struct Key: Sendable, Hashable {
        let flaw: TextFlaw
        let group: Int
    }

    struct Counts: Sendable, Hashable {
        var messageCount = 0
        var savedPartCount = 0
    }

    private(set) var counts: [Key: Counts] = [:]

    /// Counts the flaws of a message.
    ///
    /// Complexity: linear; allocates the text without each flaw that it has.
    mutating func add(
        _ text: Span<UInt8>,
        _ settings: CampaignSettings,
        country: CountryCode?,
        group: Int,
        billedPartCount: Int
    ) {
        let octets = text.indices.map { text[$0] }
        for flaw in TextFlaw.allCases {
            guard let repaired = flaw.repaired(octets),
                let plan = try? settings.planner.plan(utf8: repaired.span)
            else { continue }
            let partCount = settings.billedPartCount(
                validUTF8: repaired.span,
                plan,
                country: country
            )
            let saved = max(0, billedPartCount - partCount)
            // A CR that costs no part concerns no reader.
            if flaw == .carriageReturns && saved == 0 { continue }
            counts[Key(flaw: flaw, group: group), default: Counts()].messageCount += 1
            counts[Key(flaw: flaw, group: group), default: Counts()].savedPartCount += saved
        }
    }

    mutating func merge(_ other: Self) {
        counts.merge(other.counts) { left, right in
            Counts(
                messageCount: left.messageCount + right.messageCount,
                savedPartCount: left.savedPartCount + right.savedPartCount
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

extension FlawTotals {
    /// The flaws that occur, with what removing them saves.
    func rows(_ prices: PriceList?) -> [CampaignReport.Flaw] {
        TextFlaw.allCases.compactMap { flaw in
            let found = counts.filter { $0.key.flaw == flaw }
            guard !found.isEmpty else { return nil }
            var saved = ShareSum()
            for (key, counts) in found { saved.add((0, counts.savedPartCount), key.group, prices) }
            return CampaignReport.Flaw(
                flaw: flaw,
                messageCount: found.reduce(0) { $0 + $1.value.messageCount },
                partCount: saved.share.partCount,
                cost: saved.share.cost
            )
        }
    }
}

extension TextFlaw {
    /// Whether octets may have a flaw; the few that are looked at closely may turn out to have none.
    ///
    /// Complexity: linear; allocates nothing.
    static func maySeem(in octets: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var position = octets.firstPlace(of: firstOctets, in: range)
        while position + 1 < range.upperBound {
            switch octets[position] {
            case UInt8(ascii: "&"):
                let next = octets[position + 1]
                if next == UInt8(ascii: "#") || (0x61...0x7A).contains(next | 0x20) { return true }
            case UInt8(ascii: "\\"):
                switch octets[position + 1] {
                case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): return true
                default: break
                }
            case 0x0D: if octets[position + 1] == 0x0A { return true }
            case 0xC3:
                // Â, Ã, Ä, Å, Î, Ï, Ð, Ñ, â, ã or ð before another character that isn't ASCII.
                switch octets[position + 1] {
                case 0x82...0x85, 0x8E...0x91, 0xA2, 0xA3, 0xB0:
                    if position + 2 < range.upperBound && octets[position + 2] >= 0xC2 {
                        return true
                    }
                default: break
                }
            default: break
            }
            position = octets.firstPlace(of: firstOctets, in: (position + 1)..<range.upperBound)
        }
        return false
    }

    /// The octets that a flaw may begin with.
    private static let firstOctets: InlineArray<4, UInt8> = [
        UInt8(ascii: "&"), UInt8(ascii: "\\"), 0x0D, 0xC3,
    ]

    /// The text without the flaw; `nil` when it has none.
    func repaired(_ text: [UInt8]) -> [UInt8]? {
        let repaired =
            switch self {
            case .htmlEntities: Self.withoutEntities(text)
            case .misreadUTF8: Self.readAgain(text)
            case .literalEscapes: Self.unescaped(text)
            case .carriageReturns: Self.withoutCarriageReturns(text)
            }
        return repaired.elementsEqual(text) ? nil : repaired
    }

    private static func withoutCarriageReturns(_ text: [UInt8]) -> [UInt8] {
        text.indices.filter { !(text[$0] == 0x0D && $0 + 1 < text.count && text[$0 + 1] == 0x0A) }
            .map { text[$0] }
    }

    private static func unescaped(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var position = 0
        while position < text.count {
            let next = position + 1 < text.count ? text[position + 1] : 0
            let meant: UInt8? =
                text[position] != UInt8(ascii: "\\")
                ? nil
                : next == UInt8(ascii: "n")
                    ? 0x0A
                    : next == UInt8(ascii: "r") ? 0x0D : next == UInt8(ascii: "t") ? 0x20 : nil
            result.append(meant ?? text[position])
            position += meant == nil ? 1 : 2
        }
        return result.count < text.count ? withoutCarriageReturns(result) : text
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

    private static func withoutEntities(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var position = 0
        while position < text.count {
            if text[position] == UInt8(ascii: "&"),
                let end = text[position...].prefix(10).firstIndex(of: UInt8(ascii: ";")),
                let meant = character(of: text[(position + 1)..<end])
            {
                result += meant.utf8
                position = end + 1
            } else {
                result.append(text[position])
                position += 1
            }
        }
        return result
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

    /// Characters that are octets of UTF-8 in windows-1252 as the character that these encode.
    private static func readAgain(_ text: [UInt8]) -> [UInt8] {
        let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
        var result = String.UnicodeScalarView()
        var position = 0
        func octet(at place: Int) -> UInt8? {
            guard place < scalars.count else { return nil }
            let value = scalars[place].value
            return (0x80...0xFF).contains(value) ? UInt8(value) : windows1252[value]
        }
        while position < scalars.count {
            if let lead = octet(at: position), (0xC2...0xF4).contains(lead) {
                let count = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
                let octets = (position..<(position + count)).compactMap { octet(at: $0) }
                if octets.count == count, let read = try? UTF8Span(validating: octets.span),
                    let scalar = String(copying: read).unicodeScalars.first
                {
                    result.append(scalar)
                    position += count
                    continue
                }
            }
            result.append(scalars[position])
            position += 1
        }
        return Array(String(result).utf8)
    }
}
