/// Encodes a stream of UTF-8, cut anywhere, into any charset; into UTF-8 it only validates.
struct CharsetEncoder: ~Copyable, Sendable {
    private let table: SingleByteTable?
    private var icu: ICUEncoder?
    /// The substitute in the target charset.
    private let substitute: [UInt8]?
    /// The substitute in UTF-8, which ICU encodes each time: the octets depend on its state.
    private let substituteText: [UInt8]
    /// The beginning of a character that a chunk ended in.
    private var carry = InlineArray<4, UInt8>(repeating: 0)
    private var carryCount = 0
    /// How many octets of the stream were taken, the carried ones included.
    private(set) var octetOffset = 0

    init(
        _ charset: Charset,
        substitute: String?,
        mapping: MappingRule,
        kernel: SingleByteKernel
    ) throws(CharsetError) {
        var encoded: [UInt8]?
        if let substitute {
            encoded = try Self.encode(
                substitute,
                in: charset,
                mapping: mapping,
                kernel: kernel
            )
        }
        var table: SingleByteTable?
        if case .singleByte(let row) = charset.engine {
            table = try SingleByteTable.table(row: row, mapping: mapping, kernel: kernel)
        }
        self.init(
            table: table,
            icu: try ICUEncoder(charset, substitute: substitute),
            substitute: encoded,
            substituteText: Array((substitute ?? "").utf8)
        )
    }

    private init(
        table: SingleByteTable?,
        icu: consuming ICUEncoder?,
        substitute: [UInt8]?,
        substituteText: [UInt8]
    ) {
        self.table = table
        self.icu = icu
        self.substitute = substitute
        self.substituteText = substituteText
    }

    /// Encodes the substitute strictly, which shows whether it is encodable at all.
    private static func encode(
        _ substitute: String,
        in charset: Charset,
        mapping: MappingRule,
        kernel: SingleByteKernel
    ) throws(CharsetError) -> [UInt8] {
        var encoder = try CharsetEncoder(
            charset,
            substitute: nil,
            mapping: mapping,
            kernel: kernel
        )
        var encoded: [UInt8] = []
        do throws(CharsetError) {
            try encoder.encode(Array(substitute.utf8).span, into: &encoded)
            try encoder.finish(into: &encoded)
        } catch .unmappable(let scalar, _) {
            throw .unencodableSubstitute(scalar, charset: charset.ianaName)
        }
        return encoded
    }

    mutating func reset() {
        icu?.reset()
        carryCount = 0
        octetOffset = 0
    }

    /// Appends the encoded form of a chunk, except an incomplete character at its end.
    mutating func encode(
        _ chunk: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        var index = 0
        while carryCount > 0, index < chunk.count {
            carry[carryCount] = chunk[index]
            carryCount += 1
            octetOffset += 1
            index += 1
            let octets = carry
            let whole = octets.span.extracting(first: carryCount)
            switch UTF8Element(whole, at: 0) {
            case .incomplete:
                continue
            case .scalar:
                carryCount = 0
                octetOffset -= whole.count
                try run(whole, from: 0, into: &output)
            case .malformed:
                // The octets carried over were sound, so the fault is the octet just added: it is not part
                // of the malformed sequence, and may well begin a character.
                index -= 1
                octetOffset -= 1
                carryCount = 0
                try faultInCarry(whole.extracting(droppingLast: 1), into: &output)
            }
        }
        try run(chunk, from: index, into: &output)
    }

    /// Ends the stream: a character cut off is a fault, and ICU writes what it holds back.
    mutating func finish(into output: inout [UInt8]) throws(CharsetError) {
        if carryCount > 0 {
            let octets = carry
            let rest = octets.span.extracting(first: carryCount)
            carryCount = 0
            try faultInCarry(rest, into: &output)
        }
        try icu?.finish(endingAt: octetOffset, into: &output)
    }

    /// Converts from `start` on and keeps what is incomplete at the end.
    private mutating func run(
        _ octets: Span<UInt8>,
        from start: Int,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        // The offset in the stream of index 0.
        let base = octetOffset - start
        var index = start
        defer { octetOffset = base + index }
        // Enough for all, unless something is substituted: found once, however many faults there are.
        var room = table == nil ? 0 : Self.room(for: octets, from: start, in: output)
        while true {
            let stop: UTF8Stop
            if let table {
                let before = output.count
                stop = table.encode(octets, from: &index, into: &output, room: room)
                room -= output.count - before
            } else {
                stop = try advance(octets, from: &index, base: base, into: &output)
            }
            switch stop {
            case .end:
                return
            case .full:
                room = octets.count - index
            case .incomplete:
                while index < octets.count, carryCount < carry.count {
                    carry[carryCount] = octets[index]
                    carryCount += 1
                    index += 1
                }
                return
            case .malformed(let octetCount):
                let sequence = octets.extracting(index..<(index + octetCount))
                try fault(sequence, octetOffset: base + index, into: &output)
                index += octetCount
            case .unmappable(let scalar, let octetCount):
                guard let substitute else {
                    throw .unmappable(scalar, octetOffset: base + index)
                }
                output.append(contentsOf: substitute)
                index += octetCount
                room -= 1
            }
        }
    }

    /// How many octets to reserve for those from `start` on: as many, if the output already has that
    /// room; otherwise exactly one for each character.
    private static func room(
        for octets: Span<UInt8>,
        from start: Int,
        in output: borrowing [UInt8]
    ) -> Int {
        let octetCount = octets.count - start
        return output.capacity - output.count >= octetCount
            ? octetCount : SingleByteTable.scalarCount(octets, from: start)
    }

    /// Takes as much as can be converted without a fault, where there is no table.
    private mutating func advance(
        _ octets: Span<UInt8>,
        from index: inout Int,
        base: Int,
        into output: inout [UInt8]
    ) throws(CharsetError) -> UTF8Stop {
        let first = index
        let stop = UTF8Validation.advance(octets, from: &index)
        let valid = octets.extracting(first..<index)
        if icu == nil {
            // In bounds by construction: the buffer is that of the span.
            unsafe valid.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
        } else {
            try icu?.encode(valid, endingAt: base + index, into: &output)
        }
        return stop
    }

    /// Stops at, or substitutes, malformed octets that stand at `octetOffset`.
    private mutating func fault(
        _ octets: Span<UInt8>,
        octetOffset: Int,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        guard let substitute else {
            throw .malformed(octets: octets.indices.map { octets[$0] }, octetOffset: octetOffset)
        }
        if icu == nil {
            output.append(contentsOf: substitute)
        } else {
            let text = substituteText
            try icu?.encode(text.span, endingAt: octetOffset, into: &output)
        }
    }

    /// The same for octets that end the stream so far.
    private mutating func faultInCarry(
        _ octets: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        try fault(octets, octetOffset: octetOffset - octets.count, into: &output)
    }
}
