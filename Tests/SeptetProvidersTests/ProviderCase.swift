import Foundation
import Testing

/// One case of a file of provider cases: a job and what its result must have.
struct ProviderCase: Decodable, Sendable, CustomTestStringConvertible {
    let provider: String
    let name: String
    let input: Expected
    let expect: Expected

    var testDescription: String { "\(provider) \(name)" }

    /// The line to run.
    var line: [UInt8] {
        get throws {
            let job = Expected.object([
                "provider": .string(provider), "name": .string(name), "input": input,
            ])
            return Array(try JSONEncoder().encode(job))
        }
    }

    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The cases of one file; none when there is no such file.
    static func read(_ path: String) throws -> [ProviderCase] {
        let file = root.appending(path: path)
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        return try JSONDecoder().decode([ProviderCase].self, from: try Data(contentsOf: file))
    }

    /// The cases of every file in Vectors/providers.
    static func own() throws -> [ProviderCase] {
        let folder = root.appending(path: "Vectors/providers")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try names.sorted().filter { $0.hasSuffix(".json") }.flatMap {
            try read("Vectors/providers/\($0)")
        }
    }
}
