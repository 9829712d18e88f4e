import TestSupport
import Testing

@testable import Septet

/// Every kernel decodes as the plain loops do, out of and into buffers of exactly the octets needed.
@Suite struct DecodingKernelTests {
    private func expectSame(
        _ septets: [UInt16],
        _ kernel: Kernel,
        firstBit: Int,
        _ tables: ShiftTables = .default
    ) {
        // What stands before and behind the septets must not show.
        let header = [UInt8](repeating: 0xFF, count: firstBit / 8)
        var octets =
            header + ReferenceBits.packed(septets + [0x7F], fillBitCount: firstBit % 8)
        octets.removeLast(octets.count - (firstBit + 7 * septets.count + 7) / 8)
        let capacity = UnitText.utf8Capacity(unitCount: septets.count, .gsm7Bit, tables)
        let utf8 = [UInt8](capacity: capacity) { output in
            kernel.decodeSeptets(
                of: octets.span,
                firstBit: firstBit,
                septetCount: septets.count,
                tables,
                into: &output
            )
        }
        let expected = UnitText.text(of: septets, .gsm7Bit, tables) ?? ""
        if utf8 != Array(expected.utf8) {
            let found = String(decoding: utf8, as: UTF8.self)
            Issue.record("\(kernel), bit \(firstBit), \(septets): \(found), not \(expected)")
        }
    }

    @Test(arguments: Kernel.available)
    func everySeptetAtEveryPlace(kernel: Kernel) {
        for septet in UInt16(0)..<128 {
            for padding in [0, 1, 7, 31, 32, 61, 62, 63, 64, 65, 127] {
                let before = [UInt16](repeating: 0x61, count: padding)
                expectSame(before + [septet], kernel, firstBit: padding % 56)
                expectSame(before + [0x1B, septet, 0x62], kernel, firstBit: padding % 56)
                expectSame(before + [0x1B, 0x1B, septet], kernel, firstBit: padding % 56)
            }
        }
    }

    @Test(arguments: Kernel.available)
    func everyLengthAndFirstBit(kernel: Kernel) {
        for count in 0...170 {
            for firstBit in [0, 1, 2, 3, 4, 5, 6, 7, 49, 56] {
                let septets = (0..<count).map { UInt16($0 * 37 % 128) }
                expectSame(septets, kernel, firstBit: firstBit)
                expectSame([UInt16](repeating: 0x1B, count: count), kernel, firstBit: firstBit)
            }
        }
    }

    @Test(arguments: Kernel.available)
    func randomSeptets(kernel: Kernel) {
        var random = Seed.generator("decoding kernels")
        for number in 0..<4_000 {
            let septets = (0..<random.below(161)).map { _ in
                UInt16(random.oneIn(6) ? 0x1B : random.oneIn(9) ? 0x65 : random.below(128))
            }
            expectSame(septets, kernel, firstBit: random.below(64))
            let language = NationalLanguage(rawValue: UInt8(1 + number % 13))
            let tables = ShiftTables(
                locking: number % 3 == 0 ? nil : language,
                single: number % 5 == 0 ? nil : language
            )
            expectSame(septets, kernel, firstBit: random.below(64), tables)
        }
    }

    @Test(arguments: Kernel.available)
    func unitsBecomeUTF8(kernel: Kernel) {
        var random = Seed.generator("UTF-16 decoding kernels")
        for count in 0...300 {
            let units = (0..<count).map { _ in
                UInt16(random.element(of: [0x41, 0x41, 0x41, 0xE9, 0x939, 0xD83D, 0xDE00]))
            }
            let octets = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            let utf8 = [UInt8](capacity: 3 * count) { output in
                kernel.decodeUTF16(of: octets.span, into: &output)
            }
            #expect(utf8 == Array(String(decoding: units, as: UTF16.self).utf8))
        }
    }
}
