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
