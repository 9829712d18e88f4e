internal import Foundation

/// Writes to standard output in large pieces.
struct StandardOutput: ~Copyable {
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    private static let flushOctetCount = 64 << 10

    private var pending: [UInt8] = []

    /// Adds octets; writes when enough have come together.
    mutating func write(_ octets: some Collection<UInt8>) throws(OutputError) {
        pending.append(contentsOf: octets)
        if pending.count >= Self.flushOctetCount { try flush() }
    }

    /// Adds text.
    mutating func write(_ text: String) throws(OutputError) {
        try write(text.utf8)
    }

    /// Writes what has come together; call it before the command ends.
    mutating func flush() throws(OutputError) {
        var start = 0
        while start < pending.count {
            let written = unsafe pending.withUnsafeBytes { octets in
                // In bounds: `start` is below the count, and the rest of the buffer is offered.
                unsafe Foundation.write(
                    STDOUT_FILENO,
                    octets.baseAddress.map { unsafe $0 + start },
                    octets.count - start
                )
            }
            if written >= 0 {
                start += written
            } else if errno == EPIPE {
                throw .closed
            } else if errno != EINTR {
                // The C string is copied before another call could change it.
                let reason = unsafe String(cString: strerror(errno))
                cutBrokenLine(writtenCount: start)
                throw .failed(reason: reason)
            }
        }
        pending.removeAll(keepingCapacity: true)
    }
    /// Takes back the beginning of a line, so that a file on a full disk has whole lines only.
    private func cutBrokenLine(writtenCount: Int) {
        let written = pending[..<writtenCount]
        let lineStart = written.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let end = lseek(STDOUT_FILENO, 0, SEEK_CUR)
        // Pipes and terminals have no position, and what they were given cannot be taken back.
        guard end >= 0, lineStart < writtenCount else { return }
        _ = ftruncate(STDOUT_FILENO, end - (writtenCount - lineStart))
    }
}
