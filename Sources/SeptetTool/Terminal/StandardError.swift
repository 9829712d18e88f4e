internal import Foundation

/// Writes to standard error.
enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes a line that begins with the name of the command.
    static func report(_ message: String) {
        write("septet: \(message)\n")
    }

    /// Writes text as it is; an error of standard error has nowhere to go.
    static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
