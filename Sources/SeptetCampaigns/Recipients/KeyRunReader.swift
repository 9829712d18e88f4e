/// Where the octets of a run are.
enum KeyRunSource {
    case memory([UInt8])
    case file(Range<Int>)
}

/// Reads the keys of a run from memory or, in blocks, from a file.
struct KeyRunReader<Key: FixedWidthInteger & UnsignedInteger & Sendable> {
    private var buffer: [UInt8]
    private var position = 0
    private var last: Key = 0

    /// The octets of the file that have not been read.
    private var rest: Range<Int>
    private let blockOctetCount: Int

    /// Reads blocks of some octets when the run is in a file.
    init(_ source: KeyRunSource, blockOctetCount: Int) {
        self.blockOctetCount = blockOctetCount
        switch source {
        case .memory(let octets):
            buffer = octets
            rest = 0..<0
        case .file(let range):
            buffer = []
            rest = range
        }
    }

    /// The next key; `nil` at the end.
    mutating func next(_ file: borrowing SpillFile?) throws(SpillError) -> Key? {
        var distance: Key = 0
        var shift: Key = 0
        while true {
            if position == buffer.count {
                guard !rest.isEmpty else { return nil }
                try readBlock(file)
            }
            let octet = buffer[position]
            position += 1
            distance |= Key(octet & 0x7F) << shift
            if octet < 0x80 { break }
            shift += 7
        }
        last &+= distance
        return last
    }

    private mutating func readBlock(_ file: borrowing SpillFile?) throws(SpillError) {
        let block = rest.prefix(blockOctetCount)
        rest = block.endIndex..<rest.upperBound
        switch file {
        case .some(let file): buffer = try file.read(block.startIndex..<block.endIndex)
        case nil: throw SpillError()
        }
        position = 0
    }
}
