/// Why a part was not taken into its message.
public enum ReassemblyError: Error, Sendable, Hashable {
    /// Earlier parts of the same reference said the message has `expected` parts, this one says
    /// `found`.
    case partCountDiffers(expected: Int, found: Int)
    /// Part `sequence` was received before with other content.
    case contentDiffers(sequence: Int)
    /// The sender has `octetCount` octets of UTF-8, more than `limit`.
    case senderTooLong(octetCount: Int, limit: Int)
}

extension ReassemblyError: CustomStringConvertible {
    /// A sentence part that names both numbers.
    public var description: String {
        switch self {
        case .partCountDiffers(let expected, let found):
            "the part says its message has \(found) parts, earlier ones said \(expected)"
        case .contentDiffers(let sequence):
            "part \(sequence) came before with other content"
        case .senderTooLong(let count, let limit):
            "a sender of \(count) bytes, more than \(limit)"
        }
    }
}
