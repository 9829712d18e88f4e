/// Why octets are not the JSON that was expected, and where.
package struct JSONFault: Error, Sendable, Hashable {
    /// What is wrong.
    package enum Kind: Sendable, Hashable {
        /// More octets than a reply can reasonably have.
        case tooLong(octetCount: Int, limit: Int)
        /// The octets are not UTF-8 from `offset` on.
        case invalidUTF8(offset: Int)
        /// The octet at `offset` breaks the grammar; `wanted` says what could stand there.
        case syntax(offset: Int, wanted: String)
        /// The input ended where `wanted` had to follow.
        case truncated(wanted: String)
        /// More arrays and objects inside one another than `limit`, at `offset`.
        case nestedTooDeeply(offset: Int, limit: Int)
        /// The member at `path` is missing.
        case missing(path: String)
        /// The value at `path` is of another kind than `wanted`.
        case wrongKind(path: String, found: String, wanted: String)
        /// The value at `path` is of the right kind and still not a `wanted`.
        case invalid(path: String, wanted: String)
    }

    package let kind: Kind

    package init(_ kind: Kind) {
        self.kind = kind
    }

    /// The member the fault is about, when it is about one.
    package var path: String? {
        switch kind {
        case .missing(let path), .wrongKind(let path, _, _), .invalid(let path, _): path
        default: nil
        }
    }

    /// The octet the fault is at, when it is at one.
    package var offset: Int? {
        switch kind {
        case .invalidUTF8(let offset), .syntax(let offset, _), .nestedTooDeeply(let offset, _):
            offset
        default: nil
        }
    }
}

extension JSONFault: CustomStringConvertible {
    /// A sentence part that names the place; it never repeats a value, which may be a secret.
    package var description: String {
        switch kind {
        case .tooLong(let count, let limit): "\(count) octets, more than \(limit)"
        case .invalidUTF8(let offset): "invalid UTF-8 at byte \(offset)"
        case .syntax(let offset, let wanted): "no \(wanted) at byte \(offset)"
        case .truncated(let wanted): "the input ends where \(wanted) must follow"
        case .nestedTooDeeply(let offset, let limit):
            "more than \(limit) values inside one another at byte \(offset)"
        case .missing(let path): "'\(path)' is missing"
        case .wrongKind(let path, let found, let wanted): "'\(path)' is a \(found), not \(wanted)"
        case .invalid(let path, let wanted): "'\(path)' is not \(wanted)"
        }
    }
}
