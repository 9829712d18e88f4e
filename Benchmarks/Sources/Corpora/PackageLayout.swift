package import Foundation
internal import Reference

/// Where things are in the repository.
package enum PackageLayout {
    /// The folder of the benchmarks.
    package static var benchmarks: URL { PackageFolder.root.appending(path: "Benchmarks") }

    /// Where results are kept.
    package static var results: URL { benchmarks.appending(path: "Results") }

    /// The `septet` that `make build` builds.
    package static var command: URL { PackageFolder.root.appending(path: ".build/release/septet") }
}
