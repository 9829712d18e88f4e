/// The place of a part in a concatenated message.
///
/// Source: TS 23.040 §9.2.3.24.1 and §9.2.3.24.8.
public struct Concatenation: Sendable, Hashable {
    /// What the parts of one message have in common.
    public let reference: ConcatenationReference

    /// How many parts the message has, 1...255 when valid.
    public let partCount: UInt8

    /// The number of this part, from 1 to `partCount` when valid.
    public let sequence: UInt8

    /// Makes a place; whether it is a valid one, `isValid` tells.
    public init(reference: ConcatenationReference, partCount: UInt8, sequence: UInt8) {
        self.reference = reference
        self.partCount = partCount
        self.sequence = sequence
    }

    /// Whether the part exists: neither number is 0 and the sequence is not above the part count.
    public var isValid: Bool { sequence >= 1 && sequence <= partCount }
}
