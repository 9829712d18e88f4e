internal import Foundation

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
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
