import Foundation
import TestSupport
import Testing

/// The commands that the documents show, run; what they print must be what the documents say.
@Suite struct DocumentTests {
    /// A command after `$ ` and the lines shown below it.
    private struct Step {
        var command: String
        var output: [String] = []
    }

    private static let documents = ["README.md"]

    @Test("Every console block prints what it shows", arguments: documents)
    func consoleBlocks(document: String) async throws {
        let file = PackageFolder.root.appending(path: document)
        let steps = try Self.steps(try String(contentsOf: file, encoding: .utf8))
        try #require(steps.count > 10)
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            at: folder.url.appending(path: "Vectors"),
            withDestinationURL: PackageFolder.vectors
        )
        // One shell for the whole document, so that what one block sets is there in the next.
        var script = "cd '\(folder.url.path)'; septet() { \"$SEPTET\" \"$@\"; }\n"
        for step in steps { script += "\(step.command)\nprintf '\\036%d\\036' $?\n" }
        let result = try await BuiltCommand.shell(script)
        let pieces = result.output.split(separator: "\u{1E}", omittingEmptySubsequences: false)
        try #require(pieces.count == 2 * steps.count + 1, "\(result.errors)")
        for (number, step) in steps.enumerated() {
            #expect(pieces[2 * number + 1] == "0", "\(step.command): \(result.errors)")
            guard !step.output.isEmpty else { continue }
            let lines = pieces[2 * number].split(separator: "\n").map(String.init)
            #expect(lines == step.output, "\(step.command)")
        }
    }

    /// The steps of all console blocks; a command goes on behind a backslash.
    private static func steps(_ document: String) throws -> [Step] {
        var steps: [Step] = []
        var isInside = false
        for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.utf8.starts(with: "```".utf8) {
                isInside = line.utf8.elementsEqual("```console".utf8)
            } else if isInside, line.utf8.starts(with: "$ ".utf8) {
                steps.append(Step(command: String(line.dropFirst(2))))
            } else if isInside {
                let last = try #require(steps.indices.last)
                if steps[last].command.utf8.last == UInt8(ascii: "\\") {
                    steps[last].command += "\n" + line
                } else {
                    steps[last].output.append(String(line))
                }
            }
        }
        return steps
    }
}
