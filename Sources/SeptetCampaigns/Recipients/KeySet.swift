/// Keys, each once, in bounded memory.
///
/// Keys are gathered in memory, and when they are too many kept as runs of a few octets for each.
/// When runs outgrow memory they are merged, and written to a temporary file without a name. Where
/// that fails, not all are kept, and the set says so.
struct KeySet<Key: FixedWidthInteger & UnsignedInteger & Sendable>: ~Copyable, Sendable {
    private let gatheredLimit: Int
    private let runOctetLimit: Int
    private let blockOctetLimit: Int
    private let spillFolder: String?

    private var gathered: KeyGathering<Key>
    private var runs: [KeyRun<Key>] = []
    private var runOctetCount = 0
    private var file: SpillFile?
    private var spilledRuns: [Range<Int>] = []

    /// Whether some keys could not be kept.
    private(set) var isIncomplete = false

    /// An empty set.
    ///
    /// - Parameters:
    ///   - octetLimit: The memory it may take; at least 64 KiB are taken.
    ///   - spillFolder: Where the temporary file is made; by default where the system has them.
    init(octetLimit: Int, spillFolder: String?) {
        let limit = max(64 << 10, octetLimit)
        // Three eighths each for keys as they are and for what they are merged into, a quarter for
        // runs; while runs are read there is an eighth for reading from the file.
        gatheredLimit = limit / 8 * 3 / MemoryLayout<Key>.size
        gathered = KeyGathering<Key>(limit: gatheredLimit)
        runOctetLimit = limit / 4
        blockOctetLimit = limit / 8
        self.spillFolder = spillFolder
    }

    /// Adds all keys of another set.
    ///
    /// Complexity: linear in the other set; its runs in memory are taken as they are.
    mutating func merge(_ other: consuming Self) {
        if other.isIncomplete { isIncomplete = true }
        if other.spilledRuns.isEmpty {
            for run in other.runs { append(run) }
            gathered.merge(other.gathered)
            keepToLimit()
        } else if !other.forEachKey({ add($0) }) {
            isIncomplete = true
        }
    }

    /// How many different keys have been kept; `isIncomplete` says whether there may be more.
    ///
    /// Complexity: linear; the set can be added to afterwards.
    mutating func count() -> Int {
        if runs.isEmpty && spilledRuns.isEmpty { return gathered.countKeys() }
        var count = 0
        if !forEachKey({ _ in count += 1 }) { isIncomplete = true }
        return count
    }

    /// Adds a key.
    ///
    /// Complexity: constant, but for the sorting now and then.
    mutating func add(_ key: Key) {
        guard !isIncomplete else { return }
        gathered.add(key)
        keepToLimit()
    }

    /// Calls `body` with each key in ascending order.
    ///
    /// - Returns: Whether all could be read.
    mutating func forEachKey(_ body: (Key) -> Void) -> Bool {
        let keys = gathered.sorted()
        if runs.isEmpty && spilledRuns.isEmpty {
            for key in keys { body(key) }
            return true
        }
        let readerCount = max(1, spilledRuns.count)
        let block = max(4 << 10, blockOctetLimit / readerCount)
        let sources =
            spilledRuns.map { KeyRunSource.file($0) }
            + runs.map { KeyRunSource.memory($0.octets) }
            + [.memory(KeyRun(keys).octets)]
        do {
            let readers = sources.map { KeyRunReader<Key>($0, blockOctetCount: block) }
            var merging = try KeyMerging<Key>(readers, file)
            while let key = try merging.next(file) { body(key) }
            return true
        } catch {
            return false
        }
    }

    /// Sorts what has been gathered, so that less is left for the thread that merges.
    mutating func sort() {
        _ = gathered.sorted()
    }

    /// Makes a run of the keys gathered when they are too many.
    private mutating func keepToLimit() {
        guard gathered.count >= gatheredLimit else { return }
        append(KeyRun(gathered.takeSorted()))
    }

    private mutating func append(_ run: KeyRun<Key>) {
        runs.append(run)
        runOctetCount += run.octets.count
        if runOctetCount > runOctetLimit { compact() }
    }

    /// Merges the runs in memory to one; writes it to the file when it is large.
    private mutating func compact() {
        let readers = runs.map { KeyRunReader<Key>(.memory($0.octets), blockOctetCount: 0) }
        // Merging brings keys closer, so what is merged takes no more than the runs.
        var merged = KeyRun<Key>(octetCapacity: runOctetCount)
        do {
            let nowhere: SpillFile? = nil
            var merging = try KeyMerging<Key>(readers, nowhere)
            while let key = try merging.next(nowhere) { merged.append(key) }
        } catch {
            // Runs in memory are read without a file.
            isIncomplete = true
        }
        runs = [merged]
        runOctetCount = merged.octets.count
        if runOctetCount > runOctetLimit / 2 { spill(merged) }
    }

    private mutating func spill(_ run: KeyRun<Key>) {
        do {
            let start = file?.octetCount ?? 0
            if file == nil { file = try SpillFile(folder: spillFolder) }
            try file?.append(run.octets)
            spilledRuns.append(start..<start + run.octets.count)
            runs = []
            runOctetCount = 0
        } catch {
            // What has been kept stays; nothing more can be.
            isIncomplete = true
        }
    }
}
