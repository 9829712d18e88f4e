internal import Foundation

/// A file that is written from its beginning.
struct OutputFile: Sendable {
    private let path: String
    private let descriptor: Int32

    /// Makes the file anew.
    init(path: String) throws(OutputError) {
        self.path = path
        // The path lives as a C string for the length of the call.
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Self.error(path) }
    }

    /// Makes a file with some text in it.
    static func write(_ text: String, path: String) throws(OutputError) {
        let file = try OutputFile(path: path)
        try file.write(Array(text.utf8))
        try file.close()
    }

    /// Whether a path leads to a file that an input is, by whatever names; `-` is standard input.
    static func isSame(_ path: String, as input: String) -> Bool {
        var output = stat()
        var read = stat()
        // The paths live as C strings for the length of the calls.
        guard unsafe stat(path, &output) == 0, output.st_mode & S_IFMT == S_IFREG,
            unsafe (input == "-" ? fstat(STDIN_FILENO, &read) : stat(input, &read)) == 0
        else { return false }
        return output.st_dev == read.st_dev && output.st_ino == read.st_ino
    }

    /// Appends octets.
    func write(_ octets: [UInt8]) throws(OutputError) {
        var start = 0
        while start < octets.count {
            let written = unsafe octets.withUnsafeBytes { octets in
                // In bounds: `start` is below the count, and the rest of the buffer is offered.
                unsafe Foundation.write(
                    descriptor,
                    octets.baseAddress.map { unsafe $0 + start },
                    octets.count - start
                )
            }
            if written >= 0 {
                start += written
            } else if errno != EINTR {
                throw Self.error(path)
            }
        }
    }

    /// Ends the file; call it once.
    func close() throws(OutputError) {
        guard Foundation.close(descriptor) == 0 else { throw Self.error(path) }
    }

    private static func error(_ path: String) -> OutputError {
        .fileFailed(name: path, reason: unsafe String(cString: strerror(errno)))
    }
}
