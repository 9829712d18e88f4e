package import Foundation

/// A folder of further references that may stand beside the package; the project lacks nothing
/// without it.
///
/// It is `shared` beside the package's root, or what the environment variable `SEPTET_SHARED` says.
package enum SharedFolder {
    /// The folder, whether it exists or not.
    package static var url: URL {
        if let path = ProcessInfo.processInfo.environment["SEPTET_SHARED"] {
            return URL(filePath: path)
        }
        return PackageFolder.root.deletingLastPathComponent().appending(path: "shared")
    }

    /// Whether the folder has what the tests look for.
    package static var exists: Bool {
        FileManager.default.fileExists(atPath: url.appending(path: "oracle/oracle.py").path)
    }

    /// The files of a folder in it with some ending, in order; none when there is no such folder.
    package static func files(_ folder: String, ending: String) -> [String] {
        let path = url.appending(path: folder).path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted()
    }
}
