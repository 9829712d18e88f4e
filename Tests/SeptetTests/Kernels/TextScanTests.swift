@testable import Septet
import TestSupport
import Testing

/// Every kernel scans a text as plain Swift does.
@Suite struct TextScanTests {
    /// All two-octet characters, and the neighbours of every border in UTF-8.
    private static let scalars: [Unicode.Scalar] =
        (Array(0...0x7FF) + [
            0x800, 0x801, 0xFFF, 0x1000, 0x2081, 0x2082, 0x20AB, 0x20AC, 0x20AD, 0x20BC, 0x209C,
            0xC2AC, 0xD000, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF,
        ]).compactMap { Unicode.Scalar($0 as UInt32) }

    private func expectSame(_ utf8: [UInt8], _ kernel: Kernel, _ note: @autoclosure () -> String) {
        let expected = Result { () throws(PlanningError) in
            try TextScan(validatingInPlainSwift: utf8.span)
        }
        let validated = Result { () throws(PlanningError) in
            try kernel.scan(validating: utf8.span)
        }
        if validated != expected {
            Issue.record("\(kernel): \(note()): found \(validated), expected \(expected)")
        }
        guard case .success(var scan) = expected else { return }
        if kernel.name == "plain", let text = String(validating: utf8, as: UTF8.self) {
            scan = TextScan(obviously: text)
        }
        let found = kernel.scan(utf8.span)
        if found != scan {
            Issue.record("\(kernel): \(note()): found \(found), not \(scan)")
        }
    }

    @Test(arguments: Kernel.available)
    func stringsOfAllKindsAreScanned(kernel: Kernel) {
        // Short strings live in the value itself, long ones elsewhere, literals in the program.
        let literals = ["", "a", "€", "fifteen octets!", "more than fifteen octets", "ż", "😀[é]"]
        for text in literals + literals.map({ String(repeating: $0, count: 9) }) {
            #expect(kernel.scan(text) == TextScan(obviously: text))
            #expect(
                kernel.scan(String(text.dropFirst()))
                    == TextScan(obviously: String(text.dropFirst()))
            )
        }
    }

    @Test(arguments: Kernel.available)
    func everyCharacterIsClassified(kernel: Kernel) {
        for scalar in Self.scalars {
            for padding in [0, 1, 2, 13, 14, 15, 28, 29, 30, 31, 32, 60, 61, 62, 63, 64, 65] {
                for end in [0, 1, 40, 90] {
                    let utf8 =
                        [UInt8](repeating: 0x5B, count: padding) + Array(String(scalar).utf8)
                        + [UInt8](repeating: 0x7D, count: end)
                    expectSame(utf8, kernel, "U+\(scalar.value) at \(padding), \(end) behind")
                }
            }
        }
    }

    @Test(arguments: Kernel.available)
    func everyPairOfNeighboursIsClassified(kernel: Kernel) {
        // What a character means must not leak into the next one.
        let few = "a[\u{0C}\u{1B}\u{7F}`é€ą₂₠ह😀ΩçÇ¿\u{82}\u{AC}".unicodeScalars
        for first in few {
            for second in few {
                for padding in 0...66 {
                    let text =
                        String(repeating: "é", count: padding % 2)
                        + String(repeating: "a", count: padding) + String(first) + String(second)
                    expectSame(Array(text.utf8), kernel, text.escaped)
                }
            }
        }
    }

    /// Octets on both sides of every border in Unicode Standard table 3-7.
    private static let borders: [UInt8] = [
        0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
        0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF7, 0xF8, 0xFF,
    ]

    @Test(arguments: Kernel.available)
    func everyPairOfOctetsIsValidated(kernel: Kernel) {
        var utf8 = [UInt8](repeating: 0x61, count: 33)
        for first in UInt8(0)...255 {
            utf8[31] = first
            for second in UInt8(0)...255 {
                utf8[32] = second
                let isValid = (try? kernel.scan(validating: utf8.span)) != nil
                let isASCII = first < 0x80 && second < 0x80
                let isPair = (0xC2...0xDF).contains(first) && (0x80...0xBF).contains(second)
                if isValid != (isASCII || isPair) { Issue.record("\(kernel): \(first) \(second)") }
            }
        }
    }

    @Test(arguments: Kernel.available, [0, 1, 29, 30, 31, 60, 61, 62, 63])
    func everySequenceAtABorderIsValidated(kernel: Kernel, padding: Int) {
        let before = [UInt8](repeating: 0x61, count: padding)
        for first in Self.borders {
            for second in Self.borders {
                for rest in [[], [0x61], [0x80, 0x61], [0xBF, 0xBF], [0x80, 0x80, 0x80]]
                    as [[UInt8]]
                {
                    let utf8 = before + [first, second] + rest
                    expectSame(utf8, kernel, "\(utf8)")
                }
            }
        }
    }

    /// A text is sound or not wherever it is cut.
    @Test(arguments: Kernel.available)
    func everyCutIsValidated(kernel: Kernel) {
        let sound = Array("aą₂ह€😀é\u{D7FF}\u{10FFFF}\u{E000}Zażółć 👨‍👩‍👧 हिन्दी, 漢字".utf8)
        for padding in 0...64 {
            let utf8 = [UInt8](repeating: 0x61, count: padding) + sound + sound
            for end in padding..<utf8.count {
                expectSame(Array(utf8[..<end]), kernel, "\(padding) to \(end)")
            }
        }
    }

    @Test(arguments: Kernel.available)
    func randomDamageIsFound(kernel: Kernel) throws {
        var random = Seed.generator("damage")
        var texts = RandomText(try Reference.codec().tables, Seed.generator("damaged texts"))
        for number in 0..<4_000 {
            var utf8 = Array(texts.next().utf8)
            for _ in 0...random.below(2) where !utf8.isEmpty {
                let position = random.below(utf8.count)
                switch random.below(3) {
                case 0: utf8[position] = UInt8(random.below(256))
                case 1: utf8[position] ^= 1 << UInt8(random.below(8))
                default: utf8.remove(at: position)
                }
            }
            expectSame(utf8, kernel, Seed.note("damage", number))
        }
    }

    @Test(arguments: Kernel.available)
    func randomTextsAreScanned(kernel: Kernel) throws {
        var texts = RandomText(try Reference.codec().tables, Seed.generator("scan"))
        for number in 0..<4_000 {
            expectSame(Array(texts.next().utf8), kernel, Seed.note("scan", number))
        }
    }

    @Test(arguments: Kernel.available)
    func everyLengthIsScanned(kernel: Kernel) {
        for character in ["a", "€", "é", "ż", "ह", "😀"] {
            for count in 0...300 {
                let text = String(repeating: character, count: count)
                expectSame(Array(text.utf8), kernel, "\(count) times \(character)")
            }
        }
    }
}

extension TextScan {
    /// Character by character, from the tables of septets.
    fileprivate init(obviously text: String) {
        let septets = text.unicodeScalars.map { ShiftTables.default.septets(of: $0) }
        let outside = septets.firstIndex { $0 == nil } ?? septets.count
        let before = String(String.UnicodeScalarView(text.unicodeScalars.prefix(outside)))
        self.init(
            octetCount: text.utf8.count,
            scalarCount: septets.count,
            surrogatePairCount: text.utf16.count - septets.count,
            escapedCount: septets.prefix(outside).count { $0?.isEscaped == true },
            outsideOffset: before.utf8.count
        )
    }
}
