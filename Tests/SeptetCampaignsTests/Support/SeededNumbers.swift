/// Random numbers that are the same on every machine: a linear congruential generator.
struct SeededNumbers {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A number below a positive bound.
    mutating func below(_ bound: Int) -> Int {
        // The constants are Knuth's (MMIX); only the high bits are good.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
