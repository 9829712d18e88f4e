/// Why an output cannot be written.
enum OutputError: Error, CustomStringConvertible {
    /// The reader has closed the pipe; nobody wants the rest.
    case closed
    /// A signal came while the reader took nothing.
    case interrupted
    /// The system's reason, such as a full disk.
    case failed(reason: String)
    /// The same of a file.
    case fileFailed(name: String, reason: String)

    var description: String {
        switch self {
        case .closed: "standard output: closed"
        case .interrupted: "standard output: interrupted"
        case .failed(let reason): "standard output: \(reason)"
        case .fileFailed(let name, let reason): "\(name): \(reason)"
        }
    }
}
