import Baselines
import Corpora
import Foundation
import Measuring

do {
    try KernelChild.serveIfAsked()
    guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
        print(Options.usage, terminator: "")
        exit(64)
    }
    if options.writesCorpora {
        try CorpusTable.write()
        exit(0)
    }
    var suite = Suite(options)
    try suite.run()
    if options.isProof {
        print("\(suite.report.measurements.count) answers are right")
        exit(0)
    }
    print(suite.report.tables)
    if !options.isShort && options.filter == nil {
        let file = PackageLayout.results.appending(path: "bench.json")
        try suite.report.write(to: file)
        print("written to \(file.path)")
    }
} catch {
    Progress.say("bench: \(error)")
    exit(1)
}
