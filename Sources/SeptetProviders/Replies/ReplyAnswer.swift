internal import SeptetJSON

/// What a reply says: the error the provider reports, or what was asked for.
public enum ReplyAnswer<Value, Failure>: Sendable, Hashable
where Value: Sendable & Hashable, Failure: Error & Hashable {
    /// The provider did what was asked.
    case success(Value)
    /// The provider reports an error.
    case failure(Failure)

    /// The value, or the error as a thrown one.
    public func get() throws(Failure) -> Value {
        switch self {
        case .success(let value): value
        case .failure(let failure): throw failure
        }
    }
}

/// An error that a reply shows by members of its own.
protocol ReadableFailure: Error, Hashable {
    /// Reads the error; `nil` when the reply reports none.
    init?(_ node: JSONNode) throws(JSONFault)
}

extension ReplyAnswer where Failure: ReadableFailure {
    /// Reads a body; `read` sees it only when it reports no error.
    init(
        _ body: ReplyBody,
        _ read: (JSONNode) throws(JSONFault) -> Value
    ) throws(ReplyError) {
        self = try body.reading { node throws(JSONFault) in
            if let failure = try Failure(node) { return .failure(failure) }
            return .success(try read(node))
        }
    }
}
