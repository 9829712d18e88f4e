internal import FoundationEssentials
internal import Glibc

/// Why what did not fit into memory could not be kept in a file.
struct SpillError: Error, Hashable {}

/// A temporary file without a name, which is gone when nobody needs it any more.
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
