/// The fillings of all locking shift tables at once, one lane for each.
///
/// Does for sixteen tables what `PartFilling` does for one. A lane's number is the identifier of
/// its table's language, 0 for the default alphabet:
///
///     lane       0         1         2         3            …
///     table      default   Turkish   (none)    Portuguese   …
///     open       9         8         9         9            units in the open part
///     closed     2         2         2         2            parts that are full
///
/// Only lane arithmetic is used, no comparisons and no masks, which are slow in Swift's vectors at
/// the baseline target.
struct LaneFilling {
    typealias Lanes = SIMD16<UInt16>
    private typealias WideLanes = SIMD16<UInt32>

    /// The units after which narrow counts are settled: each can close a part of 140 octets.
    private static let unitCountBetweenSettlings = Int(UInt16.max) / UserDataField.octetCount

    /// Units of each of several parts.
    let capacity: Lanes

    /// The septets that the header and its fill bits take.
    private let headerSeptetCount: Lanes

    private var open = Lanes()
    private var closed = Lanes()
    private var closedOctets = Lanes()
    private var units = Lanes()
    private var unsettledUnitCount = 0
    private var settledClosed = WideLanes()
    private var settledClosedOctets = WideLanes()
    private var settledUnits = WideLanes()

    /// An empty filling for parts of one shape in lane 0 and of another in all others.
    init(default first: PartFormat, national others: PartFormat) {
        capacity = Self.lanes(first, others) { PartFilling.capacity(concatenated: $0) }
        headerSeptetCount = Self.lanes(first, others) { $0.userDataLength(unitCount: 0) }
    }

    private static func lanes(
        _ first: PartFormat,
        _ others: PartFormat,
        _ value: (PartFormat) -> Int
    ) -> Lanes {
        var lanes = Lanes(repeating: UInt16(truncatingIfNeeded: value(others)))
        lanes[0] = UInt16(truncatingIfNeeded: value(first))
        return lanes
    }

    /// Adds a piece that has to stay whole and is no longer than a part in any lane.
    ///
    /// - Parameter bound: The most units the piece takes in any lane.
    mutating func add(_ piece: Lanes, bound: Int) {
        makeRoom(for: bound)
        units &+= piece
        let grown = open &+ piece
        // The sign of capacity - grown is 1 in the lanes where the piece begins a new part.
        let begins = (capacity &- grown) &>> 15
        let mask = 0 &- begins
        closed &+= begins
        closedOctets &+= mask & octets(unitCount: open)
        open = grown &- (mask & open)
    }

    /// Adds pieces of one unit in every lane; at most 128 of them.
    mutating func addSingles(_ count: UInt16) {
        makeRoom(for: Int(count))
        units &+= Lanes(repeating: count)
        open &+= Lanes(repeating: count)
        // A part can hold fewer units than the run, so it may close several times.
        while true {
            let begins = (capacity &- open) &>> 15
            if begins.wrappedSum() == 0 { return }
            let mask = 0 &- begins
            closed &+= begins
            closedOctets &+= mask & octets(unitCount: capacity)
            open = open &- (mask & capacity)
        }
    }

    /// Takes the lanes of `other` whose `mask` is not 0.
    mutating func blend(_ other: Self, mask: Lanes) {
        var other = other
        other.settle()
        settle()
        for lane in 0..<16 where mask[lane] != 0 {
            open[lane] = other.open[lane]
            settledClosed[lane] = other.settledClosed[lane]
            settledClosedOctets[lane] = other.settledClosedOctets[lane]
            settledUnits[lane] = other.settledUnits[lane]
        }
    }

    /// Moves the running counts out of the narrow lanes before they overflow.
    private mutating func makeRoom(for unitCount: Int) {
        unsettledUnitCount += unitCount
        if unsettledUnitCount > Self.unitCountBetweenSettlings {
            settle()
            unsettledUnitCount = unitCount
        }
    }

    private mutating func settle() {
        settledClosed &+= WideLanes(truncatingIfNeeded: closed)
        settledClosedOctets &+= WideLanes(truncatingIfNeeded: closedOctets)
        settledUnits &+= WideLanes(truncatingIfNeeded: units)
        closed = Lanes()
        closedOctets = Lanes()
        units = Lanes()
    }

    /// The units added to one lane.
    func unitCount(ofLane lane: Int) -> Int {
        Int(settledUnits[lane]) + Int(units[lane])
    }

    /// The filling of one lane.
    func filling(ofLane lane: Int, format: PartFormat, boundary: BoundaryPolicy) -> PartFilling {
        let unitCount = unitCount(ofLane: lane)
        guard boundary != .unit else {
            var filling = PartFilling(concatenated: format, boundary: boundary)
            filling.addSingles(unitCount)
            return filling
        }
        return PartFilling(
            concatenated: format,
            boundary: boundary,
            unitCount: unitCount,
            openUnitCount: Int(open[lane]),
            closedPartCount: Int(settledClosed[lane]) + Int(closed[lane]),
            closedOctetCount: Int(settledClosedOctets[lane]) + Int(closedOctets[lane])
        )
    }

    /// The octets of parts with `unitCount` septets behind the header: `PackedSeptets` in lanes.
    private func octets(unitCount: Lanes) -> Lanes {
        let septetCount = headerSeptetCount &+ unitCount
        return septetCount &- septetCount &>> 3
    }
}
