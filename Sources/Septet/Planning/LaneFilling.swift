/// The fillings of all locking shift tables at once, one lane for each.
///
/// Does for sixteen tables what `PartFilling` does for one. A lane's number is the identifier of
/// its table's language, 0 for the default alphabet. Only lane arithmetic is used, no compares and
/// no masks: those are slow in Swift's vectors at the baseline target.
struct LaneFilling {
    typealias Lanes = SIMD16<UInt16>

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
    private var settledClosed = InlineArray<16, Int>(repeating: 0)
    private var settledClosedOctets = InlineArray<16, Int>(repeating: 0)
    private var settledUnits = InlineArray<16, Int>(repeating: 0)

    /// An empty filling; `formats` gives the shape of the parts of each lane.
    init(formats: (Int) -> PartFormat) {
        var capacity = Lanes()
        var headerSeptetCount = Lanes()
        for lane in 0..<16 {
            let format = formats(lane)
            capacity[lane] = UInt16(PartFilling.capacity(concatenated: format))
            headerSeptetCount[lane] = UInt16(format.userDataLength(unitCount: 0))
        }
        self.capacity = capacity
        self.headerSeptetCount = headerSeptetCount
    }

    /// Adds a piece that has to stay whole in every lane and is not longer than a part in any.
    ///
    /// - Parameter bound: What the piece costs at most in any lane.
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

    /// Takes the lanes of `other` that are marked in `mask` with all ones.
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

    /// Moves the running counts out of the narrow lanes before they could overflow.
    private mutating func makeRoom(for unitCount: Int) {
        unsettledUnitCount += unitCount
        if unsettledUnitCount > Self.unitCountBetweenSettlings {
            settle()
            unsettledUnitCount = unitCount
        }
    }

    private mutating func settle() {
        for lane in 0..<16 {
            settledClosed[lane] += Int(closed[lane])
            settledClosedOctets[lane] += Int(closedOctets[lane])
            settledUnits[lane] += Int(units[lane])
        }
        closed = Lanes()
        closedOctets = Lanes()
        units = Lanes()
    }

    /// The filling of one lane.
    func filling(ofLane lane: Int, format: PartFormat, boundary: BoundaryPolicy) -> PartFilling {
        var filling = PartFilling(concatenated: format, boundary: boundary)
        let unitCount = settledUnits[lane] + Int(units[lane])
        if boundary == .unit {
            filling.addSingles(unitCount)
        } else {
            filling.resume(
                unitCount: unitCount,
                openUnitCount: Int(open[lane]),
                closedPartCount: settledClosed[lane] + Int(closed[lane]),
                closedOctetCount: settledClosedOctets[lane] + Int(closedOctets[lane])
            )
        }
        return filling
    }

    /// The octets of parts with `unitCount` septets after the header, seven bits each.
    private func octets(unitCount: Lanes) -> Lanes {
        (((headerSeptetCount &+ unitCount) &* 7) &+ 7) &>> 3
    }
}
