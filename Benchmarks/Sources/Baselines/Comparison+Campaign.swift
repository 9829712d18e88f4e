internal import Corpora
package import Foundation
package import Measuring

extension Comparison {
    /// The name of the item.
    package static let campaignItem = "campaign from CSV, end to end"

    /// Rows of a campaign with texts of all generated corpora.
    private static let rowCount = 200_000

    /// `septet estimate` over a file of rows with a phone number and a text, start-up included.
    ///
    /// - Parameters:
    ///   - command: The built `septet`.
    ///   - folder: Where the file is written.
    package static func campaign(
        _ command: URL,
        kernels: [String],
        in folder: URL
    ) throws -> Self {
        let file = folder.appending(path: "campaign.csv")
        try write(to: file)
        let arguments = ["estimate", file.path, "--input", "csv", "--column", "text", "--json"]
        var contenders = [contender("Septet", command, arguments, [:])]
        for kernel in kernels {
            contenders.append(
                contender(
                    "Septet, \(kernel) kernel",
                    command,
                    arguments,
                    ["SEPTET_KERNEL": kernel]
                )
            )
        }
        contenders.append(
            contender("wc -l", URL(filePath: "/usr/bin/wc"), ["-l", file.path], [:])
        )
        return Self(campaignItem, corpus: "a-d", size: "\(rowCount) rows", contenders)
    }

    private static func write(to file: URL) throws {
        let corpora = GeneratedCorpus.allCases.map { $0.texts(rowCount / 4) }
        var lines = "phone,text\n"
        for row in 0..<rowCount {
            let text = corpora[row % 4][row / 4].replacing("\"", with: "\"\"")
            lines += "48\(500_000_000 + row),\"\(text)\"\n"
        }
        try lines.write(to: file, atomically: true, encoding: .utf8)
    }

    private static func contender(
        _ name: String,
        _ command: URL,
        _ arguments: [String],
        _ environment: [String: String]
    ) -> Contender {
        Contender(name, messageCount: rowCount, expected: 0, clock: .wall) {
            try ChildRun.status(command.path, arguments, environment)
        }
    }
}
