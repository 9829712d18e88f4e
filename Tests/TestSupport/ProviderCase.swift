internal import Foundation

/// One case of a file of provider cases: a job and what its result must have.
package struct ProviderCase: Decodable, Sendable, CustomStringConvertible {
    package let provider: String
    package let name: String
    package let input: Expected
    package let expect: Expected

    package init(provider: String, name: String, input: Expected, expect: Expected) {
        self.provider = provider
        self.name = name
        self.input = input
        self.expect = expect
    }

    package var description: String { "\(provider) \(name)" }

    /// The line to run.
    package var line: [UInt8] {
        get throws {
            let job = Expected.object([
                "provider": .string(provider), "name": .string(name), "input": input,
            ])
            return Array(try JSONEncoder().encode(job))
        }
    }

    /// The cases of one file; none when there is no such file.
    package static func read(_ path: String) throws -> [ProviderCase] {
        let file = PackageFolder.root.appending(path: path)
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        return try JSONDecoder().decode([ProviderCase].self, from: try Data(contentsOf: file))
    }

    /// The cases of every file in Vectors/providers.
    package static func own() throws -> [ProviderCase] {
        let folder = PackageFolder.vectors.appending(path: "providers")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try names.sorted().filter { $0.hasSuffix(".json") }.flatMap {
            try read("Vectors/providers/\($0)")
        }
    }

    /// The cases that lie beside the package; none where there are none.
    package static let shared: [ProviderCase] = {
        let file = SharedFolder.url.appending(path: "vectors/provider-cases-open.json")
        guard let octets = try? Data(contentsOf: file) else { return [] }
        return (try? JSONDecoder().decode([ProviderCase].self, from: octets)) ?? []
    }()
}
