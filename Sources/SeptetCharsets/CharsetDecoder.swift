/// Decodes a stream of any charset but UTF-8 to UTF-8; for UTF-8 it does nothing at all.
struct CharsetDecoder: ~Copyable, Sendable {
    private var singleByte: SingleByteDecoder?
    private var icu: ICUDecoder?

    init(
        _ charset: Charset,
        onFault: FaultHandler.Action,
        mapping: MappingRule,
        kernel: SingleByteKernel
    ) throws(CharsetError) {
        switch charset.engine {
        case .utf8:
            singleByte = nil
            icu = nil
        case .singleByte(let row):
            singleByte = SingleByteDecoder(
                table: try SingleByteTable.table(row: row, mapping: mapping, kernel: kernel),
                faults: FaultHandler(onFault)
            )
            icu = nil
        case .icu(let converterName):
            singleByte = nil
            icu = try ICUDecoder(
                converterName: converterName,
                charset: charset.ianaName,
                faults: FaultHandler(onFault)
            )
        }
    }

    private init(singleByte: SingleByteDecoder?, icu: consuming ICUDecoder?) {
        self.singleByte = singleByte
        self.icu = icu
    }

    /// Another decoder in the same state.
    func clone() throws(CharsetError) -> CharsetDecoder {
        switch icu {
        case .some(let icu): CharsetDecoder(singleByte: nil, icu: try icu.clone())
        case .none: CharsetDecoder(singleByte: singleByte, icu: nil)
        }
    }

    /// How many octets of the stream were taken.
    var octetOffset: Int {
        switch icu {
        case .some(let icu): icu.octetOffset
        case .none: singleByte?.octetOffset ?? 0
        }
    }

    /// How many of them are not part of the output yet.
    var heldOctetCount: Int {
        switch icu {
        case .some(let icu): icu.heldOctetCount
        case .none: 0
        }
    }

    mutating func reset() {
        singleByte?.reset()
        icu?.reset()
    }

    /// Appends the UTF-8 form of a chunk.
    mutating func decode(
        _ chunk: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        try singleByte?.decode(chunk, into: &output)
        try icu?.decode(chunk, into: &output)
    }

    /// Ends the stream.
    mutating func finish(into output: inout [UInt8]) throws(CharsetError) {
        try icu?.finish(into: &output)
    }

    /// Takes the faults that were kept since the last call.
    mutating func takeFaults() -> [DecodingFault] {
        let kept = singleByte?.takeFaults() ?? []
        return kept + (icu?.takeFaults() ?? [])
    }
}

extension CharsetDecoder {
    /// The offset in the stream of the character whose UTF-8 form includes an octet of the output.
    ///
    /// Decodes the block once more, an octet at a time, and so asks nothing of the converters on the
    /// way that has no fault. `self` is the state before the block, and `position` counts the UTF-8
    /// octets the block became.
    ///
    /// - Complexity: O(*n*) in the octets of the block.
    func inputOffset(
        ofUTF8Octet position: Int,
        in block: Span<UInt8>
    ) throws(CharsetError) -> Int {
        var replay = try clone()
        var start = octetOffset - heldOctetCount
        var output: [UInt8] = []
        for index in block.indices {
            if replay.heldOctetCount == 0 { start = replay.octetOffset }
            do throws(CharsetError) {
                try replay.decode(block.extracting(index..<(index + 1)), into: &output)
            } catch {
                // The fault for which decoding the whole block stopped; nothing comes after it.
                break
            }
            if output.count > position { break }
        }
        return start
    }
}
