extension SingleByteTable {
    /// How many characters begin from `start` on, which is the size of their encoded form.
    ///
    /// - Complexity: O(*n*), a word of eight octets at a time; allocates nothing.
    static func scalarCount(_ octets: Span<UInt8>, from start: Int) -> Int {
        var index = start
        var continuationCount = 0
        while index &+ Word.octetCount <= octets.count {
            continuationCount &+= Word(octets, at: index).continuationCount
            index &+= Word.octetCount
        }
        while index < octets.count {
            if octets[index] & 0xC0 == 0x80 { continuationCount &+= 1 }
            index &+= 1
        }
        return octets.count &- start &- continuationCount
    }

    /// Appends `room` encoded octets at most.
    func encode(
        _ octets: Span<UInt8>,
        from index: inout Int,
        into output: inout [UInt8],
        room: Int
    ) -> UTF8Stop {
        var stop = UTF8Stop.end
        output.append(addingCapacity: max(0, room)) { target in
            stop = encode(octets, from: &index, into: &target)
        }
        return stop
    }

    /// Converts UTF-8 from `index` on until the first thing that cannot be converted.
    private func encode(
        _ octets: Span<UInt8>,
        from index: inout Int,
        into output: inout OutputSpan<UInt8>
    ) -> UTF8Stop {
        encodeByKernel(octets, from: &index, into: &output)
        return index == octets.count ? .end : encodeByWords(octets, from: &index, into: &output)
    }

    /// The same in plain Swift, which is the definition.
    ///
    /// In a step, eight octets are loaded and stored; those up to the first that is not ASCII stand
    /// as they are, and the character that begins there is looked up.
    private func encodeByWords(
        _ octets: Span<UInt8>,
        from index: inout Int,
        into output: inout OutputSpan<UInt8>
    ) -> UTF8Stop {
        var read = index
        let stop = unsafe output.withUnsafeMutableBufferPointer {
            buffer,
            initializedCount -> UTF8Stop in
            let target = UnsafeMutableRawBufferPointer(buffer)
            var written = initializedCount
            defer { initializedCount = written }
            while read < octets.count {
                if read &+ Word.octetCount <= octets.count,
                    written &+ Word.octetCount <= target.count
                {
                    let word = Word(octets, at: read)
                    // In bounds: written + 8 <= target.count, tested above.
                    unsafe target.storeBytes(
                        of: word.inMemory,
                        toByteOffset: written,
                        as: UInt64.self
                    )
                    let marks = word.nonASCII
                    if marks == 0 {
                        read &+= Word.octetCount
                        written &+= Word.octetCount
                        continue
                    }
                    let asciiCount = marks.trailingZeroBitCount &>> 3
                    read &+= asciiCount
                    written &+= asciiCount
                }
                guard written < target.count else { return .full }
                let octet: UInt8
                let count: Int
                switch UTF8Element(octets, at: read) {
                case .scalar(let scalar, let octetCount):
                    count = octetCount
                    if octetCount == 1 {
                        octet = UInt8(truncatingIfNeeded: scalar.value)
                    } else if let cell = self.octet(for: scalar) {
                        octet = cell
                    } else {
                        return .unmappable(scalar, octetCount: octetCount)
                    }
                case .malformed(let octetCount): return .malformed(octetCount: octetCount)
                case .incomplete: return .incomplete
                }
                // In bounds: written < target.count, tested above.
                unsafe target[written] = octet
                written &+= 1
                read &+= count
            }
            return .end
        }
        index = read
        return stop
    }
}
