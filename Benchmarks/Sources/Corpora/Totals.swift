internal import Reference

/// The sums that counting a corpus must give.
package struct Totals: Sendable, Equatable {
    /// Septets or UTF-16 units.
    package var unitCount: Int

    /// Parts.
    package var partCount: Int

    /// Octets of user data, headers included.
    package var userDataOctetCount: Int

    /// No message.
    package static let zero = Self(unitCount: 0, partCount: 0, userDataOctetCount: 0)

    /// Sums as they are known.
    package init(unitCount: Int, partCount: Int, userDataOctetCount: Int) {
        self.unitCount = unitCount
        self.partCount = partCount
        self.userDataOctetCount = userDataOctetCount
    }

    /// Units and parts in one number, as the loops that are timed return it.
    package var counted: Int { Self.counted(unitCount: unitCount, partCount: partCount) }

    /// Units and parts in one number.
    package static func counted(unitCount: Int, partCount: Int) -> Int {
        unitCount &+ partCount &* 1_000_003
    }

    /// The sums as the slow reference codec finds them; tens of microseconds for a message.
    package init(slowlyCounting texts: [String]) throws {
        self = .zero
        let codec = try ReferenceCodec()
        // Real messages repeat themselves.
        var known: [String: Totals] = [:]
        for text in texts {
            let totals = known[text] ?? Self(text, codec)
            known[text] = totals
            unitCount += totals.unitCount
            partCount += totals.partCount
            userDataOctetCount += totals.userDataOctetCount
        }
    }

    private init(_ text: String, _ codec: ReferenceCodec) {
        self = .zero
        guard let plan = codec.plan(text, ReferenceSettings()) else { return }
        unitCount = plan.unitCount
        partCount = plan.unitCounts.count
        userDataOctetCount = plan.octetCount
    }
}
