// Runs every item once over 1,000 messages of each generated corpus, for `Scripts/check-costs`.
//
// Prints the item, the corpus, the messages and the allocations of a pass; callgrind, which it must
// run under, writes the instructions into a file for each.

import AllocationCount
import CInstructionCount
import Corpora
import Foundation
import Measuring
import Workloads

let messageCount = 1_000

func fail(_ reason: String) -> Never {
    FileHandle.standardError.write(Data("costs: \(reason)\n".utf8))
    exit(1)
}

/// The cost of one pass; the first two passes make what is made only once.
func measure(_ workload: Workload, _ corpus: Corpus) throws {
    let contender = try workload.contender(corpus)
    for _ in 0..<2 {
        let answer = try contender.run(1).answer
        guard contender.expected == nil || contender.expected == answer else {
            fail("\(workload.rawValue), corpus \(corpus.name): wrong answer \(answer)")
        }
    }
    let name = "\(workload.rawValue)\t\(corpus.name)".utf8CString
    let before = allocation_count()
    instruction_count_begin()
    _ = try contender.run(1)
    let allocations = allocation_count() - before
    // A C string in memory that outlives the call.
    unsafe name.withUnsafeBufferPointer { unsafe instruction_count_end($0.baseAddress) }
    print(workload.rawValue, corpus.name, contender.messageCount, allocations, separator: "\t")
}

guard instruction_count_is_possible() != 0 else {
    fail("not under valgrind; use Scripts/check-costs")
}

do {
    for generated in GeneratedCorpus.allCases {
        let texts = generated.texts(messageCount)
        let totals = try Totals(slowlyCounting: texts)
        let corpus = Corpus(name: generated.rawValue, texts: texts, totals: totals)
        for workload in Workload.allCases where workload.accepts(corpus.name) {
            try measure(workload, corpus)
        }
    }
} catch {
    fail("\(error)")
}
