internal import CSeptetKernels

extension Kernel {
    /// Fills parts with valid UTF-8 by characters, each of which stays whole.
    ///
    /// In GSM 7 bit the default alphabet must have every character. Complexity: one pass; allocates
    /// nothing.
    ///
    /// - Returns: Whether it did; `false` where pairs may be cut, or this kernel leaves it to plain
    ///   Swift.
    func fill(_ filling: inout PartFilling, from utf8: Span<UInt8>, in alphabet: Alphabet) -> Bool {
        let function =
            alphabet == .ucs2 ? unsafe functions.fillUTF16 : unsafe functions.fillSeptets
        guard let fill = unsafe function, !filling.cutsPieces else { return false }
        var found = CSeptetPartFilling()
        found.openUnitCount = filling.openUnitCount
        // The octets are there while the closure runs, and the kernel reads no others.
        unsafe utf8.withUnsafeBufferPointer { octets in
            unsafe fill(octets.baseAddress, octets.count, filling.capacity, &found)
        }
        filling.addCounted(
            closedPartCount: found.closedPartCount,
            closedUnitCount: found.closedUnitCount,
            openUnitCount: found.openUnitCount
        )
        return true
    }
}
