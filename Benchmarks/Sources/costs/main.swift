// Runs every item once over messages of each generated corpus, for `Scripts/check costs`.
//
// Prints the item, the corpus, the messages, the allocations of a pass and its instructions. Under
// valgrind callgrind writes those into a file for each instead, and `-` stands in their place.
// Without valgrind they are counted step by step, which any processor's instructions can be.
//
//     costs --texts CORPUS    writes the messages of a corpus, each behind four octets with its length,
//                             least significant first, for `Scripts/check arm64`

import AllocationCount
import CInstructionCount
import Corpora
import Foundation
import Measuring
import Workloads

let isUnderValgrind = instruction_count_is_under_valgrind() != 0
// A step takes some microseconds.
let messageCount = isUnderValgrind ? 1_000 : 20

func fail(_ reason: String, exitStatus: Int32 = 1) -> Never {
    FileHandle.standardError.write(Data("costs: \(reason)\n".utf8))
    exit(exitStatus)
}

/// The instructions of some work in a child process.
func instructionsByStep(_ work: () throws -> Void) -> Int {
    let count = instruction_count_by_steps()
    guard count == 0 else {
        guard count > 0 else { fail("processes may not be traced here", exitStatus: 77) }
        return Int(count)
    }
    do { try work() } catch { _exit(1) }
    _exit(0)
}

/// What is counted besides the work.
let surroundingInstructions = isUnderValgrind ? 0 : instructionsByStep {}

/// Whether an item is worth the time of stepping through it; those left out have their loops
/// from others.
func isMeasured(_ workload: Workload) -> Bool {
    isUnderValgrind || (workload != .planNational && workload != .encodeToSegments)
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
    if isUnderValgrind { instruction_count_begin() }
    _ = try contender.run(1)
    let allocations = allocation_count() - before
    var instructions = "-"
    if isUnderValgrind {
        // A C string in memory that outlives the call.
        unsafe name.withUnsafeBufferPointer { unsafe instruction_count_end($0.baseAddress) }
    } else {
        let count = instructionsByStep { _ = try contender.run(1) }
        instructions = "\(count - surroundingInstructions)"
    }
    print(
        workload.rawValue,
        corpus.name,
        contender.messageCount,
        allocations,
        instructions,
        separator: "\t"
    )
}

/// Writes the messages of a corpus.
func writeTexts(_ corpus: GeneratedCorpus) {
    var octets: [UInt8] = []
    for text in corpus.texts(1_000) {
        octets += (0..<4).map { UInt8(truncatingIfNeeded: text.utf8.count >> (8 * $0)) }
        octets += text.utf8
    }
    FileHandle.standardOutput.write(Data(octets))
}

if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "--texts",
    let corpus = GeneratedCorpus(rawValue: CommandLine.arguments[2])
{
    writeTexts(corpus)
    exit(0)
}

do {
    for generated in GeneratedCorpus.allCases {
        let texts = generated.texts(messageCount)
        let totals = try Totals(slowlyCounting: texts)
        let corpus = Corpus(name: generated.rawValue, texts: texts, totals: totals)
        for workload in Workload.allCases
        where workload.accepts(corpus.name) && isMeasured(workload) {
            try measure(workload, corpus)
        }
    }
} catch {
    fail("\(error)")
}
