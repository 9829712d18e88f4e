internal import CSeptetKernels

extension Kernel {
    /// Writes the text of packed septets as UTF-8.
    ///
    /// The text is the one a receiving phone shows, see `UnitText`. Allocates nothing.
    ///
    /// - Parameters:
    ///   - octets: The user data, which the septets end within.
    ///   - firstBit: Where the first septet begins.
    ///   - septetCount: How many there are.
    ///   - output: Has room for the octets that `UnitText.utf8Capacity` says.
    func decodeSeptets(
        of octets: Span<UInt8>,
        firstBit: Int,
        septetCount: Int,
        _ tables: ShiftTables,
        into output: inout OutputSpan<UInt8>
    ) {
        precondition(firstBit + 7 * septetCount <= 8 * octets.count)
        let capacity = UnitText.utf8Capacity(unitCount: septetCount, .gsm7Bit, tables)
        precondition(capacity <= output.freeCapacity)
        let decode = unsafe tables == .default ? functions.decodeSeptets : nil
        // A kernel reads the octets of the span, and writes no more than two octets for each septet
        // of the default tables, which the output has room for: see the preconditions.
        unsafe output.withUnsafeMutableBufferPointer { target, initializedCount in
            guard let free = target.baseAddress, septetCount > 0 else { return }
            if let decode = unsafe decode {
                initializedCount += unsafe octets.withUnsafeBufferPointer { source in
                    unsafe decode(
                        source.baseAddress,
                        source.count,
                        firstBit,
                        septetCount,
                        free + initializedCount
                    )
                }
            } else {
                // In bounds: the rest of the buffer, of which `capacity` octets were reserved.
                let room = unsafe UnsafeMutableRawBufferPointer(
                    start: free + initializedCount,
                    count: capacity
                )
                // In bounds: the preconditions have checked that `room` is there.
                initializedCount += unsafe Self.decodeSeptetsByWords(
                    of: octets,
                    firstBit: firstBit,
                    septetCount: septetCount,
                    tables,
                    into: room
                )
            }
        }
    }

    /// The form without intrinsics. In pseudo-code:
    ///
    ///     for each eight septets:
    ///         when all of them are their own octet and no escape is open: store them at once
    ///         else for each: store what it shows
    ///
    /// - Returns: How many octets were written.
    private static func decodeSeptetsByWords(
        of octets: Span<UInt8>,
        firstBit: Int,
        septetCount: Int,
        _ tables: ShiftTables,
        into target: UnsafeMutableRawBufferPointer
    ) -> Int {
        // None of the national tables has all letters and signs where the default alphabet has
        // them.
        let hasOwnSeptets = tables.locking == nil
        var written = 0
        var isEscaped = false
        var done = 0
        while done < septetCount {
            let bit = firstBit &+ 7 &* done
            let septets = OctetWord(unpacking: octets, firstBit: bit)
            let count = min(8, septetCount &- done)
            done &+= count
            if count == 8, hasOwnSeptets, !isEscaped, septets.notTheirOwnSeptet == 0 {
                // In bounds: two octets were reserved for each septet, and eight come here.
                unsafe target.storeBytes(
                    of: septets.bits.littleEndian,
                    toByteOffset: written,
                    as: UInt64.self
                )
                written &+= 8
                continue
            }
            for index in 0..<count {
                let septet = UInt8(truncatingIfNeeded: septets.bits >> UInt64(index &* 8))
                if septet == SeptetSequence.escape, !isEscaped {
                    isEscaped = true
                    continue
                }
                let scalar = tables.shown(septet, escaped: isEscaped)
                isEscaped = false
                // In bounds: the caller has reserved the longest form of each septet.
                unsafe storeUTF8(scalar, in: target, at: &written)
            }
        }
        // In bounds: the room reserved for the last escape is unused.
        if isEscaped { unsafe storeUTF8(0x20, in: target, at: &written) }
        return written
    }

    /// Stores a scalar as UTF-8, for which the buffer has room.
    @inline(__always)
    static func storeUTF8(
        _ scalar: UInt32,
        in target: UnsafeMutableRawBufferPointer,
        at written: inout Int
    ) {
        // In bounds, like all below: the callers reserve the longest form of each scalar.
        if scalar < 0x80 {
            unsafe target[written] = UInt8(truncatingIfNeeded: scalar)
            written &+= 1
        } else if scalar < 0x800 {
            unsafe target[written] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
            unsafe target[written &+ 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
            written &+= 2
        } else if scalar > 0xFFFF {
            unsafe target[written] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
            unsafe target[written &+ 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
            unsafe target[written &+ 2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
            unsafe target[written &+ 3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
            written &+= 4
        } else {
            // In bounds, as above.
            unsafe target[written] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
            unsafe target[written &+ 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
            unsafe target[written &+ 2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
            written &+= 3
        }
    }
}

extension OctetWord {
    /// The eight septets from a bit on, one an octet; those behind the octets are 0.
    ///
    ///     all eight    00000000 hhhhhhhg ggggggff fffffeee eeeedddd dddccccc ccbbbbbb baaaaaaa
    ///     in fours     0000hhhh hhhggggg ggffffff feeeeeee 0000dddd dddccccc ccbbbbbb baaaaaaa
    ///     in pairs     00hhhhhh hggggggg 00ffffff feeeeeee 00dddddd dccccccc 00bbbbbb baaaaaaa
    ///     octets       0hhhhhhh 0ggggggg 0fffffff 0eeeeeee 0ddddddd 0ccccccc 0bbbbbbb 0aaaaaaa
    @inline(__always)
    init(unpacking octets: Span<UInt8>, firstBit: Int) {
        let position = firstBit &>> 3
        // A septet more than 57 bits into the word would be cut: the shift is 7 at most.
        let all = OctetWord(octets, at: position).bits &>> UInt64(firstBit & 7)
        let fours = (all & 0x0FFF_FFFF) | (all & 0x00FF_FFFF_F000_0000) << 4
        let pairs = (fours & 0x0000_3FFF_0000_3FFF) | (fours & 0x0FFF_C000_0FFF_C000) << 2
        self.init(
            bits: (pairs & 0x007F_007F_007F_007F) | (pairs & 0x3F80_3F80_3F80_3F80) << 1
        )
    }
}
