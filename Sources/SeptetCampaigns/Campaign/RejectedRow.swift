/// A row of a campaign that is no message.
public struct RejectedRow: Sendable, Hashable {
    /// The row, counted from 1 behind the header.
    public internal(set) var row: Int
    /// The line of the input it begins on.
    public let line: Int
    /// The kind of reason.
    public let reason: RejectionReason
    /// What is wrong, and where.
    public let explanation: String
    /// The octets of the row as they were read; empty when it was too long to keep.
    public let octets: [UInt8]
}
