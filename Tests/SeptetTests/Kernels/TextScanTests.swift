@testable import Septet
import TestSupport
import Testing

/// Every kernel scans a text as plain Swift does.
@Suite struct TextScanTests {
    /// All two-octet characters, and the neighbours of every border in UTF-8.
    private static let scalars: [Unicode.Scalar] =
        (Array(0...0x7FF) + [
            0x800, 0x801, 0xFFF, 0x1000, 0x2081, 0x2082, 0x20AB, 0x20AC, 0x20AD, 0x20BC, 0x209C,
            0xC2AC, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF,
        ]).compactMap { Unicode.Scalar($0 as UInt32) }

    private func expectSame(_ utf8: [UInt8], _ kernel: Kernel, _ note: @autoclosure () -> String) {
        let found = kernel.scan(utf8.span)
        let expected = Kernel.plain.scan(utf8.span)
        if found != expected {
            Issue.record("\(kernel): \(note()): found \(found), expected \(expected)")
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
