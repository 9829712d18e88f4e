internal import Septet

/// The places of the octets that divide records and, in comma-separated values, their fields.
struct Divisions: Sendable {
    /// The places in order; those behind the first `count` mean nothing.
    private(set) var places: [UInt32] = []

    /// How many there are.
    private(set) var count = 0

    /// The last of them.
    var last: Int? { count == 0 ? nil : Int(places[count - 1]) }

    /// Finds all in some octets, fewer than 2^32.
    ///
    /// Complexity: linear; allocates four octets for each when there is no room yet.
    mutating func find(in octets: Span<UInt8>, _ syntax: RecordSyntax) {
        let room = octets.count + Kernel.findSlack
        if places.count < room {
            places.append(contentsOf: repeatElement(0, count: room - places.count))
        }
        var quote = CSVScanner.lineFeed
        var delimiter = CSVScanner.lineFeed
        if case .csv(let separator, _) = syntax {
            quote = CSVScanner.quote
            delimiter = separator
        }
        var found = places.mutableSpan
        count = Kernel.chosen.find(
            quote,
            delimiter,
            CSVScanner.lineFeed,
            in: octets,
            into: &found
        )
    }
}
