#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Writes to standard output in large pieces of whole lines.
///
/// A signal may end the process at any moment, and what was written until then is whole lines: it
/// waits while some are written. A pipe or socket whose reader has stopped lets signals through;
/// lines of up to `PIPE_BUF` octets are whole even then, because a pipe takes so many at once or
/// not at all.
struct StandardOutput: ~Copyable {
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    private static let flushOctetCount = 64 << 10

    private static let pollMilliseconds: Int32 = 100

    private let isTerminal = Self.isTerminal
    private let isFile = Self.isFile
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
        // On a terminal a broken line does no harm, and it may be stopped at any octet.
        let held = isTerminal ? nil : HeldSignals()
        defer { held?.release() }
        while writtenCount < end {
            if !isFile { try waitForRoom(held) }
            let count = writeOctets(
                STDOUT_FILENO,
                pending,
                from: writtenCount,
                count: (isFile ? end : pieceEnd(before: end)) - writtenCount
            )
            if count >= 0 {
                writtenCount += count
            } else if errno == EPIPE {
                throw .closed
            } else if errno != EINTR && errno != EAGAIN {
                let reason = OutputError.reason()
                cutBrokenLine()
                throw .failed(reason: reason)
            }
        }
        pending.removeFirst(end)
        writtenCount = 0
    }

    /// Where the lines end that a pipe takes at once; of a longer line, what it takes of that.
    private func pieceEnd(before end: Int) -> Int {
        let most = min(end, writtenCount + Int(PIPE_BUF))
        return pending[writtenCount..<most].lastIndex(of: lineFeed).map { $0 + 1 } ?? most
    }

    /// Waits until something is taken; lets signals through while nothing is.
    private func waitForRoom(_ held: HeldSignals?) throws(OutputError) {
        while true {
            var waiting = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
            // One entry, which lives for the length of the call.
            let count = unsafe poll(&waiting, 1, Self.pollMilliseconds)
            // An error is left for write(2); a signal is what `isStopped` may have heard of.
            if count > 0 || count < 0 && errno != EINTR { return }
            held?.letThrough()
            if let isStopped, isStopped() { throw .interrupted }
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

    /// Whether there is no reader at the other end who could stop: a file, or a device such as
    /// `/dev/null`.
    private static var isFile: Bool {
        var status = stat()
        // The status lives for the length of the call.
        guard unsafe fstat(STDOUT_FILENO, &status) == 0 else { return false }
        let kind = status.st_mode & S_IFMT
        return kind == S_IFREG || kind == S_IFCHR && !isTerminal
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

    /// Lets those through that have come so far.
    func letThrough() {
        release()
        _ = Self()
    }
}

/// The three descriptors every command starts with.
enum StandardStreams {
    /// Keeps files from taking the place of a stream that the caller has closed.
    ///
    /// `open` gives the lowest free descriptor: with standard error closed, an output file would
    /// receive messages. The streams stay unusable: reading and writing them is still an error.
    static func keepPlaces() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free descriptor is this one, because those below are open.
            let wrongWay = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY
            // The path is a literal, which lives for as long as the process.
            _ = unsafe open("/dev/null", wrongWay)
        }
    }
}

extension FileIdentity {
    /// Whether it is a file, and neither a pipe nor a folder nor a device.
    var isRegular: Bool { kind == S_IFREG }

    /// What standard input is; `nil` when it is closed.
    static var standardInput: Self? { Self(STDIN_FILENO) }

    /// What standard output is; `nil` when it is closed.
    static var standardOutput: Self? { Self(STDOUT_FILENO) }
}

/// Writes to standard error.
enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes a line that begins with the name of the command.
    ///
    /// Names of files and columns are strangers' text: controls in them are shown as escapes, so
    /// that a message stays one line and does nothing to a terminal.
    static func report(_ message: String) {
        write("septet: \(message.shown)\n")
    }

    /// Writes text as it is; an error of standard error has nowhere to go.
    static func write(_ text: String) {
        let octets = Array(text.utf8)
        var start = 0
        while start < octets.count {
            let count = writeOctets(STDERR_FILENO, octets, from: start, count: .max)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            start += count
        }
    }
}

/// Shows on standard error how far long work has come, when that is a terminal.
struct Progress {
    private static let firstAfter = Duration.seconds(1)
    private static let every = Duration.milliseconds(200)
    private static let recordsBetweenLooks = 4_096
    private var unseenCount = 0

    private let isShown = StandardError.isTerminal
    private let start = ContinuousClock.now
    private var nextShow = firstAfter
    private var recordCount = 0
    private var isLineThere = false

    /// Counts records, and now and then shows the count.
    ///
    /// - Parameter share: How much of the input has been done, from 0 to 1, when that is known.
    mutating func advance(_ count: Int = 1, share: Double? = nil) {
        recordCount += count
        unseenCount += count
        guard isShown, unseenCount >= Self.recordsBetweenLooks else { return }
        unseenCount = 0
        let elapsed = ContinuousClock.now - start
        guard elapsed >= nextShow else { return }
        nextShow = elapsed + Self.every
        let seconds = elapsed / .seconds(1)
        let rate = Int(Double(recordCount) / seconds)
        var line = "\(recordCount) messages, \(rate) a second"
        if let share, share > 0, share <= 1 {
            let left = Int((seconds / share - seconds).rounded(.up))
            line += ", \(Int(share * 100)) %, \(left) s left"
        }
        StandardError.write("\r\(line)\u{1B}[K")
        isLineThere = true
    }

    /// Removes the line, so that something else can be written there.
    mutating func finish() {
        if isLineThere { StandardError.write("\r\u{1B}[K") }
        isLineThere = false
    }
}

/// Why an output cannot be written.
enum OutputError: Error, CustomStringConvertible {
    /// The reader has closed the pipe and wants no more.
    case closed
    /// A signal came while the reader took nothing.
    case interrupted
    /// The system's reason, such as a full disk.
    case failed(reason: String)
    /// The same of a file.
    case fileFailed(name: String, reason: String)

    /// The system's reason why a file cannot be written.
    init(_ path: String, _ number: Int32 = errno) {
        self = .fileFailed(name: path, reason: Self.reason(number))
    }

    /// The system's words for an error number.
    static func reason(_ number: Int32 = errno) -> String {
        // The C string is copied before another call could change it.
        unsafe String(cString: strerror(number))
    }

    var description: String {
        switch self {
        case .closed: "standard output: closed"
        case .interrupted: "standard output: interrupted"
        case .failed(let reason): "standard output: \(reason)"
        case .fileFailed(let name, let reason): "\(name): \(reason)"
        }
    }
}
