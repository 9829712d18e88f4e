internal import Foundation

/// A file with some octets in it, which is removed when it is no longer needed.
package final class TemporaryInput {
    /// Where the file is.
    package let path: String

    /// Writes the file.
    package init(_ octets: some Sequence<UInt8>) throws {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "septet-input-\(UUID().uuidString)")
        try Data(octets).write(to: file)
        path = file.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
