import Foundation

@testable import SeptetCampaigns

/// A file with some octets in it, which is removed when it is no longer needed.
final class TemporaryInput {
    let path: String

    init(_ octets: some Sequence<UInt8>) throws {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "septet-input-\(UUID().uuidString)")
        try Data(octets).write(to: file)
        path = file.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
