import Foundation

/// The seed of all random tests; failures print it.
package enum Seed {
    /// The seed, from the environment variable `SEPTET_SEED` when that is a number.
    package static let value: UInt64 =
        ProcessInfo.processInfo.environment["SEPTET_SEED"].flatMap { UInt64($0) } ?? 0x5E97_E701

    /// A generator for one test case, different for each name and number.
    package static func generator(_ name: String, _ number: Int = 0) -> SplitMix64 {
        var mixed = SplitMix64(seed: value)
        for octet in name.utf8 { mixed = SplitMix64(seed: mixed.next() ^ UInt64(octet)) }
        return SplitMix64(seed: mixed.next() ^ UInt64(truncatingIfNeeded: number))
    }

    /// What a failure says so that it can be repeated.
    package static func note(_ name: String, _ number: Int = 0) -> String {
        "SEPTET_SEED=\(value) \(name) \(number)"
    }
}
