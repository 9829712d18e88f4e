internal import CSeptetKernels

extension Kernel {
    /// Writes a text in the default alphabet as packed septets behind fill bits.
    ///
    /// Takes whole characters as long as each has room, which is the rule of `PartFilling`, and
    /// stops at the first that the alphabet lacks; then what it has written means nothing. Allocates
    /// nothing.
    ///
    /// - Parameters:
    ///   - utf8: Valid UTF-8.
    ///   - position: Where to begin, moved behind the last character written.
    ///   - room: How many septets may be written, 160 at most; the output has room for their
    ///     octets.
    ///   - fillBitCount: The zero bits before the first septet, 0...6.
    /// - Returns: How many septets were written.
    func encodeSeptets(
        of utf8: Span<UInt8>,
        from position: inout Int,
        room: Int,
        fillBitCount: Int,
        into output: inout OutputSpan<UInt8>
    ) -> Int {
        guard let encode = unsafe functions.encodeSeptets else {
            return Self.encodeSeptetsByWords(
                of: utf8,
                from: &position,
                room: room,
                fillBitCount: fillBitCount,
                into: &output
            )
        }
        // Pointers follow; `SegmentWriter` has checked the text's border and the buffer's room.
        precondition(position <= utf8.count)
        precondition(
            PackedSeptets.octetCount(of: room, fillBitCount: fillBitCount) <= output.freeCapacity
        )
        let start = position
        var read = 0
        // The kernel reads the octets of the span behind `start`, and writes no more than the
        // octets of `room` septets, which the output has: see the preconditions.
        let count = unsafe utf8.withUnsafeBufferPointer { octets in
            unsafe output.withUnsafeMutableBufferPointer { target, initializedCount in
                guard let source = octets.baseAddress, let free = target.baseAddress else {
                    return 0
                }
                let count = unsafe encode(
                    source + start,
                    octets.count - start,
                    room,
                    fillBitCount,
                    free + initializedCount,
                    &read
                )
                initializedCount += PackedSeptets.octetCount(of: count, fillBitCount: fillBitCount)
                return count
            }
        }
        position = start + read
        return count
    }

    /// The form without intrinsics. In pseudo-code:
    ///
    ///     while there is text and room:
    ///         store the next eight octets as septets
    ///         step over those that are their own septet
    ///         store the septets of the character behind them, over the copies that were wrong
    ///     pack
    ///
    ///     text     P r e i s   2   €    stops at $, @, _, the extension table, beyond ASCII
    ///     stored   P r e i s   2   E2
    ///     then     P r e i s   2   1B 65
    ///
    /// No branch depends on where that character is, or on whether it is escaped.
    private static func encodeSeptetsByWords(
        of utf8: Span<UInt8>,
        from position: inout Int,
        room: Int,
        fillBitCount: Int,
        into output: inout OutputSpan<UInt8>
    ) -> Int {
        // 160 septets, and the octets that the last word stores behind them.
        var septets = InlineArray<176, UInt8>(repeating: 0)
        let end = min(room, 160)
        var read = position
        var written = 0
        var target = septets.mutableSpan
        // Octets have no padding, and all bit patterns are octets.
        var bytes = unsafe target.mutableBytes
        while read < utf8.count {
            let word = OctetWord(utf8, at: read)
            bytes.storeBytes(of: word.bits.littleEndian, toByteOffset: written, as: UInt64.self)
            let others = word.notTheirOwnSeptet
            let count = min(OctetWord.countBefore(others), end &- written)
            read &+= count
            written &+= count
            if count == 8 { continue }
            guard read < utf8.count else { break }
            let (code, octetCount) = DefaultAlphabet.code(in: utf8, at: read)
            let septetCount = 1 &+ Int(code &>> 7)
            guard code != DefaultAlphabet.absent, written &+ septetCount <= end else { break }
            bytes.storeBytes(of: SeptetSequence.escape, toByteOffset: written, as: UInt8.self)
            written &+= septetCount
            bytes.storeBytes(of: code & 0x7F, toByteOffset: written &- 1, as: UInt8.self)
            read &+= octetCount
        }
        position = read
        packByWords(
            septets.span.extracting(first: written),
            fillBitCount: fillBitCount,
            into: &output
        )
        return written
    }
}

extension DefaultAlphabet {
    /// The code of the character at `position` of valid UTF-8, and how many octets it has.
    ///
    /// The count may be wrong where the code is `absent`.
    @inline(__always)
    fileprivate static func code(
        in utf8: Span<UInt8>,
        at position: Int
    ) -> (code: UInt8, octetCount: Int) {
        let lead = UInt32(utf8[position])
        let second = UInt32(utf8[min(position &+ 1, utf8.count &- 1)])
        if lead >= 0xE0 {
            var next = position
            return (code(of: utf8.nextScalar(&next)), next &- position)
        }
        // Both are computed, to avoid a branch that mixed text would mispredict.
        let beyond = (lead & 0x1F) &<< 6 | (second & 0x3F)
        let scalar = lead < 0x80 ? lead : beyond
        guard scalar < 0x400 else { return (absent, 2) }
        return (GeneratedDefaultAlphabet.codes[Int(scalar)], lead < 0x80 ? 1 : 2)
    }
}

extension Kernel {
    /// Packs septets, one an octet, behind zero bits; the output must have room for the result.
    ///
    /// TS 23.038 §6.1.2.1: septets lie without regard to octet borders, least significant bit
    /// first, and the last octet is filled with zero bits.
    ///
    /// - Parameter fillBitCount: The zero bits, 0...6.
    func pack(
        _ septets: Span<UInt8>,
        fillBitCount: Int,
        into output: inout OutputSpan<UInt8>
    ) {
        guard let pack = unsafe functions.pack else {
            Self.packByWords(septets, fillBitCount: fillBitCount, into: &output)
            return
        }
        let octetCount = PackedSeptets.octetCount(of: septets.count, fillBitCount: fillBitCount)
        precondition(octetCount <= output.freeCapacity)
        // The kernel reads the septets, and writes just the octets that they and the fill bits
        // take, which the output has room for: see the precondition.
        unsafe septets.withUnsafeBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target, initializedCount in
                guard let free = target.baseAddress else { return }
                unsafe pack(source.baseAddress, source.count, fillBitCount, free + initializedCount)
                initializedCount += octetCount
            }
        }
    }

    /// The form without intrinsics. In pseudo-code:
    ///
    ///     carry <- 0, of as many bits as there are fill bits
    ///     for each eight septets:
    ///         bits <- carry, and the 56 bits of the septets above it
    ///         store bits; seven octets are done, the bits above them are the next carry
    ///
    ///     bits   0chhhhhh hggggggg ... bbbbbbba aaaaaacc    one fill bit: 57 bits, carry h
    static func packByWords(
        _ septets: Span<UInt8>,
        fillBitCount: Int,
        into output: inout OutputSpan<UInt8>
    ) {
        let octetCount = PackedSeptets.octetCount(of: septets.count, fillBitCount: fillBitCount)
        precondition(octetCount <= output.freeCapacity)
        unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
            let target = UnsafeMutableRawBufferPointer(buffer)
            let end = initializedCount &+ octetCount
            var written = initializedCount
            var carry: UInt64 = 0
            var read = 0
            while read &+ 8 < septets.count {
                let bits =
                    OctetWord(septets, at: read).packedSeptets &<< UInt64(fillBitCount) | carry
                // In bounds: 56 bits and at least one more septet make eight octets or more.
                unsafe target.storeBytes(
                    of: bits.littleEndian,
                    toByteOffset: written,
                    as: UInt64.self
                )
                carry = bits >> 56
                read &+= 8
                written &+= 7
            }
            // At most 6 + 56 bits.
            var bits = OctetWord(septets, at: read).packedSeptets &<< UInt64(fillBitCount) | carry
            if target.count &- written >= 8 {
                // In bounds: eight octets are left. Octets stored behind `end` don't count.
                unsafe target.storeBytes(
                    of: bits.littleEndian,
                    toByteOffset: written,
                    as: UInt64.self
                )
            } else {
                while written < end {
                    // In bounds: `end` is within the buffer, see the precondition.
                    unsafe target[written] = UInt8(truncatingIfNeeded: bits)
                    bits >>= 8
                    written &+= 1
                }
            }
            initializedCount = end
        }
    }
}
