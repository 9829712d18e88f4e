import Foundation
import TestSupport

/// Another codec, in another language, run as a process: one line of facts for each text.
enum Oracle {
    /// What the oracle says of a text.
    struct Facts: Equatable, Sendable {
        var encoding: String
        var unitCount: Int
        var partCount: Int
        /// The part count under bare division.
        var dividedPartCount: Int
    }

    /// Why there are no facts.
    enum Failure: Error {
        case exit(Int32)
        case badLine(String)
    }

    /// The facts of each line of a corpus, read with its escapes.
    static func facts(of corpus: URL) throws -> [Facts] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", SharedFolder.url.appending(path: "oracle/oracle.py").path,
            "--unescape", "--no-hex", corpus.path,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure.exit(process.terminationStatus) }
        let lines = output.split(separator: 0x0A).dropFirst()
        return try lines.map { try facts(inLine: String(decoding: $0, as: UTF8.self)) }
    }

    private static func facts(inLine line: String) throws -> Facts {
        let cells = line.utf8.split(separator: 0x09, omittingEmptySubsequences: false)
            .map { String($0) ?? "" }
        let unitColumn = cells.count > 6 && cells[2] == "gsm7" ? 3 : 4
        guard cells.count > 6, let units = Int(cells[unitColumn]),
            let divided = Int(cells[5]), let parts = Int(cells[6])
        else { throw Failure.badLine(line) }
        return Facts(
            encoding: cells[2],
            unitCount: units,
            partCount: parts,
            dividedPartCount: divided
        )
    }
}
