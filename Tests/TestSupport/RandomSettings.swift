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
