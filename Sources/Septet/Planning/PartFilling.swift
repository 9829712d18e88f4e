/// Fills the parts of a message, one indivisible piece after the other: the rule of every count.
///
/// The count runs through all parts; the cut asks for each piece whether it has room. The kernels,
/// `PieceSequence` and `PartDivision` are faster forms of this rule for some texts, and tests compare each of them with it.
struct PartFilling {
    /// Units of each of several parts.
    let capacity: Int

    /// Whether a piece may be cut, as under `BoundaryPolicy.unit`.
    let cutsPieces: Bool

    /// The shape of each of several parts.
    let format: PartFormat

    /// The parts that can take nothing more.
    private(set) var closedPartCount = 0

    /// The octets of the closed parts.
    private(set) var closedOctetCount = 0

    /// The units in the part that is still open; 0 only before the first piece.
    private(set) var openUnitCount = 0

    /// The units of the closed parts.
    private var closedUnitCount = 0

    /// All units so far.
    var unitCount: Int { closedUnitCount + openUnitCount }

    /// Begins with an empty part of some shape, of which `capacity` units are used at most.
    @inline(__always)
    init(format: PartFormat, boundary: BoundaryPolicy, capacity: Int) {
        self.format = format
        self.capacity = capacity
        cutsPieces = boundary == .unit
    }

    /// Begins with the first of several parts.
    @inline(__always)
    init(concatenated format: PartFormat, boundary: BoundaryPolicy) {
        self.init(
            format: format,
            boundary: boundary,
            capacity: Self.capacity(concatenated: format)
        )
    }

    /// Continues from where another count by the same rules has arrived.
    init(
        concatenated format: PartFormat,
        boundary: BoundaryPolicy,
        unitCount: Int,
        openUnitCount: Int,
        closedPartCount: Int,
        closedOctetCount: Int
    ) {
        self.init(concatenated: format, boundary: boundary)
        closedUnitCount = unitCount - openUnitCount
        self.openUnitCount = openUnitCount
        self.closedPartCount = closedPartCount
        self.closedOctetCount = closedOctetCount
    }

    /// The units of each of several parts; at least 2, so that every pair has room.
    ///
    /// `Planner` rejects parts that are smaller.
    static func capacity(concatenated format: PartFormat) -> Int {
        max(2, format.unitCapacity)
    }

    /// Whether a piece that stays whole has room in the open part.
    @inline(__always)
    func hasRoom(for pieceUnitCount: Int) -> Bool {
        openUnitCount + pieceUnitCount <= capacity
    }

    /// Adds pieces of two units at most that a kernel has counted by the same rules.
    ///
    /// - Parameters:
    ///   - closedPartCount: The parts that were closed, beginning with the one that is open here.
    ///   - closedUnitCount: The units of those parts.
    ///   - openUnitCount: The units of the part that is open now.
    mutating func addCounted(
        closedPartCount: Int,
        closedUnitCount: Int,
        openUnitCount: Int
    ) {
        // A pair leaves one unit stranded at most.
        let strandedUnitCount = closedPartCount * capacity - closedUnitCount
        closedOctetCount +=
            (closedPartCount - strandedUnitCount) * format.octetCount(unitCount: capacity)
            + strandedUnitCount * format.octetCount(unitCount: capacity - 1)
        self.closedPartCount += closedPartCount
        self.closedUnitCount += closedUnitCount
        self.openUnitCount = openUnitCount
    }

    /// Adds pieces if all of them have room in the open part; then their order does not matter.
    ///
    /// - Returns: Whether they had room; otherwise nothing was added.
    @inline(__always)
    mutating func addTogether(_ unitCount: Int) -> Bool {
        guard hasRoom(for: unitCount) else { return false }
        openUnitCount += unitCount
        return true
    }

    /// Adds a piece that has to stay whole and is not longer than a part.
    @inline(__always)
    mutating func add(_ pieceUnitCount: Int) {
        if !addTogether(pieceUnitCount) { closeBefore(pieceUnitCount) }
    }

    /// Closes the open part and adds a piece that has no room in it.
    private mutating func closeBefore(_ pieceUnitCount: Int) {
        if cutsPieces {
            addSingles(pieceUnitCount)
            return
        }
        close(adding: 0)
        openUnitCount = pieceUnitCount
    }

    /// Closes the open part after `unitCount` more units, which must have room; opens an empty one.
    mutating func close(adding unitCount: Int) {
        openUnitCount += unitCount
        closedOctetCount += format.octetCount(unitCount: openUnitCount)
        closedUnitCount += openUnitCount
        closedPartCount += 1
        openUnitCount = 0
    }

    /// Adds `count` pieces of one unit each.
    @inline(__always)
    mutating func addSingles(_ count: Int) {
        openUnitCount += count
        guard openUnitCount > capacity else { return }
        let closed = (openUnitCount - 1) / capacity
        closedOctetCount += closed * format.octetCount(unitCount: capacity)
        closedUnitCount += closed * capacity
        closedPartCount += closed
        openUnitCount -= closed * capacity
    }
}

extension PartFilling {
    /// Adds a whole text by its grapheme clusters.
    ///
    /// - Parameter unitCount: The units of one scalar.
    mutating func addClusters(of text: UTF8Span, unitCount: (UInt32) -> Int) {
        let utf8 = text.span
        text.forEachCluster { addCluster($0, of: utf8, unitCount: unitCount) }
    }

    /// Adds one cluster: whole when a part can hold it, otherwise scalar by scalar.
    mutating func addCluster(
        _ range: Range<Int>,
        of utf8: Span<UInt8>,
        unitCount: (UInt32) -> Int
    ) {
        var clusterUnitCount = 0
        utf8.forEachScalar(in: range) { clusterUnitCount += unitCount($0) }
        if clusterUnitCount <= capacity {
            add(clusterUnitCount)
        } else {
            utf8.forEachScalar(in: range) { add(unitCount($0)) }
        }
    }
}

extension UTF8Span {
    /// The end of the grapheme cluster that begins at `border`, a border between two clusters.
    ///
    /// Both the count and the cut find clusters with this function and no other. The rules of UAX
    /// 29 never look back beyond the last border, so a walk that starts again at a border, as each
    /// part does, finds the same clusters as one from the beginning.
    func clusterEnd(from border: Int) -> Int {
        #if hasFeature(Embedded)
            return ClusterRules.clusterEnd(of: span, from: border)
        #else
            var clusters = makeCharacterIterator()
            // The iterator needs the beginning of a scalar, which a border is. Rounding backwards
            // instead can find borders where a walk from the beginning has none.
            unsafe clusters.reset(toUnchecked: border)
            _ = clusters.skipForward()
            return clusters.currentCodeUnitOffset
        #endif
    }

    /// Calls `body` with the octets of each grapheme cluster, from the beginning.
    func forEachCluster(_ body: (Range<Int>) -> Void) {
        var start = 0
        while start < count {
            let end = clusterEnd(from: start)
            body(start..<end)
            start = end
        }
    }
}
