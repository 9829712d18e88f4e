// Counts the parts of each line of a file, and says which characters make a line expensive.
//
//     swift run CountExample texts.txt

import Septet
import SeptetLists

guard let path = CommandLine.arguments.dropFirst().first else {
    fatalError("usage: CountExample FILE")
}

let planner = Planner(boundary: .grapheme)
var partCount = 0
var reader = try RecordReader(ByteSource(path: path), format: .lines)
try reader.forEach { line, text, error in
    if let error { return print("\(line): \(error)") }
    do {
        let diagnosis = try planner.diagnose(utf8: text)
        partCount += diagnosis.plan.partCount
        let offenders = diagnosis.offenders.map { "\($0.count) × \($0.scalar)" }
        print("\(line): \(diagnosis.plan.partCount)", offenders.joined(separator: ", "))
    } catch {
        print("\(line): \(error)")
    }
}
print("parts: \(partCount)")
