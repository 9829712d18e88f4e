import Foundation
import Septet
import Synchronization
import TestSupport
import Testing

@testable import SeptetCampaigns
@testable import SeptetLists

/// Several threads count what one counts, in whatever blocks the input comes.
@Suite struct CampaignReadingTests {
    /// The totals of a CSV input and what was handed over.
    private func read(
        _ octets: [UInt8],
        threadCount: Int,
        readOctetCount: Int = BlockReader.readOctetCount,
        octetLimit: Int = 4_096,
        refusingAfter limit: Int = .max,
        isStopped: @Sendable () -> Bool = { false }
    ) throws -> (totals: CampaignTotals, rows: CollectedRows) {
        let input = try TemporaryInput(octets)
        var reader = try BlockReader(
            ByteSource(path: input.path),
            .csv(delimiter: 0x2C, hasHeader: true),
            readOctetCount: readOctetCount,
            octetLimit: octetLimit
        )
        let names = try #require(try reader.readColumns())
        let text = try ColumnNames(names, reader).place(of: "text")
        let scanner = RecordScanner(reader, fieldCount: names.count, unescapes: false)
        var rows = CollectedRows(refusingAfter: limit)
        let reading = CampaignReading(CampaignSettings(), threadCount: threadCount)
        let count = try reading.count(
            reader,
            scanner,
            CampaignColumns(text: .field(text)),
            into: &rows,
            isStopped: isStopped
        )
        // The estimator knows no lines.
        var totals = count.totals
        totals.rows = RowTotals()
        return (totals, rows)
    }

    /// The same by the serial reader and the estimator.
    private func judge(_ octets: [UInt8]) throws -> (totals: CampaignTotals, errors: [String]) {
        let input = try TemporaryInput(octets)
        var reader = try RecordReader(
            ByteSource(path: input.path),
            format: .csv(column: "text"),
            unescapes: false,
            readOctetCount: 64 << 10,
            octetLimit: 4_096
        )
        var estimator = CampaignEstimator()
        var errors: [String] = []
        try reader.forEach { line, text, error in
            do {
                if let error {
                    estimator.reject(RejectionReason(error))
                    throw error
                }
                try estimator.add(utf8: text)
            } catch {
                errors.append("\(line): \(error)")
            }
        }
        return (estimator.totals, errors)
    }

    /// Rows as people write them, some of them broken.
    private func campaign(_ random: inout SplitMix64, rowCount: Int, brokenIn: Int) -> [UInt8] {
        let pieces = [
            "hello", " ", "żółć", "’", "😀", "Привет", "नक्षि", "€[", "\u{200D}", "½", "\n", ",",
            "\"\"", "\r\n", "a very ordinary piece of text", "\u{1}",
        ]
        var octets = Array("n,text,c\r\n".utf8)
        for row in 0..<rowCount {
            let text = (0..<random.below(12)).map { _ in random.element(of: pieces) }.joined()
            octets += Array("\(row),".utf8)
            let mustQuote = text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
            octets += Array((mustQuote || random.oneIn(3) ? "\"\(text)\"" : text).utf8)
            if random.oneIn(brokenIn) {
                let broken: [[UInt8]] = [
                    [0x22], [0xFF], [0x2C, 0x2C], [0x0D], [0x0A], [0x22, 0x22], [0x00],
                ]
                octets += random.element(of: broken)
            }
            octets += Array(",x\n".utf8)
        }
        return octets
    }

    @Test(arguments: [1, 2, 3, 5], [20, 1_000_000])
    func threadsCountWhatOneCounts(threadCount: Int, brokenIn: Int) throws {
        for number in 0..<6 {
            var random = Seed.generator("campaign reading", number)
            let octets = campaign(&random, rowCount: 120, brokenIn: brokenIn)
            let judged = try judge(octets)
            #expect(judged.errors.isEmpty == (brokenIn == 1_000_000))
            for readOctetCount in [1, 13, 100, 1_000, 100_000] {
                let found = try read(
                    octets,
                    threadCount: threadCount,
                    readOctetCount: readOctetCount
                )
                let note: Comment =
                    "\(Seed.note("campaign reading", number)) reads of \(readOctetCount)"
                #expect(found.totals == judged.totals, note)
                #expect(
                    found.rows.rejected.map { "\($0.line): \($0.explanation)" } == judged.errors,
                    note
                )
                #expect(
                    found.rows.rowCount == judged.totals.messageCount + judged.errors.count,
                    note
                )
                #expect(found.rows.inputOctetCounts == found.rows.inputOctetCounts.sorted(), note)
                #expect(found.rows.inputOctetCounts.last == octets.count, note)
            }
        }
    }

    @Test func rejectedRowsHaveTheirNumberAndOctets() throws {
        let content = "text,b\nfine,1\n\nbad,1,2\n\"two\nlines\",3\n\"op\"en,4\n"
        for readOctetCount in 1...content.utf8.count {
            let rows = try read(
                Array(content.utf8),
                threadCount: 2,
                readOctetCount: readOctetCount
            ).rows
            #expect(rows.rejected.map(\.row) == [2, 4])
            #expect(rows.rejected.map(\.line) == [4, 7])
            #expect(rows.rejected.map(\.reason) == [.fieldCountDiffers, .malformedQuotes])
            #expect(
                rows.rejected.map { String(decoding: $0.octets, as: UTF8.self) }
                    == ["bad,1,2\n", "\"op\"en,4\n"]
            )
        }
    }

    @Test(arguments: [1, 2, 4])
    func whatTheSinkThrowsEndsTheReading(threadCount: Int) throws {
        var random = Seed.generator("refusal")
        let octets = campaign(&random, rowCount: 500, brokenIn: 50)
        #expect(throws: CollectedRows.Refusal()) {
            _ = try read(
                octets,
                threadCount: threadCount,
                readOctetCount: 200,
                refusingAfter: 3
            )
        }
    }

    @Test(arguments: [1, 2, 4])
    func stoppingCountsWholeBlocksFromTheBeginning(threadCount: Int) throws {
        let octets = Array(("text\n" + String(repeating: "żaba\n", count: 1_000)).utf8)
        let asked = Atomic<Int>(0)
        let found = try read(octets, threadCount: threadCount, readOctetCount: 60) {
            asked.add(1, ordering: .relaxed).newValue > 5
        }
        #expect(found.totals.messageCount > 0)
        #expect(found.totals.messageCount < 1_000)
        #expect(found.totals.messageCount == found.rows.rowCount)
        #expect(found.rows.blockCount == 5)
    }
}
