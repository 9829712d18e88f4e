@testable import Septet
import TestSupport
import Testing

/// Every kernel finds octets where they are, and nowhere else.
@Suite struct FindTests {
    private func positions(
        _ kernel: Kernel,
        _ needles: (UInt8, UInt8, UInt8),
        _ octets: [UInt8],
        slack: Int = Kernel.findSlack
    ) -> [Int] {
        var found = [UInt32](repeating: .max, count: octets.count + slack)
        var positions = found.mutableSpan
        let count = kernel.find(
            needles.0,
            needles.1,
            needles.2,
            in: octets.span,
            into: &positions
        )
        return found.prefix(count).map(Int.init)
    }

    @Test func theFirstPlaceIsFound() {
        var random = Seed.generator("first place")
        for count in 0...40 {
            for density in [2, 8, 40] {
                let octets = (0..<count).map { _ in
                    random.oneIn(density)
                        ? random.element(of: [0x26, 0x00, 0xC3, 0x0D] as [UInt8]) : 0x61
                }
                let needles: [InlineArray<4, UInt8>] = [
                    [0x26, 0x5C, 0x0D, 0xC3], [0x00, 0x00, 0x00, 0x00],
                ]
                for needle in needles {
                    let sought = Set(needle.indices.map { needle[$0] })
                    for start in 0...count {
                        for end in start...count {
                            let expected =
                                (start..<end).first { sought.contains(octets[$0]) } ?? end
                            let found = octets.span.firstPlace(of: needle, in: start..<end)
                            #expect(found == expected)
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: Kernel.available)
    func everyPlaceIsFound(kernel: Kernel) {
        var random = Seed.generator("find")
        for count in 0...200 {
            for density in [1, 2, 8, 40] {
                let octets = (0..<count).map { _ in
                    random.oneIn(density)
                        ? random.element(of: [0x22, 0x2C, 0x0A, 0x00, 0xFF, 0xAC, 0xA2, 0x8A])
                        : UInt8(truncatingIfNeeded: random.next())
                }
                for needles: (UInt8, UInt8, UInt8) in [
                    (0x22, 0x2C, 0x0A), (0x0A, 0x0A, 0x0A), (0x00, 0xFF, 0x80),
                ] {
                    let expected = octets.indices.filter {
                        [needles.0, needles.1, needles.2].contains(octets[$0])
                    }
                    #expect(positions(kernel, needles, octets) == expected, "\(kernel) \(count)")
                    // Without room to overwrite the definition answers.
                    #expect(positions(kernel, needles, octets, slack: 0) == expected)
                }
            }
        }
    }

    @Test(arguments: Kernel.available)
    func nothingBehindTheSlackIsWritten(kernel: Kernel) {
        for count in 0...300 {
            let octets = [UInt8](repeating: 0x0A, count: count)
            var found = [UInt32](repeating: .max, count: count + Kernel.findSlack + 8)
            var positions = found.mutableSpan
            #expect(kernel.find(0x0A, 0x0A, 0x0A, in: octets.span, into: &positions) == count)
            #expect(found.prefix(count).elementsEqual((0..<count).map(UInt32.init)))
            #expect(found.suffix(8).allSatisfy { $0 == .max })
        }
    }
}
