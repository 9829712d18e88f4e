import Foundation

/// The texts the tests of the command read.
enum Samples {
    private static var root: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
    }

    /// A file of `Vectors/samples`.
    static func file(_ name: String) -> URL {
        root.appending(path: "Vectors/samples").appending(path: name)
    }

    /// The corpora in the folder `shared` beside the package, or where `SEPTET_SHARED` says.
    static let corpora: [URL] = {
        let variable = ProcessInfo.processInfo.environment["SEPTET_SHARED"]
        let shared =
            variable.map { URL(filePath: $0) }
            ?? root.deletingLastPathComponent().appending(path: "shared")
        let files = try? FileManager.default.contentsOfDirectory(
            at: shared.appending(path: "corpora"),
            includingPropertiesForKeys: nil
        )
        return (files ?? []).filter { $0.pathExtension == "txt" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }()
}
