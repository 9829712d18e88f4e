@testable import Septet
import TestSupport
import Testing

/// Our rules for grapheme clusters are the standard library's, whose place they take in Embedded Swift.
@Suite struct ClusterRulesTests {
    /// What stands before and behind a scalar: one for each rule that looks at its class.
    private static let neighbours: [(String, String)] = [
        ("", "\u{301}"), ("a", ""), ("", "a"), ("\u{1F436}", "\u{200D}\u{1F436}"),
        ("\u{915}", "\u{915}"),
        ("\u{915}", "\u{94D}\u{915}"), ("\u{915}\u{94D}", ""), ("\u{1F436}\u{200D}", ""),
        ("", "\u{AC00}"),
        ("\u{AC00}", ""), ("\u{AC01}", ""), ("", "\u{11A8}"), ("", "\u{1F1E6}"), ("\r", ""),
        ("", "\n"),
    ]

    /// Where a text has borders by our rules.
    private func borders(_ text: String) -> [Int] {
        let utf8 = text.utf8Span.span
        var borders: [Int] = []
        var position = 0
        while position < utf8.count {
            position = ClusterRules.clusterEnd(of: utf8, from: position)
            borders.append(position)
        }
        return borders
    }

    /// Where it has them by the standard library.
    private func standardBorders(_ text: String) -> [Int] {
        text.utf8Span.clusterBorders
    }

    @Test(arguments: 0..<17)
    func everyScalarIsOfTheSameClass(plane: UInt32) {
        var differing: [String] = []
        var count = 0
        for value in plane << 16..<(plane + 1) << 16 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            // Beyond the second plane, all but a few characters behave alike.
            guard plane < 2 || plane == 14 && value & 0xF000 == 0 || value & 0xFF >= 0xFE else {
                continue
            }
            for (before, behind) in Self.neighbours {
                let text = before + String(scalar) + behind
                count += 1
                if borders(text) != standardBorders(text) {
                    differing.append(scalar.codePointName)
                    break
                }
            }
        }
        #expect(count > 1_000)
        #expect(differing.isEmpty, "\(differing.prefix(20))")
    }

    @Test(arguments: 0..<8)
    func longTextsHaveTheSameBorders(batch: Int) {
        var random = Seed.generator("cluster rules", batch)
        let kinds: [Unicode.Scalar] = [
            "\u{600}", "\u{D4E}", "\u{1F1E6}", "\u{1F1FF}", "\u{1F468}", "\u{200D}", "\u{2764}",
            "\u{FE0F}",
            "\u{1F3FB}", "\u{1100}", "\u{1161}", "\u{11A8}", "\u{AC00}", "\u{AC01}", "\u{915}",
            "\u{94D}",
            "\u{93C}", "\u{93F}", "\u{200C}", "\u{301}", "\r", "\n", "\0", "\u{200B}", "a",
            "\u{E0061}",
        ]
        for number in 0..<4_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<1 + random.below(24) { text.append(random.element(of: kinds)) }
            let string = String(text)
            #expect(
                borders(string) == standardBorders(string),
                "\(Seed.note("cluster rules", batch)) text \(number): \(string.escaped)"
            )
        }
    }
}

extension UTF8Span {
    /// The ends of the clusters that the engine finds.
    fileprivate var clusterBorders: [Int] {
        var borders: [Int] = []
        forEachCluster { borders.append($0.upperBound) }
        return borders
    }
}
