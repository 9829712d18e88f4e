import TestSupport
import Testing

@testable import Septet

/// Every kernel encodes as the plain loops do, into buffers of exactly the octets they may use.
@Suite struct EncodingKernelTests {
    /// What a kernel did: the octets, the units, and where it stopped.
    private struct Run: Equatable {
        var octets: [UInt8] = []
        var unitCount = 0
        var position = 0
    }

    private func septets(_ utf8: [UInt8], _ kernel: Kernel, room: Int, fillBitCount: Int) -> Run {
        var run = Run()
        let capacity = PackedSeptets.octetCount(of: room, fillBitCount: fillBitCount)
        run.octets = [UInt8](capacity: capacity) { output in
            run.unitCount = kernel.encodeSeptets(
                of: utf8.span,
                from: &run.position,
                room: room,
                fillBitCount: fillBitCount,
                into: &output
            )
        }
        return run
    }

    /// The definition: whole characters as long as each has room, packed bit by bit.
    private func expectedSeptets(_ utf8: [UInt8], room: Int, fillBitCount: Int) -> Run {
        var units: [UInt16] = []
        var position = 0
        while position < utf8.count {
            var next = position
            guard let septets = DefaultAlphabet.septets(of: utf8.span.nextScalar(&next)),
                units.count + septets.septetCount <= room
            else { break }
            if septets.isEscaped { units.append(UInt16(SeptetSequence.escape)) }
            units.append(UInt16(septets.septet))
            position = next
        }
        return Run(
            octets: ReferenceBits.packed(units, fillBitCount: fillBitCount),
            unitCount: units.count,
            position: position
        )
    }

    /// Whether the default alphabet lacks the character at an offset.
    private func isAbsent(_ utf8: [UInt8], at position: Int) -> Bool {
        guard position < utf8.count else { return false }
        return DefaultAlphabet.code(of: utf8.span.scalar(at: position).value)
            == DefaultAlphabet.absent
    }

    private func utf16(_ utf8: [UInt8], _ kernel: Kernel, room: Int) -> Run {
        var run = Run()
        run.octets = [UInt8](capacity: 2 * room) { output in
            run.unitCount = kernel.encodeUTF16(
                of: utf8.span,
                from: &run.position,
                room: room,
                into: &output
            )
        }
        return run
    }

    private func expectedUTF16(_ text: String, room: Int) -> Run {
        var run = Run()
        for scalar in text.unicodeScalars where run.unitCount <= room {
            let units = Array(String(scalar).utf16)
            guard run.unitCount + units.count <= room else { break }
            run.octets += units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            run.unitCount += units.count
            run.position += String(scalar).utf8.count
        }
        return run
    }

    private func expectSame(_ text: String, _ kernel: Kernel, room: Int, _ fillBitCount: Int) {
        let utf8 = Array(text.utf8)
        var septets = septets(utf8, kernel, room: min(room, 160), fillBitCount: fillBitCount)
        var expected = expectedSeptets(utf8, room: min(room, 160), fillBitCount: fillBitCount)
        if isAbsent(utf8, at: expected.position) {
            // Then what was written means nothing.
            septets.octets = []
            expected.octets = []
        }
        if septets != expected {
            Issue.record("\(kernel), room \(room), fill bits \(fillBitCount): \(text.escaped)")
        }
        if utf16(utf8, kernel, room: room) != expectedUTF16(text, room: room) {
            Issue.record("\(kernel), UTF-16, room \(room): \(text.escaped)")
        }
    }

    @Test(arguments: Kernel.available)
    func everyCharacterAtEveryPlace(kernel: Kernel) {
        let scalars = "a@$_[\u{0C}\n\u{1B}`\u{7F}é¿çΩπ€₭ह\u{FFFF}😀".unicodeScalars
        for scalar in scalars {
            for padding in 0...70 {
                let text = String(repeating: "x", count: padding) + String(scalar) + "yé["
                expectSame(text, kernel, room: 160, padding % 7)
                for missing in -3...0 { expectSame(text, kernel, room: padding + 3 + missing, 1) }
            }
        }
    }

    @Test(arguments: Kernel.available)
    func everyCut(kernel: Kernel) {
        let texts = ["abcdefghij", "é[", "a€b", "😀x", "zażółć", "हिन्दी ", "€€", "éàù"]
        for text in texts.map({ String(repeating: $0, count: 40) }) {
            for room in 0...160 { expectSame(text, kernel, room: room, room % 7) }
        }
    }

    @Test(arguments: Kernel.available)
    func randomTexts(kernel: Kernel) throws {
        var random = Seed.generator("encoding kernels")
        var texts = RandomText(
            try Reference.codec().tables,
            Seed.generator("encoding kernel texts")
        )
        for _ in 0..<3_000 {
            expectSame(texts.next(), kernel, room: random.below(162), random.below(7))
        }
    }

    @Test(arguments: Kernel.available)
    func septetsArePackedBehindFillBits(kernel: Kernel) {
        var random = Seed.generator("packing kernels")
        for count in 0...170 {
            for fillBitCount in 0...6 {
                let septets = (0..<count).map { _ in UInt8(random.below(128)) }
                let octetCount = PackedSeptets.octetCount(of: count, fillBitCount: fillBitCount)
                let packed = [UInt8](capacity: octetCount) { output in
                    kernel.pack(septets.span, fillBitCount: fillBitCount, into: &output)
                }
                let expected = ReferenceBits.packed(
                    septets.map(UInt16.init),
                    fillBitCount: fillBitCount
                )
                #expect(packed == expected, "\(kernel), \(count) behind \(fillBitCount) fill bits")
            }
        }
    }
}
