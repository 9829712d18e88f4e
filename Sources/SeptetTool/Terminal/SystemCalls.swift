internal import Synchronization

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

/// Notices that a person or the system wants the command to end, and lets it end in order.
///
/// A signal handler can reach only what exists for the whole process, so one flag serves all. From the moment a handler is set no signal is lost; before, it ends the process.
struct Interruption {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    private static let secondSignalMicroseconds: UInt32 = 50_000

    /// The signal that was noticed first, or 0.
    private static let noticed = Atomic<Int32>(0)

    /// Begins to notice; the signals no longer end the process.
    init() {
        // Made here, because a handler may do nothing but load and store.
        Self.noticed.store(0, ordering: .relaxed)
        for number in Self.signals where !Self.isIgnored(number) {
            _ = signal(number) { number in
                _ = Interruption.noticed.compareExchange(
                    expected: 0,
                    desired: number,
                    ordering: .relaxed
                )
            }
        }
        Self.unblock()
    }

    /// Lets the signals in when who started the process has blocked them.
    private static func unblock() {
        var set = signalSet
        // The set lives for the length of the call.
        unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    /// The signals that end a process, as the system wants them.
    static var signalSet: sigset_t {
        var set = sigset_t()
        // The set lives for the length of the calls, and is empty before anything is added.
        unsafe sigemptyset(&set)
        for number in signals { unsafe sigaddset(&set, number) }
        return set
    }

    /// Whether who started the process wants it to outlive a signal, as `nohup` does.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        // The action lives for the length of the call; handlers are compared by their addresses.
        unsafe sigaction(number, nil, &action)
        #if canImport(Darwin)
            let handler = unsafe action.__sigaction_u.__sa_handler
        #elseif canImport(Musl)
            let handler = unsafe action.__sa_handler.sa_handler
        #else
            let handler = unsafe action.__sigaction_handler.sa_handler
        #endif
        return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// The signal that was noticed first; `nil` when none was.
    var signalNumber: Int32? {
        let number = Self.noticed.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// Whether a signal was noticed; `false` as long as nothing notices.
    static var isAnyNoticed: Bool { noticed.load(ordering: .relaxed) != 0 }

    /// Asks from any thread whether a signal was noticed.
    var isNoticed: @Sendable () -> Bool { { Self.isAnyNoticed } }

    /// Lets the signals end the process again.
    ///
    /// A signal may come twice, because timeout(1) sends it to the process and then to its group. The second one
    /// must not end what the first has ended in order, so this waits until it has come.
    func end() {
        if signalNumber != nil { usleep(Self.secondSignalMicroseconds) }
        for number in Self.signals where !Self.isIgnored(number) { _ = signal(number, SIG_DFL) }
    }
}
