/// What tells one recipient from another, in 64 bits.
///
/// A telephone number is its own key, so numbers are told apart exactly. Every other recipient, a
/// name or an address, is a hash of its octets: among a million of them two that differ have the
/// same one with a probability of one in twenty million.
enum RecipientKey {
    /// Set in the keys of all recipients that are no numbers.
    private static let hashed: UInt64 = 1 << 63

    static func of(_ recipient: Span<UInt8>) -> UInt64 {
        PhoneNumber(recipient)?.key ?? hash(recipient) | hashed
    }

    /// FNV-1a of 64 bits, then the finalizer of SplitMix64, so that every bit depends on all.
    private static func hash(_ octets: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in octets.indices {
            hash = (hash ^ UInt64(octets[index])) &* 0x0000_0100_0000_01B3
        }
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        return hash ^ hash >> 31
    }
}
