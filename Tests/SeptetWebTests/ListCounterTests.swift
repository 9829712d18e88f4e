import Septet
import SeptetJSON
import TestSupport
import Testing

@testable import SeptetWeb

/// A list is counted row by row, whatever pieces it comes in.
@Suite struct ListCounterTests {
    private func counter(
        _ list: String,
        _ pieces: [ListCounter.Piece] = [.field(column: 0, fallback: [])],
        separator: Character = ",",
        skipped: Int = 0,
        step: Int = .max
    ) -> ListCounter {
        let counter = ListCounter(
            pieces: pieces,
            separator: separator.asciiValue ?? 0,
            skippedRowCount: skipped,
            Planner()
        )
        let octets = Array(list.utf8)
        var start = 0
        while start < octets.count {
            let end = start + min(step, octets.count - start)
            counter.add(Array(octets[start..<end]).span)
            start = end
        }
        counter.end()
        return counter
    }

    @Test(arguments: [1, 2, 3, 7, .max])
    func quotesAndLineEndsAreThoseOfCSV(step: Int) {
        let list = "text,name\r\n\"a,\"\"b\"\"\r\nc\",x\n\nж,\"\"\r\rlast"
        let counter = counter(list, skipped: 1, step: step)
        #expect(counter.rowCount == 3)
        #expect(counter.emptyCount == 2)
        #expect(counter.septets.rowCount == 2)
        #expect(counter.units.rowCount == 1)
        #expect(counter.septets.partCount + counter.units.partCount == 3)
        #expect(counter.commonestForcing.map(\.scalar) == ["ж"])
    }

    @Test func aTemplateIsFilledWithTheFieldsOfEachRow() {
        let long = String(repeating: "a", count: 158)
        let pieces: [ListCounter.Piece] = [
            .text(Array("Hi ".utf8)), .field(column: 1, fallback: Array("you".utf8)),
        ]
        let counter = counter("x;\(long)\ny;\nz\n", pieces, separator: ";")
        #expect(counter.rowCount == 3)
        // 161 septets, then "Hi you" twice.
        #expect(counter.septets.partCount == 4)
        #expect(counter.longestRow == 1 && counter.longestPartCount == 2)
        #expect(counter.rowCounts[1] == 2 && counter.rowCounts[2] == 1)
    }

    @Test func rowsThatCannotBeCountedAreReported() {
        let counter = counter("a\n" + String(repeating: "a", count: 40_000) + "\n")
        #expect(counter.tooLongCount == 1 && counter.firstRejectedRow == 2)
        counter.add(([0x62, 0xFF, 0x0A] as [UInt8]).span)
        #expect(counter.invalidCount == 1 && counter.rowCount == 3)
    }

    @Test func replacementsThatPayAreCounted() {
        let text = String(repeating: "a", count: 100) + "’"
        let counter = counter("\(text)\nжжж\n\(text)ж\n")
        #expect(counter.units.partCount == 5)
        #expect(counter.typographicPartCount == 4)
        #expect(counter.commonestForcing.map(\.rowCount) == [2, 2])
    }

    @Test func linesHaveNoQuotes() {
        let counter = counter("\"a\n\"b\n", separator: "\0")
        #expect(counter.rowCount == 2 && counter.septets.partCount == 2)
    }

    @Test func piecesAreReadUpToWhatIsCutOff() {
        let form: [UInt8] = [0, 2, 0, 0, 0, 0x48, 0x69, 1, 3, 0, 0, 0, 1, 0, 0, 0, 0x78]
        for end in form.indices {
            #expect(ListCounter.pieces(Array(form[..<end])).count == (end < 7 ? 0 : 1))
        }
        let pieces = ListCounter.pieces(form)
        #expect(pieces.count == 2)
        if case .field(let column, let fallback) = pieces[1] {
            #expect(column == 3 && fallback == [0x78])
        } else {
            Issue.record("the second piece is a field")
        }
    }
}
