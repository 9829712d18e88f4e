public import Septet

/// What of a message its cost depends on.
public struct MessageKind: Sendable, Hashable {
    /// The recipient's group in the price list; 0 without one.
    public let group: Int
    /// The alphabet the message travels in.
    public let alphabet: Alphabet
    /// How many parts the message has.
    public let partCount: Int
    /// How many parts the provider bills.
    public let billedPartCount: Int

    /// Describes messages.
    public init(group: Int = 0, alphabet: Alphabet, partCount: Int, billedPartCount: Int? = nil) {
        self.group = group
        self.alphabet = alphabet
        self.partCount = partCount
        self.billedPartCount = billedPartCount ?? partCount
    }
}
