package import Foundation

/// Where the files of this package are, found from the place of this source file.
package enum PackageFolder {
    /// The nearest folder above that has the vectors.
    ///
    /// The benchmarks compile these files from a folder of their own, at another depth.
    package static var root: URL {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while !hasVectors(folder) && folder.path != "/" { folder.deleteLastPathComponent() }
        return folder
    }

    /// The folder of the vectors.
    package static var vectors: URL { root.appending(path: "Vectors") }

    /// A file of the sample campaign.
    package static func sample(_ name: String) -> URL {
        vectors.appending(path: "samples").appending(path: name)
    }

    private static func hasVectors(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "Vectors/tables").path)
    }
}

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
