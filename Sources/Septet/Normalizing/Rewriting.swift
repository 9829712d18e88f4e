/// All changes that tables allow in a text, none of them made yet.
struct Rewriting {
    /// A place where a kind stands.
    struct Place {
        let utf8Range: Range<Int>
        let kind: Int
    }

    /// The kinds of changes in the order of their first appearance.
    private(set) var kinds: [RewritingKind] = []

    /// Where they stand, in order.
    private(set) var places: [Place] = []

    private var kindOfScalar: [UInt32: Int] = [:]
    private var kindOfSequence: [[UInt8]: Int] = [:]

    /// Whether nothing can be changed.
    var isEmpty: Bool { places.isEmpty }

    /// Adds a place where a single scalar stands.
    mutating func add(_ scalar: UInt32, _ range: Range<Int>, _ makeKind: () -> RewritingKind) {
        let kind = kindOfScalar[scalar] ?? kinds.count
        if kind == kinds.count {
            kindOfScalar[scalar] = kind
            kinds.append(makeKind())
        }
        kinds[kind].count += 1
        places.append(Place(utf8Range: range, kind: kind))
    }

    /// Adds a place where several scalars are changed as one.
    mutating func add(sequence: RewritingKind, _ range: Range<Int>) {
        let kind = kindOfSequence[sequence.source] ?? kinds.count
        if kind == kinds.count {
            kindOfSequence[sequence.source] = kind
            kinds.append(sequence)
        }
        kinds[kind].count += 1
        places.append(Place(utf8Range: range, kind: kind))
    }

    /// The text with some kinds changed.
    ///
    /// Complexity: linear; allocates the result.
    ///
    /// - Parameter isChanged: For each kind whether it is.
    func text(_ utf8: Span<UInt8>, changing isChanged: [Bool]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(utf8.count)
        var position = 0
        for place in places where isChanged[place.kind] {
            for index in position..<place.utf8Range.lowerBound { result.append(utf8[index]) }
            result += kinds[place.kind].replacement
            position = place.utf8Range.upperBound
        }
        for index in position..<utf8.count { result.append(utf8[index]) }
        return result
    }

    /// Calls `body` with each scalar that stands outside of all places.
    func forEachOtherScalar(of utf8: Span<UInt8>, _ body: (UInt32) -> Void) {
        var position = 0
        for place in places {
            utf8.forEachScalar(in: position..<place.utf8Range.lowerBound, body)
            position = place.utf8Range.upperBound
        }
        utf8.forEachScalar(in: position..<utf8.count, body)
    }
}
