package import Foundation

/// All measurements of one run, with the machine they are true for.
package struct Report: Codable, Sendable {
    package let machine: Machine
    package let command: String
    package let date: String
    package private(set) var measurements: [Measurement] = []

    /// A run that begins now.
    package init(command: String) {
        machine = Machine()
        self.command = command
        date = Date().formatted(.iso8601.year().month().day())
    }

    /// Measures a comparison and keeps the result.
    package mutating func add(_ comparison: Comparison, _ effort: Effort) throws {
        measurements += try comparison.measure(effort)
    }

    /// The time of another contender over that of the first, of one comparison.
    ///
    /// - Returns: Above 1 when the first is faster; `nil` when they were not compared.
    package func ratio(
        _ item: String,
        _ corpus: String,
        _ size: String,
        against contender: String
    ) -> Double? {
        let compared = measurements.filter {
            $0.item == item && $0.corpus == corpus && $0.size == size
        }
        guard let first = compared.first,
            let other = compared.first(where: { $0.contender == contender })
        else { return nil }
        return other.nanosecondsPerMessage / first.nanosecondsPerMessage
    }

    /// Writes the run as JSON.
    package func write(to url: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        var data = try encoder.encode(self)
        data.append(0x0A)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try data.write(to: url)
    }
}
