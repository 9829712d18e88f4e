internal import CSeptetKernels

extension Kernel {
    /// Writes a text as UTF-16, most significant octet first (TS 23.038 §6.2.3).
    ///
    /// Takes whole characters as long as each has room, which is the rule of `PartFilling`.
    /// Allocates nothing.
    ///
    /// - Parameters:
    ///   - utf8: Valid UTF-8.
    ///   - position: Where to begin, moved behind the last character written.
    ///   - room: How many units may be written; the output has room for twice as many octets.
    /// - Returns: How many units were written.
    package func encodeUTF16(
        of utf8: Span<UInt8>,
        from position: inout Int,
        room: Int,
        into output: inout OutputSpan<UInt8>
    ) -> Int {
        precondition(position <= utf8.count)
        precondition(room <= output.freeCapacity / 2)
        guard let encode = unsafe functions.encodeUTF16 else {
            return Self.encodeUTF16ByWords(of: utf8, from: &position, room: room, into: &output)
        }
        let start = position
        var read = 0
        // The kernel reads the octets of the span behind `start`, and writes no more than `room`
        // units, which the output has: see the preconditions.
        let count = unsafe utf8.withUnsafeBufferPointer { octets in
            unsafe output.withUnsafeMutableBufferPointer { target, initializedCount in
                guard let source = octets.baseAddress, let free = target.baseAddress else {
                    return 0
                }
                let count = unsafe encode(
                    source + start,
                    octets.count - start,
                    room,
                    free + initializedCount,
                    &read
                )
                initializedCount += 2 * count
                return count
            }
        }
        position = start + read
        return count
    }

    /// The form without intrinsics. In pseudo-code:
    ///
    ///     while there is text and room:
    ///         when the next octet is ASCII:
    ///             store the next eight as units, and step over those that are ASCII
    ///         while there are two characters of three octets, or four of two: store them
    ///         else store one character
    ///
    /// Whole words are stored as long as the buffer has room for them, single units at its end.
    private static func encodeUTF16ByWords(
        of utf8: Span<UInt8>,
        from position: inout Int,
        room: Int,
        into output: inout OutputSpan<UInt8>
    ) -> Int {
        var read = position
        let count = unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
            let target = UnsafeMutableRawBufferPointer(buffer)
            var written = initializedCount
            let end = written &+ 2 &* room
            while read < utf8.count, end &- written >= 16 {
                let word = OctetWord(utf8, at: read)
                let asciiCount = min(OctetWord.countBefore(word.beyondASCII), word.octetCount)
                if asciiCount > 0 {
                    // In bounds, like the stores below: 16 octets are left before `end`.
                    unsafe target.storeBytes(
                        of: word.firstFourAsUTF16.littleEndian,
                        toByteOffset: written,
                        as: UInt64.self
                    )
                    unsafe target.storeBytes(
                        of: word.lastFourAsUTF16.littleEndian,
                        toByteOffset: written &+ 8,
                        as: UInt64.self
                    )
                    read &+= asciiCount
                    written &+= 2 &* asciiCount
                } else if let units = word.twoTriplesAsUTF16 {
                    unsafe target.storeBytes(
                        of: units.littleEndian,
                        toByteOffset: written,
                        as: UInt32.self
                    )
                    read &+= 6
                    written &+= 4
                } else if let units = word.fourPairsAsUTF16 {
                    // In bounds as above.
                    unsafe target.storeBytes(
                        of: units.littleEndian,
                        toByteOffset: written,
                        as: UInt64.self
                    )
                    read &+= 8
                    written &+= 8
                } else {
                    unsafe store(utf8.nextScalar(&read), in: target, at: &written)
                }
            }
            while read < utf8.count {
                var next = read
                let scalar = utf8.nextScalar(&next)
                guard written &+ 2 &* UTF16.unitCount(of: scalar) <= end else { break }
                // In bounds: the units of the scalar end before `end`.
                unsafe store(scalar, in: target, at: &written)
                read = next
            }
            defer { initializedCount = written }
            return (written &- initializedCount) &>> 1
        }
        position = read
        return count
    }

    /// Stores the one or two units of a scalar, for which the buffer has room.
    @inline(__always)
    private static func store(
        _ scalar: UInt32,
        in target: UnsafeMutableRawBufferPointer,
        at written: inout Int
    ) {
        var unit = UInt16(truncatingIfNeeded: scalar)
        if scalar > 0xFFFF {
            let high = UInt16(truncatingIfNeeded: 0xD800 | (scalar &- 0x1_0000) &>> 10)
            // In bounds: the caller has seen that two units have room.
            unsafe target.storeBytes(of: high.bigEndian, toByteOffset: written, as: UInt16.self)
            written &+= 2
            unit = UInt16(truncatingIfNeeded: 0xDC00 | scalar & 0x3FF)
        }
        // In bounds: the caller has seen that the unit has room.
        unsafe target.storeBytes(of: unit.bigEndian, toByteOffset: written, as: UInt16.self)
        written &+= 2
    }
}

extension Kernel {
    /// Writes UTF-16, most significant octet first, as UTF-8.
    ///
    /// A surrogate without partner shows U+FFFD. Allocates nothing.
    ///
    /// - Parameters:
    ///   - octets: Two octets a unit; an odd one at the end is left out.
    ///   - output: Has room for three octets a unit.
    func decodeUTF16(of octets: Span<UInt8>, into output: inout OutputSpan<UInt8>) {
        precondition(octets.count / 2 * 3 <= output.freeCapacity)
        guard let decode = unsafe functions.decodeUTF16 else {
            Self.decodeUTF16ByWords(of: octets, into: &output)
            return
        }
        // The kernel reads the octets of the span, and writes no more than three octets for each
        // unit, which the output has room for: see the precondition.
        unsafe octets.withUnsafeBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target, initializedCount in
                guard let units = source.baseAddress, let free = target.baseAddress else { return }
                initializedCount += unsafe decode(units, source.count, free + initializedCount)
            }
        }
    }

    /// The form without intrinsics: four units at a time where they are ASCII, otherwise one by
    /// one.
    private static func decodeUTF16ByWords(
        of octets: Span<UInt8>,
        into output: inout OutputSpan<UInt8>
    ) {
        let end = octets.count & ~1
        unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
            let target = UnsafeMutableRawBufferPointer(buffer)
            var read = 0
            while read < end {
                if end &- read >= 8, let ascii = OctetWord(octets, at: read).fourUnitsOfASCII {
                    // In bounds: twelve octets are reserved for these four units.
                    unsafe target.storeBytes(
                        of: ascii.littleEndian,
                        toByteOffset: initializedCount,
                        as: UInt32.self
                    )
                    initializedCount &+= 4
                    read &+= 8
                    continue
                }
                let unit = Self.unit(octets, at: read)
                read &+= 2
                var scalar = unit
                if unit & 0xF800 == 0xD800 {
                    let next = read < end ? Self.unit(octets, at: read) : 0
                    let isPair = unit < 0xDC00 && next & 0xFC00 == 0xDC00
                    scalar = isPair ? 0x1_0000 &+ ((unit & 0x3FF) << 10 | next & 0x3FF) : 0xFFFD
                    if isPair { read &+= 2 }
                }
                // In bounds: three octets are reserved for each unit, four for two are enough.
                unsafe storeUTF8(scalar, in: target, at: &initializedCount)
            }
        }
    }

    private static func unit(_ octets: Span<UInt8>, at position: Int) -> UInt32 {
        UInt32(octets[position]) << 8 | UInt32(octets[position &+ 1])
    }
}
