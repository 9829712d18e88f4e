import Septet
import TestSupport
import Testing

/// `Vectors/reassembly.tsv`: parts in any order back to messages.
@Suite struct ReassemblyVectorTests {
    @Test func outcomesAreAsTheVectorsSay() throws {
        let rows = try VectorFile.rows("reassembly.tsv")
        var reassembler = Reassembler()
        var previous: String?
        for row in rows {
            if row.name != previous { reassembler = Reassembler() }
            previous = row.name
            let step = "\(row) step \(try row.raw("step"))"
            let expected = try row.raw("expected")
            let sender = try row.optional("sender") ?? ""
            let outcome: Reassembler.Outcome
            do {
                outcome = try reassembler.add(try row.part(), from: sender).outcome
            } catch let error as PartDecodingError {
                #expect("error:" + error.words == expected, "\(step): \(error)")
                continue
            } catch let error as ReassemblyError {
                #expect("error:" + error.words == expected, "\(step): \(error)")
                continue
            }
            switch outcome {
            case .pending: #expect(expected == "pending", "\(step)")
            case .duplicate: #expect(expected == "duplicate", "\(step)")
            case .complete(let message):
                let words = expected.split(separator: ":", maxSplits: 1)
                #expect(words.first == "complete", "\(step)")
                let text = try TextExpression.text(String(try #require(words.last)))
                #expect(message.text == text, "\(step)")
                #expect(message.isComplete, "\(step)")
            }
        }
    }
}

extension ReassemblyError {
    /// The error in the words of the vectors.
    var words: String {
        switch self {
        case .partCountDiffers: "totalMismatch"
        case .contentDiffers: "contentMismatch"
        case .senderTooLong: "senderTooLong"
        }
    }
}
