import Foundation
import Septet
import TestSupport
import Testing

@testable import SeptetCampaigns
import SeptetLists

/// `Vectors/malformed.tsv`: broken comma-separated values end in clear messages and right totals.
@Suite struct MalformedInputTests {
    /// What a reading came to: messages and parts, and what was said of the other rows.
    private struct Outcome: Equatable {
        var messageCount: Int?
        var partCount: Int?
        var errors: [String]
    }

    @Test(arguments: try VectorFile.rows("malformed.tsv"))
    func brokenValuesAreNamed(row: VectorRow) throws {
        let octets = try Self.octets(row.raw("octets"))
        let expected = Outcome(
            messageCount: try row.integer("messages"),
            partCount: try row.integer("parts"),
            errors: try row.optional("errors")?.components(separatedBy: " | ") ?? []
        )
        let input = try TemporaryInput(octets)
        for threadCount in [1, 3] {
            for readOctetCount in octets.count < 1_000
                ? [1, 7, 4_096] : [BlockReader.readOctetCount]
            {
                let found = try Self.read(input, threadCount, readOctetCount)
                #expect(found == expected, "\(threadCount) threads, reads of \(readOctetCount)")
            }
        }
    }

    @Test func thereAreEnoughOfThem() throws {
        #expect(try VectorFile.rows("malformed.tsv").count > 50)
    }

    private static func read(
        _ input: TemporaryInput,
        _ threadCount: Int,
        _ readOctetCount: Int
    ) throws -> Outcome {
        do {
            var reader = try BlockReader(
                ByteSource(path: input.path),
                .csv(delimiter: 0x2C, hasHeader: true),
                readOctetCount: readOctetCount
            )
            let names = try reader.readColumns() ?? ["text"]
            let text = try ColumnNames(names, reader).place(of: "text")
            let scanner = RecordScanner(reader, fieldCount: names.count, unescapes: false)
            var rows = CollectedRows()
            let count = try CampaignReading(CampaignSettings(), threadCount: threadCount).count(
                reader,
                scanner,
                CampaignColumns(text: .field(text)),
                into: &rows
            )
            #expect(count.totals.rejectedCount == rows.rejected.count)
            return Outcome(
                messageCount: count.totals.messageCount,
                partCount: count.totals.partCount,
                errors: rows.rejected.map { "\($0.line): \(Self.shown($0.explanation))" }
            )
        } catch let error as HeaderError {
            return Outcome(errors: ["\(error.line): \(Self.shown("\(error.reason)"))"])
        }
    }

    /// Controls as the command shows them.
    private static func shown(_ message: String) -> String {
        message.replacing("\0", with: "\\0").replacing("\n", with: "\\n")
            .replacing("\r", with: "\\r")
    }

    /// The octets an expression stands for: `\n`, `\r`, `\\`, `\xHH`, and `@N` for N times `x`.
    private static func octets(_ expression: String) -> [UInt8] {
        guard expression != "-" else { return [] }
        let digits = Array(expression.utf8)
        var octets: [UInt8] = []
        var place = 0
        while place < digits.count {
            let octet = digits[place]
            place += 1
            if octet == UInt8(ascii: "@") {
                var count = 0
                while place < digits.count, let digit = Int(String(Unicode.Scalar(digits[place]))) {
                    count = count * 10 + digit
                    place += 1
                }
                octets += [UInt8](repeating: 0x78, count: count)
            } else if octet == UInt8(ascii: "\\") {
                let letter = digits[place]
                place += 1
                switch letter {
                case UInt8(ascii: "n"): octets.append(0x0A)
                case UInt8(ascii: "r"): octets.append(0x0D)
                case UInt8(ascii: "x"):
                    let hex = String(decoding: digits[place..<place + 2], as: UTF8.self)
                    octets.append(UInt8(hex, radix: 16) ?? 0)
                    place += 2
                default: octets.append(letter)
                }
            } else {
                octets.append(octet)
            }
        }
        return octets
    }
}
