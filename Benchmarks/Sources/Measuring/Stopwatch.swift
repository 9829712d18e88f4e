internal import Glibc

/// Reads the clock that never goes backwards.
package enum Stopwatch {
    /// How many nanoseconds some work takes, and its answer.
    package static func time<Answer>(
        _ work: () throws -> Answer
    ) rethrows -> (nanoseconds: Int, answer: Answer) {
        let start = now()
        let answer = try work()
        return (now() - start, answer)
    }

    private static func now() -> Int {
        var time = timespec()
        // The clock exists on every Linux, and `time` outlives the call.
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
