extension UTF8Span {
    /// Where the grapheme cluster ends that begins at `border`, a border between two clusters.
    ///
    /// The count and the cut both go through a text with this and nothing else. The rules of UAX 29
    /// look back no further than the last border, so it does not matter from where a walk came to
    /// it: one that starts again there, as each part does, finds the same clusters.
    func clusterEnd(from border: Int) -> Int {
        var clusters = makeCharacterIterator()
        // The iterator needs the beginning of a scalar, which a border is. Rounding would look for
        // another one, and finds borders where a walk from the beginning has none.
        unsafe clusters.reset(toUnchecked: border)
        _ = clusters.skipForward()
        return clusters.currentCodeUnitOffset
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
