import Septet
import TestSupport
import Testing

@testable import SeptetLists

/// Every kernel finds the border of records where the scanner does, or leaves it to the scanner.
@Suite struct RowBorderTests {
    /// The border by the scanner, and whether no record was malformed before it.
    private func judge(_ octets: [UInt8]) -> (rows: Kernel.Rows, isRegular: Bool) {
        var divisions = Divisions()
        divisions.find(in: octets.span, .csv(delimiter: 0x2C, hasHeader: false))
        var scanner = CSVScanner(delimiter: 0x2C)
        scanner.begin(at: 0, divisions)
        var lineFeedCount = 0
        var isRegular = true
        while true {
            let finding = scanner.scan(octets.span, divisions, isLast: false)
            if finding == .incomplete { break }
            if finding != .record { isRegular = false }
            lineFeedCount += scanner.lineFeedCount
        }
        return (Kernel.Rows(end: scanner.next, lineFeedCount: lineFeedCount), isRegular)
    }

    @Test(arguments: Kernel.available)
    func bordersAreThoseOfTheScanner(kernel: Kernel) {
        var random = Seed.generator("rows")
        var regularCount = 0
        let alphabet: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0x61, 0x61, 0xC5, 0x00]
        for number in 0..<4_000 {
            // Fields as they should be, with an odd octet now and then.
            var octets: [UInt8] = []
            for _ in 0..<random.below(40) {
                let body = (0..<random.below(9)).map { _ in random.element(of: alphabet) }
                if random.oneIn(2) {
                    octets += [0x22] + body.flatMap { $0 == 0x22 ? [$0, $0] : [$0] } + [0x22]
                } else {
                    octets += body.filter { $0 > 0x2C }
                }
                octets += random.element(of: [[0x2C], [0x2C], [0x0A], [0x0D, 0x0A]])
            }
            if number % 3 == 0, !octets.isEmpty {
                octets[random.below(octets.count)] = random.element(of: alphabet)
            }
            let judged = judge(octets)
            let rows = kernel.rows(octets.span, delimiter: 0x2C)
            if let rows {
                #expect(rows == judged.rows, "\(Seed.note("rows", number)) \(octets)")
            }
            if judged.isRegular && rows != nil { regularCount += 1 }
        }
        #expect(kernel.name == "plain" || regularCount > 2_500)
    }

    @Test(arguments: Kernel.available)
    func bordersFallAnywhere(kernel: Kernel) {
        for padding in 0...140 {
            for end in ["\n", "\r\n", "\"\n", "\"\r\n", "\"\n\"", "\"\n\"a\n", "\"\"\n"] {
                let text =
                    (end.hasPrefix("\"") ? "\"" : "") + String(repeating: "x", count: padding) + end
                let octets = Array(text.utf8)
                if let rows = kernel.rows(octets.span, delimiter: 0x2C) {
                    #expect(rows == judge(octets).rows, "\(text.debugDescription)")
                }
            }
        }
    }
}
