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
    /// - Parameter isChanged: Whether each kind is changed.
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

/// One kind of change a rewriting can make: a character, or one with its marks, and what is
/// written for it.
struct RewritingKind {
    /// What stands in the text, UTF-8.
    let source: [UInt8]
    /// What is written for it, UTF-8.
    let replacement: [UInt8]
    /// The table that says so.
    let table: NormalizationTable
    /// How often it stands in the text where it may be replaced.
    var count = 0

    /// The properties that distinguish kinds.
    struct Key: Hashable {
        let source: [UInt8]
        let table: NormalizationTable
    }

    /// The kind without how often it stands in a text.
    var key: Key { Key(source: source, table: table) }

    /// The change as it is shown to the caller.
    var asReplacement: Replacement {
        Replacement(
            from: String(decoding: source, as: UTF8.self),
            to: String(decoding: replacement, as: UTF8.self),
            count: count,
            table: table
        )
    }
}

/// Finds everything that tables allow to change in a text.
struct RewritingSearch {
    private let tables: NormalizationTables
    private var context = ReplacementContext()
    private(set) var rewriting = Rewriting()

    /// Looks for what the tiers among some tables allow.
    init(_ tables: NormalizationTables) {
        self.tables = tables.subtracting(.smsapi)
    }

    /// What the tiers among `tables` allow to change.
    ///
    /// Complexity: linear; allocates only for what is found, and for letters with marks.
    static func forTiers(_ utf8: Span<UInt8>, _ tables: NormalizationTables) -> Rewriting {
        var search = Self(tables)
        search.run(utf8)
        return search.rewriting
    }

    /// What SMSAPI's table changes.
    static func forSMSAPI(_ utf8: Span<UInt8>) -> Rewriting {
        var rewriting = Rewriting()
        var position = 0
        while position < utf8.count {
            let start = position
            let scalar = utf8.nextScalar(&position)
            // All of the provider's characters are in this range, most texts are below it.
            guard scalar >= 0x80, let place = ReplacementEntry(of: scalar).smsapi else { continue }
            rewriting.add(scalar, start..<position) {
                RewritingKind(
                    source: utf8.octets(start..<position),
                    replacement: place.octets,
                    table: .smsapi
                )
            }
        }
        return rewriting
    }

    private mutating func run(_ utf8: Span<UInt8>) {
        var position = 0
        while position < utf8.count {
            let start = position
            let scalar = utf8.nextScalar(&position)
            // No mark begins with a lower octet.
            if position < utf8.count && utf8[position] >= 0xCC,
                CanonicalComposition.isMark(utf8.scalar(at: position).value)
            {
                searchRun(start, &position, of: utf8)
            } else {
                searchSingle(scalar, start, &position, of: utf8)
            }
        }
    }

    /// A character without marks.
    private mutating func searchSingle(
        _ scalar: UInt32,
        _ start: Int,
        _ position: inout Int,
        of utf8: Span<UInt8>
    ) {
        defer { context.pass(scalar, last: scalar) }
        guard DefaultAlphabet.code(of: scalar) == DefaultAlphabet.absent else { return }
        let entry = ReplacementEntry(of: scalar)
        guard let tier = entry.tier, tables.contains(tier),
            context.allows(entry.condition, at: position, of: utf8)
        else { return }
        let end = position
        // Once the emoji is replaced, its variation selectors have nothing left to select.
        if entry.replacement.octetCount > 0 && Self.skipVariationSelectors(&position, of: utf8) {
            let kind = RewritingKind(
                source: utf8.octets(start..<position),
                replacement: entry.replacement.octets,
                table: tier
            )
            rewriting.add(sequence: kind, start..<position)
            return
        }
        rewriting.add(scalar, start..<end) {
            RewritingKind(
                source: utf8.octets(start..<end),
                replacement: entry.replacement.octets,
                table: tier
            )
        }
    }

    /// Moves behind selectors, unless a mark would then combine with the replacement of their base.
    static func skipVariationSelectors(_ position: inout Int, of utf8: Span<UInt8>) -> Bool {
        var end = position
        var next = end
        while next < utf8.count && utf8[next] == 0xEF
            && ReplacementEntry(of: utf8.nextScalar(&next)).condition == .variation
        {
            end = next
        }
        let carriesMark =
            end < utf8.count && CanonicalComposition.isMark(utf8.scalar(at: end).value)
        guard end > position, !carriesMark else { return false }
        position = end
        return true
    }

    /// A character and the marks behind it, which are changed together or not at all.
    private mutating func searchRun(_ start: Int, _ position: inout Int, of utf8: Span<UInt8>) {
        var run: [UInt32] = []
        var end = start
        repeat {
            run.append(utf8.nextScalar(&end))
        } while end < utf8.count && CanonicalComposition.isMark(utf8.scalar(at: end).value)
        position = end
        defer { context.pass(run[0], last: run[run.count - 1]) }
        guard let (result, table) = MarkedCharacter(run).rewritten(tables) else { return }
        let kind = RewritingKind(
            source: utf8.octets(start..<end),
            replacement: result.octets,
            table: table
        )
        rewriting.add(sequence: kind, start..<end)
    }
}

extension Span<UInt8> {
    /// A copy of some octets.
    fileprivate func octets(_ range: Range<Int>) -> [UInt8] { range.map { self[$0] } }
}
