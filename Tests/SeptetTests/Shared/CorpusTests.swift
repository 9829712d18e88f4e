import Foundation
import Septet
import TestSupport
import Testing

/// Every line of every corpus beside the package, against an oracle in another language.
@Suite(.enabled(if: SharedFolder.exists, "there is no folder shared beside the package"))
struct CorpusTests {
    private static let corpora = SharedFolder.files("corpora", ending: ".txt")

    @Test func thereAreCorpora() {
        #expect(!Self.corpora.isEmpty)
    }

    @Test(arguments: corpora)
    func plansAgreeWithTheOracle(corpus: String) throws {
        let url = SharedFolder.url.appending(path: "corpora/" + corpus)
        let content = try Array(Data(contentsOf: url))
        let lines = content.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        let facts = try Oracle.facts(of: url)
        #expect(!lines.isEmpty)
        #expect(facts.count == lines.count)
        for index in 0..<min(facts.count, lines.count) {
            let octets = Self.unescaped(lines[index])
            let plan = try MessagePlan(utf8: octets.span)
            let found = Oracle.Facts(
                encoding: plan.alphabet == .gsm7Bit ? "gsm7" : "ucs2",
                unitCount: plan.unitCount,
                partCount: plan.partCount,
                dividedPartCount: plan.dividedPartCount
            )
            if found != facts[index] {
                Issue.record("\(corpus):\(index + 1): \(found), the oracle says \(facts[index])")
            }
        }
    }

    /// Every corpus is also cut and read back, a few lines of each.
    @Test(arguments: corpora)
    func segmentsOfCorporaComeBack(corpus: String) throws {
        let url = SharedFolder.url.appending(path: "corpora/" + corpus)
        let content = try Array(Data(contentsOf: url))
        let lines = content.split(separator: 0x0A)
        var random = Seed.generator(corpus)
        for _ in 0..<300 {
            let text = String(decoding: Self.unescaped(random.element(of: lines)), as: UTF8.self)
            let planner = Planner(
                languages: random.oneIn(2) ? [] : .all,
                boundary: random.element(of: BoundaryPolicy.allCases)
            )
            let plan = try planner.plan(text)
            let segments = try plan.segments(of: text, messageNumber: random.below(256))
            #expect(segments.count == plan.partCount)
            var reassembler = Reassembler()
            var received: String?
            for segment in segments.shuffled(using: &random) {
                let part = try segment.received(as: plan.dataCodingScheme())
                if case .complete(let message) = try reassembler.add(part).outcome {
                    received = message.text
                }
            }
            #expect(received?.utf8.elementsEqual(text.utf8) == true, "\(Seed.note(corpus)) \(text)")
        }
    }

    /// The corpora's escapes: `\\`, `\n`, `\r`, `\t`; a backslash before anything else stays.
    private static func unescaped(_ line: ArraySlice<UInt8>) -> [UInt8] {
        guard line.contains(0x5C) else { return Array(line) }
        var octets: [UInt8] = []
        var index = line.startIndex
        while index < line.endIndex {
            let octet = line[index]
            index += 1
            guard octet == 0x5C, index < line.endIndex else {
                octets.append(octet)
                continue
            }
            let meanings: [UInt8: UInt8] = [0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09, 0x5C: 0x5C]
            if let meaning = meanings[line[index]] {
                octets.append(meaning)
                index += 1
            } else {
                octets.append(octet)
            }
        }
        return octets
    }
}
