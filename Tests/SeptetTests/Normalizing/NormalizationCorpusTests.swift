import Foundation
import Septet
import TestSupport
import Testing

/// What holds for random texts holds for real ones, when corpora stand beside the package.
@Suite(.enabled(if: SharedFolder.exists)) struct NormalizationCorpusTests {
    @Test(arguments: SharedFolder.files("corpora", ending: ".txt"))
    func realTextsNeverBecomeDearer(file: String) throws {
        let url = SharedFolder.url.appending(path: "corpora").appending(path: file)
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
        // A sample, unless everything is asked for.
        let step = Self.isRunWhole ? 1 : max(1, lines.count / 150)
        var textCount = 0
        for index in stride(from: 0, to: lines.count, by: step) {
            let text = Self.unescaped(lines[index])
            for tables in NormalizationTables.tiers {
                _ = try checkNeverDearer(text, tables, Planner(), "\(file):\(index + 1)")
            }
            textCount += 1
        }
        #expect(textCount > 100)
    }

    /// Whether to take every line, which takes minutes without optimisation.
    private static var isRunWhole: Bool {
        ProcessInfo.processInfo.environment["SEPTET_SHARED_ALL"] == "1"
    }

    private static func unescaped(_ line: Substring) -> String {
        var text = ""
        var isEscaped = false
        for scalar in line.unicodeScalars {
            if isEscaped {
                let meant: [Unicode.Scalar: Unicode.Scalar] = ["n": "\n", "r": "\r", "t": "\t"]
                text.unicodeScalars.append(meant[scalar] ?? scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
