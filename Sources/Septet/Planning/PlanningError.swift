/// Why a text cannot be planned.
public enum PlanningError: Error, Sendable, Hashable {
    /// The octets are not UTF-8 from `utf8Offset` on.
    case invalidUTF8(utf8Offset: Int)
    /// The text needs `partCount` parts; a message has at most 255.
    ///
    /// In the alphabet with the fewest parts it has `unitCount` units.
    /// Source: TS 23.040 §9.2.3.24.1, one octet counts the parts.
    case tooManyParts(partCount: Int, alphabet: Alphabet, unitCount: Int)
    /// The pinned alphabet lacks the character at `utf8Offset`.
    case notEncodable(Unicode.Scalar, utf8Offset: Int)
    /// The header leaves room for no character, or is longer than its length octet can say.
    case noRoomBesideHeader(headerOctetCount: Int)
}

extension PlanningError: CustomStringConvertible {
    /// A sentence part that names the position and the limit.
    public var description: String {
        switch self {
        case .invalidUTF8(let offset):
            "invalid UTF-8 at byte \(offset)"
        case .tooManyParts(let count, _, _):
            "the text needs \(count) parts, a message has at most \(MessagePlan.maximumPartCount)"
        case .notEncodable(let scalar, let offset):
            "\(scalar.codePointName) at byte \(offset) is not in the alphabet asked for"
        case .noRoomBesideHeader(let count):
            "a header of \(count) octets leaves no room for text"
        }
    }
}
