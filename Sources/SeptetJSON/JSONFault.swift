/// Why octets are not the JSON that was expected, and where.
package struct JSONFault: Error, Sendable, Hashable {
    /// What is wrong.
    ///
    /// Offsets count octets from the beginning of the text.
    package enum Kind: Sendable, Hashable {
        /// More octets than the reader takes.
        case tooLong(octetCount: Int, limit: Int)
        /// More values than the reader takes; the first one too many is at `offset`.
        case tooManyValues(offset: Int, limit: Int)
        /// The octets are not UTF-8 from `offset` on.
        case invalidUTF8(offset: Int)
        /// What stands at `offset` breaks the grammar, where `wanted` could stand; `offset` is the
        /// octet count when the text ends early.
        case syntax(offset: Int, wanted: String)
        /// The array or object at `offset` is inside `limit` others.
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
        case .invalidUTF8(let offset), .syntax(let offset, _), .nestedTooDeeply(let offset, _),
            .tooManyValues(let offset, _):
            offset
        default: nil
        }
    }

    /// What is wrong, without its offset; it never repeats a value, which may be a secret.
    package var reason: String {
        switch kind {
        case .tooLong(let count, let limit): "\(count) octets, more than \(limit)"
        case .tooManyValues(_, let limit): "more than \(limit) values"
        case .invalidUTF8: "invalid UTF-8"
        case .syntax(_, let wanted): "expected \(wanted)"
        case .nestedTooDeeply(_, let limit): "more than \(limit) values inside one another"
        case .missing(let path): "'\(path)' is missing"
        case .wrongKind(let path, let found, let wanted): "'\(path)' is \(found), not \(wanted)"
        case .invalid(let path, let wanted): "'\(path)' is not \(wanted)"
        }
    }
}

extension JSONFault: CustomStringConvertible {
    /// A sentence part that names the place.
    package var description: String {
        offset.map { "\(reason) at byte \($0)" } ?? reason
    }
}
