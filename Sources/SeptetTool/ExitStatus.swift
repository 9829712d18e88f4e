internal import ArgumentParser

/// The exit statuses of the command beside 0 and 64 (usage), after sysexits(3).
enum ExitStatus {
    /// Some input was rejected; each is named on standard error, all others are done.
    static let inputRejected = ExitCode(65)
    /// An input cannot be opened or read.
    static let inputNotReadable = ExitCode(66)
    /// Standard output cannot be written.
    static let outputFailed = ExitCode(74)
}
