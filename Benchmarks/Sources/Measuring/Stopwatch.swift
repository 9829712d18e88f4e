internal import Glibc

/// Reads a clock before and after some work.
package enum Stopwatch {
    /// What is counted.
    package enum Clock: Sendable {
        /// The time this thread runs; what others do on the machine meanwhile is not counted.
        case thread
        /// The time that goes by, for work of several threads or processes.
        case wall

        fileprivate var identifier: clockid_t {
            switch self {
            case .thread: CLOCK_THREAD_CPUTIME_ID
            case .wall: CLOCK_MONOTONIC
            }
        }
    }

    /// How many nanoseconds some work takes, and its answer.
    package static func time<Answer>(
        _ clock: Clock,
        _ work: () throws -> Answer
    ) rethrows -> (nanoseconds: Int, answer: Answer) {
        let start = now(clock)
        let answer = try work()
        return (now(clock) - start, answer)
    }

    private static func now(_ clock: Clock) -> Int {
        var time = timespec()
        // Every Linux has both clocks, and `time` outlives the call.
        _ = unsafe clock_gettime(clock.identifier, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
