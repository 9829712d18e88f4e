/// Why a plan cannot be turned into segments.
public enum SegmentationError: Error, Sendable, Hashable {
    /// The plan was made of another text; the two part at `utf8Offset`.
    case planOfAnotherText(utf8Offset: Int)
    /// The elements given make `octetCount` octets, the plan counted with `planned`.
    case elementsDiffer(octetCount: Int, planned: Int)
    /// The buffer has room for `available` octets, the next segment needs up to `octetCount`.
    case bufferTooSmall(octetCount: Int, available: Int)
}

extension SegmentationError: CustomStringConvertible {
    /// A sentence part that names the position or both numbers.
    public var description: String {
        switch self {
        case .planOfAnotherText(let offset):
            "the plan was made of another text, which differs at byte \(offset)"
        case .elementsDiffer(let count, let planned):
            "information elements of \(count) octets, the plan counted with \(planned)"
        case .bufferTooSmall(let count, let available):
            "the next segment needs up to \(count) octets, the buffer has room for \(available)"
        }
    }
}
