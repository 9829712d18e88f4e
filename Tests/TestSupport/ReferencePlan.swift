/// The cheapest way to send a text, as the reference finds it.
package struct ReferencePlan: Sendable, Equatable {
    package var encoding: ReferenceEncoding
    /// The units of each part.
    package var unitCounts: [Int]
    /// What fits into each part.
    package var unitsPerPart: Int
    /// Octets of user data over all parts, headers included.
    package var octetCount: Int

    /// The units of all parts.
    package var unitCount: Int { unitCounts.reduce(0, +) }
}
