#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// An open file or pipe that is read from front to back.
public struct ByteSource: ~Copyable {
    /// UTF-8's signature, which isn't text at the beginning of an input.
    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static let pollMilliseconds: Int32 = 100
    private static let pauseMilliseconds: Int32 = 200

    /// The name of the input, as shown to a person.
    public let name: String

    /// -1 when the octets are in memory.
    private let descriptor: Int32
    private let isOwned: Bool

    /// Octets that were looked at and not read yet.
    private var ahead: ArraySlice<UInt8> = []

    /// Asked while waiting for a pipe; `true` ends the input there.
    package var isStopped: (@Sendable () -> Bool)?

    /// Whether the input was ended before its end.
    package private(set) var wasStopped = false

    /// Takes standard input.
    public static func standardInput() -> Self {
        Self(name: "<stdin>", descriptor: STDIN_FILENO, isOwned: false)
    }

    /// Opens a file.
    public init(path: String) throws(InputError) {
        // The path lives as a C string for the length of the call.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.error(path) }
        self.init(name: path, descriptor: descriptor, isOwned: true)
    }

    /// Reads octets that are in memory.
    public init(name: String, octets: [UInt8]) {
        self.init(name: name, descriptor: -1, isOwned: false)
        ahead = octets[...]
    }

    private init(name: String, descriptor: Int32, isOwned: Bool) {
        self.name = name
        self.descriptor = descriptor
        self.isOwned = isOwned
    }

    deinit {
        if isOwned { close(descriptor) }
    }

    /// How many octets the file has; `nil` for a pipe or a device.
    public var octetCount: Int? {
        var status = stat()
        let isKnown = unsafe fstat(descriptor, &status) == 0
        return isKnown && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    /// The octets of an input that is read as a whole: a text, a template, prices, results.
    public static let octetLimit = 16 << 20

    /// Reads all there is, at most `limit` octets.
    public consuming func readToEnd(limit: Int) throws(InputError) -> [UInt8] {
        var octets: [UInt8] = []
        while try read(64 << 10, into: &octets) > 0 {
            guard octets.count <= limit else {
                throw InputError(name: name, reason: "longer than \(limit) bytes")
            }
        }
        return octets
    }

    /// Appends up to `count` octets to a buffer; none when it is below 0.
    ///
    /// - Returns: How many were read; 0 at the end.
    public mutating func read(
        _ count: Int,
        into buffer: inout [UInt8]
    ) throws(InputError) -> Int {
        if !ahead.isEmpty {
            let taken = ahead.prefix(max(0, count))
            buffer.append(contentsOf: taken)
            ahead = ahead.dropFirst(taken.count)
            return taken.count
        }
        if descriptor < 0 { return 0 }
        if let isStopped, !waitForInput(isStopped) {
            wasStopped = true
            return 0
        }
        let descriptor = descriptor
        var readCount = 0
        let count = max(0, count)
        var failure: InputError?
        buffer.append(addingCapacity: count) { output in
            // The room is used in the closure only.
            unsafe output.withUnsafeMutableBufferPointer { octets, initializedCount in
                repeat {
                    // In bounds: `addingCapacity` reserves `count` octets behind those in use.
                    let end = unsafe octets.baseAddress.map { unsafe $0 + initializedCount }
                    readCount = unsafe systemRead(descriptor, end, count)
                } while readCount < 0 && errno == EINTR
                if readCount < 0 {
                    failure = Self.error(name)
                    readCount = 0
                }
                initializedCount += readCount
            }
        }
        if let failure { throw failure }
        return readCount
    }

    /// Looks at the first octets of the input, which will be read all the same.
    ///
    /// Returns `count` octets, or all there are. When `pauses` is set, a pipe that sends nothing for
    /// a fifth of a second behind a line end is judged by what it has sent.
    package mutating func peek(_ count: Int, pauses: Bool) throws(InputError) -> ArraySlice<UInt8> {
        var octets = Array(ahead)
        ahead = []
        while octets.count < count {
            if pauses && octets.last == 0x0A && !isReady(milliseconds: Self.pauseMilliseconds) {
                break
            }
            if try read(count - octets.count, into: &octets) == 0 { break }
        }
        ahead = octets[...]
        return ahead.prefix(count)
    }

    /// Whether something can be read within some time, or the end of the input.
    private func isReady(milliseconds: Int32) -> Bool {
        guard descriptor >= 0 else { return true }
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // One entry, which lives for the length of the call.
        return unsafe poll(&waiting, 1, milliseconds) != 0
    }

    /// Reads octets from a place in a file, whatever has been read before; fewer at its end.
    ///
    /// A pipe has no places: then it returns `nil`.
    func read(at offset: Int, count: Int) throws(InputError) -> [UInt8]? {
        var octets: [UInt8] = []
        var isSeekable = true
        var failure: InputError?
        let descriptor = descriptor
        octets.append(addingCapacity: max(0, count)) { output in
            unsafe output.withUnsafeMutableBufferPointer { room, initializedCount in
                while initializedCount < count {
                    // In bounds: what is left of the room for `count` octets behind what was read.
                    let end = unsafe room.baseAddress.map { unsafe $0 + initializedCount }
                    let wanted = count - initializedCount
                    // No more is written than is left of the room.
                    let added = unsafe pread(descriptor, end, wanted, offset + initializedCount)
                    if added < 0 && errno == EINTR { continue }
                    if added < 0 && errno == ESPIPE { isSeekable = false }
                    if added < 0 && errno != ESPIPE { failure = Self.error(name) }
                    guard added > 0 else { break }
                    initializedCount += added
                }
            }
        }
        if let failure { throw failure }
        return isSeekable ? octets : nil
    }

    /// Passes octets that were looked at.
    mutating func skip(_ count: Int) { ahead = ahead.dropFirst(count) }

    /// Ends the input where it is.
    mutating func stop() { wasStopped = true }

    /// Waits until there is something to read, or the end; `false` when that is stopped.
    private func waitForInput(_ isStopped: () -> Bool) -> Bool {
        while !isStopped() {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            // One entry, which lives for the length of the call.
            let count = unsafe poll(&waiting, 1, Self.pollMilliseconds)
            // An error is left for read(2); a signal is what `isStopped` may have heard of.
            if count > 0 || count < 0 && errno != EINTR { return true }
        }
        return false
    }

    private static func error(_ name: String) -> InputError {
        // The C string is copied before another call could change it.
        InputError(name: name, reason: unsafe String(cString: strerror(errno)))
    }
}

/// `read(2)`, named apart from the method that calls it.
private func systemRead(
    _ descriptor: Int32,
    _ buffer: UnsafeMutablePointer<UInt8>?,
    _ count: Int
) -> Int {
    unsafe read(descriptor, buffer, count)
}

/// Why an input cannot be read at all.
public struct InputError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name of the input, as shown to a person.
    public let name: String

    /// What the system said.
    public let reason: String

    /// The name and the reason.
    public var description: String { "\(name): \(reason)" }
}

extension [UInt8] {
    /// Where an octet stands first in a range of the octets.
    func firstOctet(_ octet: UInt8, in range: Range<Int>) -> Int? {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe withUnsafeBytes { octets in
            guard let base = octets.baseAddress else { return nil }
            // In bounds: the whole range is, and no more is offered.
            let found = unsafe memchr(base + range.lowerBound, Int32(octet), range.count)
            return unsafe found.map { unsafe UnsafeRawPointer($0) - base }
        }
    }
}
