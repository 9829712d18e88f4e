import Septet
@testable import SeptetCampaigns
import TestSupport
import Testing

/// What exports leave behind is found in words of eight octets; here octet by octet.
@Suite struct TextFlawTests {
    /// Whether a flaw may begin at a position, by its first two or three octets.
    private func beginsFlaw(_ octets: ArraySlice<UInt8>) -> Bool {
        let rest = octets.prefix(3)
        guard let first = rest.first, let next = rest.dropFirst().first else { return false }
        switch first {
        case UInt8(ascii: "&"):
            return next == UInt8(ascii: "#") || (0x61...0x7A).contains(next | 0x20)
        case UInt8(ascii: "\\"): return "nrt".utf8.contains(next)
        case 0x0D: return next == 0x0A
        case 0xC3:
            // Â, Ã, Ä, Å, Î, Ï, Ð, Ñ, â, ã and ð before another character that is not ASCII.
            return "ÂÃÄÅÎÏÐÑâãð".unicodeScalars.contains { $0.value == UInt32(next) + 0x40 }
                && rest.count == 3 && octets[octets.startIndex + 2] >= 0xC2
        default: return false
        }
    }

    private let pieces = [
        "&", "#", "a", "\\", "n", "t", "\r", "\n", " ", "ab", "Ã", "Â", "é", "–", "ç", "ã", "ô",
        "ł", "€", "😀", "M", "C:", "sound text", "\u{80}", "\u{BF}", "\u{26}", "%", "\u{27}",
        "[", "]", "\u{C}", "\u{E}",
    ]

    @Test(arguments: 0..<8)
    func signsAreThoseOfTheDefinition(batch: Int) {
        var random = Seed.generator("flaws", batch)
        var seenCount = 0
        for number in 0..<4_000 {
            // Most pieces are sound, so that a sign stands alone at each place of a word.
            let text = (0..<random.below(random.oneIn(4) ? 160 : 24)).map { _ in
                random.oneIn(3) ? random.element(of: pieces) : random.oneIn(2) ? "x" : "é"
            }.joined()
            let octets = Array(text.utf8)
            let end = random.below(octets.count + 1)
            let range = random.below(end + 1)..<end
            let isSeen = range.contains { beginsFlaw(octets[$0..<end]) }
            for kernel in Kernel.available {
                #expect(
                    FlawSigns(in: octets.span, range, kernel).mayBeFlaws == isSeen,
                    "\(Seed.note("flaws", batch)) text \(number), \(kernel): \(text.debugDescription), \(range)"
                )
            }
            if isSeen { seenCount += 1 }
        }
        #expect(seenCount > 100)
    }

    @Test(
        arguments: [
            ("Tom &amp; Jerry &lt;3 &#39;&#x21;", .htmlEntities, "Tom & Jerry <3 '!"),
            ("&amp;amp; & &unknown;", .htmlEntities, "&amp; & &unknown;"),
            ("CafÃ© donâ€™t Ã", .misreadUTF8, "Café don’t Ã"),
            ("a\\nb\\tc\\\\r", .literalEscapes, "a\nb c\\\r"),
            ("a\\r\\nb", .literalEscapes, "a\nb"),
            ("\r\na\rb\r\n", .carriageReturns, "\na\rb\n"),
        ] as [(String, TextFlaw, String)]
    )
    func repairedTextIsWhatWasMeant(flawed: String, flaw: TextFlaw, meant: String) {
        let octets = Array(flawed.utf8)
        for other in TextFlaw.allCases {
            let repaired = other.repaired(octets.span)
            #expect(repaired == (other == flaw ? Array(meant.utf8) : nil), "\(other)")
            let occurs = other.occurs(in: octets.span)
            #expect(occurs == (other == flaw), "\(other)")
        }
    }
}
