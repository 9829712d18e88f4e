/// What a contender needed in one comparison.
package struct Measurement: Codable, Sendable {
    package let item: String
    package let corpus: String
    package let size: String
    package let contender: String

    /// What the contender leaves out of the work.
    package let shortcut: String?

    /// The least of all batches.
    package let nanosecondsPerMessage: Double

    package let medianNanosecondsPerMessage: Double
}
