package import Foundation

/// Where the files of this package are, found from the place of this source file.
package enum PackageFolder {
    /// The folder of `Package.swift`.
    package static var root: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    /// The folder of the vectors.
    package static var vectors: URL { root.appending(path: "Vectors") }
}
