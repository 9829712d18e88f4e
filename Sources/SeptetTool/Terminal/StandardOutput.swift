internal import Foundation

/// Writes to standard output in large pieces of whole lines.
///
/// A signal may end the process at any moment, and what was written until then is whole lines. A
/// pipe takes up to `PIPE_BUF` octets at once or not at all, so it is given no more; a signal waits
/// while anything longer is written.
struct StandardOutput: ~Copyable {
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    private static let flushOctetCount = 64 << 10

    private static let pollMilliseconds: Int32 = 100

    private let isPipe = Self.isPipe
    private let isStopped: (@Sendable () -> Bool)?
    private var pending: [UInt8] = []

    /// How much of `pending` has been written.
    private var writtenCount = 0

    /// - Parameter isStopped: Asked while a pipe is full; `true` ends the writing with
    ///   `OutputError.interrupted`. Needed where signals do not end the process.
    init(isStopped: (@Sendable () -> Bool)? = nil) {
        self.isStopped = isStopped
    }

    /// Adds octets; writes the lines that are whole when enough have come together.
    ///
    /// A line is kept until it ends, so output that may have none is flushed by its writer.
    mutating func write(_ octets: some Collection<UInt8>) throws(OutputError) {
        pending.append(contentsOf: octets)
        guard pending.count >= Self.flushOctetCount,
            let end = pending.lastIndex(of: lineFeed)
        else { return }
        try write(endingBefore: end + 1)
    }

    /// Adds text.
    mutating func write(_ text: String) throws(OutputError) {
        try write(text.utf8)
    }

    /// Writes what has come together; call it before the command ends.
    mutating func flush() throws(OutputError) {
        try write(endingBefore: pending.count)
    }

    private mutating func write(endingBefore end: Int) throws(OutputError) {
        while writtenCount < end {
            let piece = writtenCount..<(isPipe ? pieceEnd(before: end) : end)
            if isPipe && piece.count <= Int(PIPE_BUF) {
                try waitForRoom()
                try write(piece)
            } else {
                let held = HeldSignals()
                defer { held.release() }
                try write(piece)
            }
        }
        pending.removeFirst(end)
        writtenCount = 0
    }

    /// Where the lines end that a pipe takes at once; of a longer line, its end.
    private func pieceEnd(before end: Int) -> Int {
        let most = min(end, writtenCount + Int(PIPE_BUF))
        if let last = pending[writtenCount..<most].lastIndex(of: lineFeed) { return last + 1 }
        return pending[most..<end].firstIndex(of: lineFeed).map { $0 + 1 } ?? end
    }

    /// Writes the octets of a range that begins with the first that has not been written.
    private mutating func write(_ range: Range<Int>) throws(OutputError) {
        while writtenCount < range.upperBound {
            let count = unsafe pending.withUnsafeBytes { octets in
                // In bounds: the range is, and `writtenCount` lies in it.
                unsafe Foundation.write(
                    STDOUT_FILENO,
                    octets.baseAddress.map { unsafe $0 + writtenCount },
                    range.upperBound - writtenCount
                )
            }
            if count >= 0 {
                writtenCount += count
            } else if errno == EPIPE {
                throw .closed
            } else if errno != EINTR {
                // The C string is copied before another call could change it.
                let reason = unsafe String(cString: strerror(errno))
                cutBrokenLine()
                throw .failed(reason: reason)
            }
        }
    }

    /// Waits until a pipe takes something, where that can be stopped.
    private func waitForRoom() throws(OutputError) {
        guard let isStopped else { return }
        while true {
            var waiting = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
            // One entry, which lives for the length of the call.
            let count = unsafe poll(&waiting, 1, Self.pollMilliseconds)
            // An error is left for write(2); a signal is what `isStopped` may have heard of.
            if count > 0 || count < 0 && errno != EINTR { return }
            if isStopped() { throw .interrupted }
        }
    }

    /// Takes back the beginning of a line, so that a file on a full disk has whole lines only.
    private func cutBrokenLine() {
        let written = pending[..<writtenCount]
        let lineStart = written.lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
        let end = lseek(STDOUT_FILENO, 0, SEEK_CUR)
        // Pipes and terminals have no position, and what they were given cannot be taken back.
        guard end >= 0, lineStart < writtenCount else { return }
        _ = ftruncate(STDOUT_FILENO, end - (writtenCount - lineStart))
    }

    private static var isPipe: Bool {
        var status = stat()
        return unsafe fstat(STDOUT_FILENO, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    }
}

private let lineFeed: UInt8 = 0x0A

/// The signals that end a process, kept waiting.
///
/// For this thread only: where there are others, `Interruption` has taken the signals.
private struct HeldSignals {
    private var before = sigset_t()

    init() {
        var held = Interruption.signalSet
        // The sets live for the length of the call.
        unsafe pthread_sigmask(SIG_BLOCK, &held, &before)
    }

    /// Lets those through that were let through before.
    func release() {
        var before = before
        // The set was filled by the call that held the signals.
        unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}
