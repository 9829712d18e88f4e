package import SeptetJSON

/// Why a provider's reply cannot be read.
///
/// An error the provider reports is not one of these: that is a reply like any other. No value of
/// the reply is repeated here, because replies can carry private data.
public enum ReplyError: Error, Sendable, Hashable {
    /// More octets than any reply has; it was not read.
    case tooLong(octetCount: Int, limit: Int)
    /// The octets are not UTF-8 from `offset` on.
    case invalidUTF8(offset: Int)
    /// The octet at `offset` breaks the grammar; `offset` is the length when the reply ends early.
    case syntax(offset: Int, wanted: String)
    /// More values inside one another than any reply has, at `offset`.
    case nestedTooDeeply(offset: Int, limit: Int)
    /// The member at `path` is missing.
    case missing(path: String)
    /// The value at `path` is not what it must be.
    case wrongValue(path: String, wanted: String)
}

extension ReplyError: CustomStringConvertible {
    /// A sentence part that names the place.
    public var description: String {
        switch self {
        case .tooLong(let count, let limit): "\(count) octets, more than \(limit)"
        case .invalidUTF8(let offset): "invalid UTF-8 at byte \(offset)"
        case .syntax(let offset, let wanted): "expected \(wanted) at byte \(offset)"
        case .nestedTooDeeply(let offset, let limit):
            "more than \(limit) values inside one another at byte \(offset)"
        case .missing(let path): "'\(path)' is missing"
        case .wrongValue(let path, let wanted): "'\(path)' is not \(wanted)"
        }
    }

    /// The octet the error is at, when it is at one.
    public var offset: Int? {
        switch self {
        case .invalidUTF8(let offset), .syntax(let offset, _), .nestedTooDeeply(let offset, _):
            offset
        default: nil
        }
    }
}

extension ReplyError {
    /// The same fault in the words of replies.
    package init(_ fault: JSONFault) {
        self =
            switch fault.kind {
            case .tooLong(let count, let limit): .tooLong(octetCount: count, limit: limit)
            case .invalidUTF8(let offset): .invalidUTF8(offset: offset)
            case .syntax(let offset, let wanted): .syntax(offset: offset, wanted: wanted)
            case .tooManyValues(let offset, let limit):
                .syntax(offset: offset, wanted: "at most \(limit) values")
            case .nestedTooDeeply(let offset, let limit):
                .nestedTooDeeply(offset: offset, limit: limit)
            case .missing(let path): .missing(path: path)
            case .wrongKind(let path, _, let wanted), .invalid(let path, let wanted):
                .wrongValue(path: path, wanted: wanted)
            }
    }
}
