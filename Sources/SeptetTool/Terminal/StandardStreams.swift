internal import Foundation

/// The three descriptors every command starts with.
enum StandardStreams {
    /// Keeps files from taking the place of a stream that the caller has closed.
    ///
    /// `open` gives the lowest free descriptor: with standard error closed, an output file would
    /// receive messages. The streams stay unusable: reading and writing them is still an error.
    static func keepPlaces() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free descriptor is this one, because those below are open.
            let wrongWay = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY
            // The path is a literal, which lives for as long as the process.
            _ = unsafe open("/dev/null", wrongWay)
        }
    }
}
