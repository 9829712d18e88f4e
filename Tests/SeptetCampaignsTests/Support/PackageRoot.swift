import Foundation

/// Where the files of this package are, found from the place of this source file.
enum PackageRoot {
    /// The folder of the samples.
    static var samples: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Vectors/samples")
    }
}
