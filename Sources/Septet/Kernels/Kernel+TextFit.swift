internal import CSeptetKernels

extension Kernel {
    /// Says how much of valid UTF-8 from a position on has room among so many units.
    ///
    /// In GSM 7 bit the default alphabet must have every character. Complexity: linear in what has
    /// room; allocates nothing.
    ///
    /// - Returns: `nil` where this kernel leaves it to plain Swift.
    func fit(
        _ utf8: Span<UInt8>,
        from position: Int,
        room: Int,
        in alphabet: Alphabet
    ) -> TextFit? {
        let function = alphabet == .ucs2 ? unsafe functions.fitUTF16 : unsafe functions.fitSeptets
        guard let fit = unsafe function else { return nil }
        // The octets are there while the closure runs, and the kernel reads no others.
        let found = unsafe utf8.extracting(position...).withUnsafeBufferPointer { octets in
            unsafe fit(octets.baseAddress, octets.count, room)
        }
        return TextFit(octetCount: found.octetCount, unitCount: found.unitCount)
    }
}

/// How much of a text has room: whole characters only.
struct TextFit {
    /// The octets up to the first character that has no room.
    var octetCount: Int

    /// The units of the characters in them.
    var unitCount: Int
}
