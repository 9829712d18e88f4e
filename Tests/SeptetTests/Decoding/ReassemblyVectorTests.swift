import Foundation
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
            let reception: Reassembler.Reception
            do {
                reception = try reassembler.add(
                    try row.part(),
                    from: sender,
                    at: try row.integer("seconds")
                )
            } catch let error as PartDecodingError {
                #expect("error:" + error.words == expected, "\(step): \(error)")
                continue
            }
            let texts = try Self.texts(in: expected)
            #expect(reception.givenBack.map(\.text) == texts.incomplete, "\(step)")
            #expect(reception.givenBack.allSatisfy { !$0.isComplete }, "\(step)")
            switch reception.outcome {
            case .pending: #expect(expected.hasPrefix("pending"), "\(step)")
            case .duplicate: #expect(expected.hasPrefix("duplicate"), "\(step)")
            case .complete(let message):
                #expect(message.text == texts.complete, "\(step)")
                #expect(message.isComplete, "\(step)")
            }
        }
    }

    /// The texts in an outcome such as `complete:{a} incomplete:{b} incomplete:{c}`.
    private static func texts(
        in outcome: String
    ) throws -> (complete: String?, incomplete: [String?]) {
        var texts: (complete: String?, incomplete: [String?]) = (nil, [])
        var pieces = outcome.components(separatedBy: " incomplete:")
        let first = pieces.removeFirst()
        if first.hasPrefix("complete:") {
            texts.complete = try TextExpression.text(String(first.dropFirst(9)))
        }
        texts.incomplete = try pieces.map { try TextExpression.text($0) }
        return texts
    }
}
