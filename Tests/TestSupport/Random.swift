import Foundation

/// A small random generator whose numbers are the same on every machine.
///
/// The algorithm is Steele, Lea and Flood's SplitMix64.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Begins at a seed.
    package init(seed: UInt64) {
        state = seed
    }

    /// The next 64 random bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A number below `bound`, which is positive.
    package mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }

    /// One element of a collection that is not empty.
    package mutating func element<Element>(of elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// True once in `count` times.
    package mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }
}

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

/// Settings of all kinds for random tests.
package struct RandomSettings {
    private let languages: [Int]

    /// Settings with some of these languages.
    package init(languages: [Int]) {
        self.languages = languages
    }

    /// Mostly a few languages, now and then none or all of them, every policy and width.
    package func next(_ random: inout SplitMix64) -> ReferenceSettings {
        var some: [Int] = []
        switch random.below(40) {
        case 0: some = languages
        case 1...12: break
        default:
            for _ in 0...random.below(3) { some.append(random.element(of: languages)) }
        }
        var elements: [UInt8] = []
        if random.oneIn(6) {
            let octetCount = random.element(of: [
                0, 1, 2, 4, 7, 8, 20, 60, 110, 120, 124, 125, 126, 127, 128, 129, 130, 131, 133,
                135, 137,
            ])
            elements = [0x7F, UInt8(octetCount)]
            for _ in 0..<octetCount { elements.append(UInt8(random.below(256))) }
        }
        let choices: [ReferenceSettings.Choice] = [
            .cheapest, .cheapest, .cheapest, .cheapest, .gsm7Bit, .ucs2,
        ]
        return ReferenceSettings(
            languages: Set(some).sorted(),
            boundary: random.element(of: ReferenceSettings.Boundary.allCases),
            referenceBits: random.oneIn(2) ? 8 : 16,
            choice: random.element(of: choices),
            elements: elements
        )
    }
}
