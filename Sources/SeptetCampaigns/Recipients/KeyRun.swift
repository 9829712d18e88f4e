#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Ascending keys, each written as its distance to the one before, seven bits an octet.
///
/// The lower seven bits come first, and all octets but a number's last have the top bit set.
/// Neighbouring telephone numbers take two or three octets.
struct KeyRun<Key: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    /// The octets.
    private(set) var octets: [UInt8] = []

    private var last: Key = 0

    /// An empty run with room for some octets.
    init(octetCapacity: Int = 0) {
        octets.reserveCapacity(octetCapacity)
    }

    /// A run of ascending keys.
    init(_ keys: [Key]) {
        octets.reserveCapacity(keys.count * 3)
        for key in keys { append(key) }
    }

    /// Appends a key greater than all before.
    mutating func append(_ key: Key) {
        var distance = key - last
        last = key
        while distance >= 0x80 {
            octets.append(UInt8(truncatingIfNeeded: distance) | 0x80)
            distance >>= 7
        }
        octets.append(UInt8(distance))
    }

    /// Takes the octets written so far; keys appended later go on behind them.
    mutating func takeOctets() -> [UInt8] {
        let taken = octets
        octets = []
        return taken
    }
}

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

/// Why what did not fit into memory could not be kept in a file.
struct SpillError: Error, Hashable {}

/// A temporary file without a name, which disappears when it is no longer needed.
struct SpillFile: ~Copyable, Sendable {
    private let descriptor: Int32

    /// How many octets have been written.
    private(set) var octetCount = 0

    /// Makes a file in a folder; the system's folder for temporary files by default.
    init(folder: String?) throws(SpillError) {
        let folder = folder ?? FileManager.default.temporaryDirectory.path
        var template = Array("\(folder)/septet-XXXXXX".utf8CString)
        // Valid: the call writes into the array, which ends in a zero and is its own.
        descriptor = unsafe mkstemp(&template)
        guard descriptor >= 0 else { throw SpillError() }
        // Valid: the array still ends in its zero.
        _ = unsafe unlink(template)
    }

    deinit { close(descriptor) }

    /// Writes octets behind those there are.
    mutating func append(_ octets: [UInt8]) throws(SpillError) {
        var written = 0
        while written < octets.count {
            let count = unsafe octets.withUnsafeBytes { bytes in
                // In bounds: what is left of the array, which lives during the call.
                unsafe pwrite(
                    descriptor,
                    bytes.baseAddress?.advanced(by: written),
                    bytes.count - written,
                    off_t(octetCount + written)
                )
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw SpillError() }
            written += count
        }
        octetCount += written
    }

    /// Reads a range of what was written.
    borrowing func read(_ range: Range<Int>) throws(SpillError) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: range.count)
        var count = 0
        while count < range.count {
            let start = range.lowerBound + count
            let descriptor = descriptor
            let taken = unsafe octets.withUnsafeMutableBytes { bytes in
                // In bounds: the rest of the array, which lives during the call.
                unsafe pread(
                    descriptor,
                    bytes.baseAddress?.advanced(by: count),
                    bytes.count - count,
                    off_t(start)
                )
            }
            if taken < 0 && errno == EINTR { continue }
            guard taken > 0 else { throw SpillError() }
            count += taken
        }
        return octets
    }
}
