/// How long is measured.
package struct Effort: Sendable {
    /// The least time of a batch, so that the clock does not matter.
    package var batchNanoseconds: Int

    /// Batches of each contender.
    package var roundCount: Int

    /// The time after which a slow contender gets no more batches.
    package var contenderNanoseconds: Int

    /// For figures that are kept.
    package static let full = Self(
        batchNanoseconds: 3_000_000,
        roundCount: 41,
        contenderNanoseconds: 300_000_000
    )

    /// Every answer is checked, and nothing timed.
    package static let none = Self(batchNanoseconds: 0, roundCount: 0, contenderNanoseconds: 0)

    /// For a look.
    package static let short = Self(
        batchNanoseconds: 1_000_000,
        roundCount: 9,
        contenderNanoseconds: 60_000_000
    )
}
