extension SingleByteTable {
    /// How far the octets are defined from `start` on, and how many octets of UTF-8 they become.
    ///
    /// - Complexity: O(*n*), a word of eight octets at a time; allocates nothing.
    func measure(_ octets: Span<UInt8>, from start: Int) -> (end: Int, utf8OctetCount: Int) {
        var index = start
        // Counts what the text is longer than it was.
        var surplus = 0
        while index &+ Word.octetCount <= octets.count {
            let word = Word(octets, at: index)
            surplus &+= Word.count(word.nonASCII)
            // Only these can be anything but two octets.
            var marks = isRegularAboveC1 ? word.c1 : word.nonASCII
            while marks != 0 {
                let position = marks.trailingZeroBitCount &>> 3
                let form = form(of: octets[index &+ position])
                if form == .undefined {
                    let rest = word.nonASCII &>> UInt64(position &* 8)
                    surplus &-= Word.count(rest & 0x8080_8080_8080_8080)
                    return (index &+ position, index &+ position &- start &+ surplus)
                }
                surplus &+= form.octetCount &- 2
                marks &= marks &- 1
            }
            index &+= Word.octetCount
        }
        while index < octets.count {
            let form = form(of: octets[index])
            if form == .undefined { break }
            surplus &+= form.octetCount &- 1
            index &+= 1
        }
        return (index, index &- start &+ surplus)
    }

    /// How much room `decode` needs to convert everything, fast to the end: three octets for each,
    /// and what the last step stores beyond them.
    static func roomyOctetCount(for octetCount: Int) -> Int { 3 * octetCount + slack }

    /// The stores of a step end at most 7 + 4 octets behind its beginning.
    private static let slack = 11

    /// Converts from `index` on until an undefined octet, the end, or the end of the room.
    func decode(
        _ octets: Span<UInt8>,
        from index: inout Int,
        into output: inout OutputSpan<UInt8>
    ) {
        decodeByKernel(octets, from: &index, into: &output)
        if index < octets.count {
            decodeByWords(octets, from: &index, into: &output)
        }
    }

    /// The same in plain Swift, which is the definition.
    ///
    /// In a step, eight octets are loaded and stored; the first `k`, up to the first that is not
    /// ASCII (or the last), stand as they are. The next octet's form is stored behind them, over the
    /// copies that were wrong. No branch depends on where that octet is.
    ///
    ///     loaded   w i ę k s z e .        k = 2, the form of ę is C4 99 with count 2
    ///     stored   w i ę k s z e .
    ///     then     w i C4 99 00 02 e .    written += 2 + 2, read += 2 + 1
    private func decodeByWords(
        _ octets: Span<UInt8>,
        from index: inout Int,
        into output: inout OutputSpan<UInt8>
    ) {
        let start = index
        index = unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
            let target = UnsafeMutableRawBufferPointer(buffer)
            var read = start
            var written = initializedCount
            let lastStart = target.count &- Self.slack
            let lastWord = octets.count &- Word.octetCount
            while read < octets.count, written <= lastStart, lastWord >= 0 {
                let word: UInt64
                let stop: UInt64
                if read <= lastWord {
                    let whole = Word(octets, at: read)
                    word = whole.bits
                    stop = whole.nonASCII | 1 &<< 63
                } else {
                    // The last octets are the upper ones of the last whole word; zeros follow them.
                    let missing = UInt64(truncatingIfNeeded: (read &- lastWord) &* 8)
                    let rest = Word(octets, at: lastWord)
                    word = rest.bits &>> missing
                    stop = (rest.nonASCII | 1 &<< 63) &>> missing
                }
                let asciiCount = stop.trailingZeroBitCount &>> 3
                let octet = (word &>> UInt64(asciiCount &* 8)) & 0xFF
                let form = form(of: UInt8(truncatingIfNeeded: octet))
                // In bounds: written + 11 <= target.count, tested above.
                unsafe target.storeBytes(
                    of: word.littleEndian,
                    toByteOffset: written,
                    as: UInt64.self
                )
                written &+= asciiCount
                read &+= asciiCount
                if form == .undefined {
                    initializedCount = written
                    return read
                }
                // In bounds: asciiCount <= 7, so this ends at most 11 octets behind the test.
                unsafe target.storeBytes(
                    of: form.bits.littleEndian,
                    toByteOffset: written,
                    as: UInt32.self
                )
                written &+= form.octetCount
                read &+= 1
            }
            // A text shorter than a word, or the last octets of exact room.
            while read < octets.count {
                let form = form(of: octets[read])
                guard form != .undefined, written &+ form.octetCount <= target.count else { break }
                var bits = form.bits
                for position in 0..<form.octetCount {
                    // In bounds: position < octetCount, and the whole form fits, tested above.
                    unsafe target[written &+ position] = UInt8(truncatingIfNeeded: bits)
                    bits &>>= 8
                }
                written &+= form.octetCount
                read &+= 1
            }
            initializedCount = written
            return read
        }
    }
}

extension SingleByteTable {
    /// Longer texts are measured; shorter ones fit into the stack whatever they hold.
    private static let octetsOnStack = 256

    /// Appends the UTF-8 form of the octets from `index` on, up to the first undefined one.
    ///
    /// Fills the array's free room first, then grows it by the exact size of the rest. A short rest
    /// is converted on the stack and copied, which takes less time than measuring it; a longer one
    /// is measured.
    func appendRun(
        _ octets: Span<UInt8>,
        from index: inout Int,
        to output: inout [UInt8]
    ) {
        let room = output.capacity - output.count
        if room >= octets.count - index {
            output.append(addingCapacity: room) { target in
                decode(octets, from: &index, into: &target)
            }
            // Defined, so it has no room.
            guard index < octets.count, form(of: octets[index]) != .undefined else { return }
        }
        let rest = octets.count - index
        if rest <= Self.octetsOnStack {
            let roomy = Self.roomyOctetCount(for: rest)
            // In bounds: all access goes through the output span, which is given the buffer's size
            // and ends before the buffer does.
            unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: roomy) { buffer in
                var scratch = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
                decode(octets, from: &index, into: &scratch)
                let count = unsafe scratch.finalize(for: buffer)
                unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<count]))
            }
        } else {
            let run = measure(octets, from: index)
            output.append(addingCapacity: run.utf8OctetCount) { target in
                decode(octets, from: &index, into: &target)
            }
        }
    }
}

/// Decodes a stream of a single-byte charset to UTF-8.
struct SingleByteDecoder: Sendable {
    let table: SingleByteTable
    private var faults: FaultHandler
    /// How many octets of the stream came before the next chunk.
    private(set) var octetOffset = 0

    /// Hands each undefined octet to `faults`.
    init(table: SingleByteTable, faults: FaultHandler) {
        self.table = table
        self.faults = faults
    }

    mutating func reset() {
        octetOffset = 0
        faults.reset()
    }

    mutating func takeFaults() -> [DecodingFault] {
        defer { faults.faults = [] }
        return faults.faults
    }

    /// Appends the UTF-8 form of a chunk, reserving exactly what each defined run needs beyond the
    /// room there is.
    mutating func decode(
        _ chunk: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        let outputCount = output.count
        var index = 0
        if !chunk.isEmpty { table.appendRun(chunk, from: &index, to: &output) }
        if index < chunk.count || faults.isLineMarked {
            try decodeFaults(of: chunk, from: index, outputCount: outputCount, into: &output)
        }
        octetOffset += chunk.count
    }

    /// Goes on at the first undefined octet of a chunk, after a run that began at `outputCount`.
    private mutating func decodeFaults(
        of chunk: Span<UInt8>,
        from start: Int,
        outputCount: Int,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        faults.begin(outputCount: outputCount)
        var index = start
        while index < chunk.count {
            let fault = DecodingFault(
                chunk.extracting(index...index),
                octetOffset: octetOffset + index,
                isUndefined: true
            )
            try faults.take(fault, into: &output)
            index += 1
            table.appendRun(chunk, from: &index, to: &output)
        }
        faults.end(output)
    }
}

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
