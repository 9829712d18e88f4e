#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

// Calls of the C library under names of their own, for callers that have methods of the same name, such as the
// parser's `exit` and the streams' `write`.

/// `exit(3)`.
func endProcess(status: Int32) -> Never {
    exit(status)
}

/// `open(2)`: the descriptor, or -1 with the reason in `errno`.
func openFile(_ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 {
    // The path lives as a C string for the length of the call.
    unsafe open(path, flags, mode)
}

/// `write(2)` of the octets from one on, `count` of them at most: how many were taken, or -1 with the reason in
/// `errno`.
func writeOctets(_ descriptor: Int32, _ octets: [UInt8], from start: Int, count: Int) -> Int {
    let count = max(0, min(count, octets.count - start))
    return unsafe octets.withUnsafeBytes { octets in
        // In bounds: nothing behind the end is offered, and callers begin within the octets.
        unsafe write(descriptor, octets.baseAddress.map { unsafe $0 + start }, count)
    }
}
