/// The keys of several runs in one ascending order, each once.
struct KeyMerging {
    /// The next key of a run.
    private struct Head {
        var key: UInt64
        let run: Int
    }

    private var readers: [KeyRunReader]

    /// A binary heap, the least key first.
    private var heads: [Head] = []

    /// Begins to read runs.
    init(_ runs: [KeyRunReader], _ file: borrowing SpillFile?) throws(SpillError) {
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
    mutating func next(_ file: borrowing SpillFile?) throws(SpillError) -> UInt64? {
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
        var index = 0
        while true {
            var least = index
            let left = 2 * index + 1
            if left < heads.count && heads[left].key < heads[least].key { least = left }
            let right = left + 1
            if right < heads.count && heads[right].key < heads[least].key { least = right }
            if least == index { return }
            heads.swapAt(index, least)
            index = least
        }
    }
}
