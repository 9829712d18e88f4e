/// The units of one part while they are collected, on the stack.
///
/// A septet or an octet of data takes an octet, a UTF-16 unit two, most significant first (TS 23.038
/// §6.2.3).
struct PartUnits {
    /// Room for the 160 septets of a part, which is more than the field has octets.
    private var octets = InlineArray<160, UInt8>(repeating: 0)

    private var octetCount = 0

    /// Calls `body` with the units so far, as octets.
    func withSpan(_ body: (Span<UInt8>) -> Void) {
        body(octets.span.extracting(first: octetCount))
    }

    /// Adds a unit of an alphabet; the caller knows it has room.
    mutating func append(_ unit: UInt16, of alphabet: Alphabet) {
        if alphabet == .ucs2 {
            octets[octetCount] = UInt8(truncatingIfNeeded: unit >> 8)
            octetCount += 1
        }
        octets[octetCount] = UInt8(truncatingIfNeeded: unit)
        octetCount += 1
    }
}
