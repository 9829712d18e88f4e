/// The keys of several runs in one ascending order, each once.
struct KeyMerging<Key: FixedWidthInteger & UnsignedInteger & Sendable> {
    /// The next key of a run.
    private struct Head {
        var key: Key
        let run: Int
    }

    private var readers: [KeyRunReader<Key>]

    /// A binary heap, the least key first.
    private var heads: [Head] = []

    /// Begins to read runs.
    init(_ runs: [KeyRunReader<Key>], _ file: borrowing SpillFile?) throws(SpillError) {
        readers = runs
        for run in readers.indices {
            guard let key = try readers[run].next(file) else { continue }
            heads.append(Head(key: key, run: run))
            rise(heads.count - 1)
        }
    }

    /// The next key; `nil` at the end.
    ///
    /// Complexity: logarithmic in the runs.
    mutating func next(_ file: borrowing SpillFile?) throws(SpillError) -> Key? {
        guard let key = heads.first?.key else { return nil }
        while let first = heads.first, first.key == key {
            if let following = try readers[first.run].next(file) {
                heads[0].key = following
            } else {
                heads.swapAt(0, heads.count - 1)
                heads.removeLast()
            }
            sink()
        }
        return key
    }

    private mutating func rise(_ index: Int) {
        var index = index
        while index > 0 && heads[index].key < heads[(index - 1) / 2].key {
            heads.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private mutating func sink() {
        guard let head = heads.first else { return }
        var heads = heads.mutableSpan
        var index = 0
        while true {
            var child = 2 * index + 1
            let right = child + 1
            if right < heads.count && heads[right].key < heads[child].key { child = right }
            guard child < heads.count && heads[child].key < head.key else { break }
            heads[index] = heads[child]
            index = child
        }
        heads[index] = head
    }
}
