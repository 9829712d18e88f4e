internal import Glibc

/// `O_DIRECT` of Linux, which Swift's Glibc module does not show.
#if arch(arm64)
    private let packetMode: Int32 = 0o200000
#else
    private let packetMode: Int32 = 0o40000
#endif

/// Octets under a path, as a file or as a pipe that gives them in pieces.
struct SpooledOctets: ~Copyable {
    private static let packetLimit = 16

    private let descriptor: Int32

    /// A file without a name.
    init(whole octets: [UInt8]) {
        var path = Array("/var/tmp/septet-fuzz-XXXXXX".utf8CString)
        // The array holds the path and its NUL.
        descriptor = unsafe mkstemp(&path)
        guard descriptor >= 0, unsafe unlink(path) == 0 else { fatalError("no file") }
        Self.write(octets[...], to: descriptor)
    }

    /// A pipe in packet mode: each read gives no more than one piece, so no thread is needed.
    ///
    /// The sizes repeat until all pieces but the last, which has the rest, are written.
    init(_ octets: [UInt8], pieces sizes: [Int]) {
        var ends: [Int32] = [0, 0]
        // The array has room for the two descriptors.
        guard unsafe pipe(&ends) == 0, fcntl(ends[1], F_SETFL, packetMode) == 0 else {
            fatalError("no pipe")
        }
        descriptor = ends[0]
        var rest = octets[...]
        for number in 0..<Self.packetLimit - 1 where !sizes.isEmpty {
            Self.write(rest.prefix(sizes[number % sizes.count]), to: ends[1])
            rest = rest.dropFirst(sizes[number % sizes.count])
        }
        Self.write(rest, to: ends[1])
        close(ends[1])
    }

    deinit {
        close(descriptor)
    }

    /// Where a reader opens the octets from their beginning.
    var path: String { "/proc/self/fd/\(descriptor)" }

    private static func write(_ octets: ArraySlice<UInt8>, to descriptor: Int32) {
        guard !octets.isEmpty else { return }
        // In bounds: the buffer is offered as it is.
        let count = unsafe octets.withUnsafeBytes { octets in
            unsafe Glibc.write(descriptor, octets.baseAddress, octets.count)
        }
        guard count == octets.count else { fatalError("\(count) octets written") }
    }
}
