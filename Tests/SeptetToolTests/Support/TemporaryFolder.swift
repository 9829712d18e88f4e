import Foundation

/// A folder that is removed when nobody uses it any more.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appending(path: "septet-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// Writes a file and says where it is.
    func file(_ name: String, _ octets: some Sequence<UInt8>) throws -> URL {
        let file = url.appending(path: name)
        try Data(octets).write(to: file)
        return file
    }

    /// Writes a file of text and says where it is.
    func file(_ name: String, _ text: String) throws -> URL {
        try file(name, text.utf8)
    }
}
