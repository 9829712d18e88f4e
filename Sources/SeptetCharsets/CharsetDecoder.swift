/// Decodes a stream of any charset but UTF-8 to UTF-8; for UTF-8 it does nothing at all.
struct CharsetDecoder: ~Copyable, Sendable {
    private var singleByte: SingleByteDecoder?
    private var icu: ICUDecoder?
    /// Whether `icu` is there.
    ///
    /// The optional is large, and finding its tag takes as long as the rest of a call.
    private let hasICU: Bool

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
        hasICU = if case .icu = charset.engine { true } else { false }
    }

    private init(singleByte: SingleByteDecoder?, icu: consuming ICUDecoder?) {
        self.singleByte = singleByte
        hasICU = singleByte == nil
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
        if hasICU { icu?.reset() }
    }

    /// Appends the UTF-8 form of a chunk.
    mutating func decode(
        _ chunk: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        try singleByte?.decode(chunk, into: &output)
        if hasICU { try icu?.decode(chunk, into: &output) }
    }

    /// Ends the stream.
    mutating func finish(into output: inout [UInt8]) throws(CharsetError) {
        if hasICU { try icu?.finish(into: &output) }
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
    /// Decodes the block again, an octet at a time, so that decoding without a fault costs nothing
    /// extra. `self` is the state before the block, and `position` counts the UTF-8
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
                // The fault that stopped the decoding of the whole block; nothing comes after it.
                break
            }
            if output.count > position { break }
        }
        return start
    }
}

/// Octets of a stream that aren't a character of its charset.
package struct DecodingFault: Sendable {
    /// ICU never reports more: it's the most octets that one character of any charset has.
    private static let octetLimit = 8

    /// Where they begin in the stream, from 0.
    let octetOffset: Int

    private var octets = InlineArray<8, UInt8>(repeating: 0)
    private var octetCount: UInt8 = 0

    /// Whether the octets are well formed, and only lack a character.
    private let isUndefined: Bool

    init(_ octets: Span<UInt8>, octetOffset: Int, isUndefined: Bool) {
        self.octetOffset = octetOffset
        self.isUndefined = isUndefined
        for index in 0..<min(octets.count, Self.octetLimit) {
            self.octets[index] = octets[index]
            octetCount += 1
        }
    }

    /// The fault as an error.
    package var error: CharsetError {
        let octets = (0..<Int(octetCount)).map { self.octets[$0] }
        return isUndefined
            ? .undefined(octets: octets, octetOffset: octetOffset)
            : .malformed(octets: octets, octetOffset: octetOffset)
    }
}

/// What a decoder does with faults.
struct FaultHandler: Sendable {
    enum Action: Sendable {
        /// Throws the fault.
        case stop
        /// Writes this UTF-8 in its place.
        case substitute([UInt8])
        /// Writes `MarkingDecoder.mark` in its place and keeps the first fault of each line.
        case mark
    }

    let action: Action

    /// The faults that were kept, oldest first.
    var faults: [DecodingFault] = []

    /// Whether a fault of the line that the output ends with has been kept.
    private(set) var isLineMarked = false

    /// Where in the output line ends haven't been looked for.
    private var searchStart = 0

    init(_ action: Action) {
        self.action = action
    }

    /// Whether a line end that is part of a fault ends a line all the same.
    var keepsLineEnds: Bool {
        if case .mark = action { true } else { false }
    }

    /// Forgets the stream so far.
    mutating func reset() {
        if !faults.isEmpty { faults = [] }
        isLineMarked = false
    }

    /// Begins a call that appends to an output of so many octets.
    mutating func begin(outputCount: Int) {
        searchStart = outputCount
    }

    /// Ends a call that appended to `output`.
    mutating func end(_ output: [UInt8]) {
        if isLineMarked { passLineEnds(output) }
    }

    /// Takes a fault that stands where the output ends.
    mutating func take(
        _ fault: DecodingFault,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        switch action {
        case .stop: throw fault.error
        case .substitute(let text): output.append(contentsOf: text)
        case .mark:
            if isLineMarked { passLineEnds(output) }
            if !isLineMarked { faults.append(fault) }
            isLineMarked = true
            output.append(MarkingDecoder.mark)
            searchStart = output.count
        }
    }

    private mutating func passLineEnds(_ output: [UInt8]) {
        if output[searchStart...].contains(where: MarkingDecoder.isLineEnd) { isLineMarked = false }
        searchStart = output.count
    }
}

/// Decodes a stream to UTF-8 and marks invalid octets, for readers that go on behind a fault.
///
/// Every fault becomes one octet `mark`, which no UTF-8 has. Of each line, which ends with a CR or
/// an LF, the first fault is kept in `faults`. All else is decoded as if the fault weren't there: the
/// converter keeps its shift state and its byte order. A line end that is part of a fault still ends
/// its line, and then returns the converter to its initial state. The result doesn't depend on how
/// the stream is cut into chunks.
package struct MarkingDecoder: ~Copyable, Sendable {
    /// The octet in place of a fault.
    package static let mark: UInt8 = 0xFF

    private var decoder: CharsetDecoder

    /// Begins a stream of a charset other than UTF-8.
    ///
    /// - Throws: `icuFailure` when ICU cannot open the converter.
    package init(_ charset: Charset) throws(CharsetError) {
        decoder = try CharsetDecoder(charset, onFault: .mark, mapping: .icu, kernel: .chosen)
    }

    /// Whether an octet of the output ends a line.
    package static func isLineEnd(_ octet: UInt8) -> Bool { octet == 0x0A || octet == 0x0D }

    /// Appends the UTF-8 form of a chunk, except a character that isn't complete yet.
    ///
    /// - Throws: `icuFailure` only.
    package mutating func decode(
        _ chunk: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        try decoder.decode(chunk, into: &output)
    }

    /// Ends the stream; a character that is cut off is a fault.
    ///
    /// - Throws: `icuFailure` only.
    package mutating func finish(into output: inout [UInt8]) throws(CharsetError) {
        try decoder.finish(into: &output)
    }

    /// Takes the faults that were kept since the last call, oldest first.
    package mutating func takeFaults() -> [DecodingFault] { decoder.takeFaults() }
}
