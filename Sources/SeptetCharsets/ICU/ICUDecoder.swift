import CICU

/// Decodes a stream of any ICU charset to UTF-8.
struct ICUDecoder: ~Copyable, Sendable {
    private var converter: ICUConverter
    private let substitute: [UInt8]?
    private var units: [UInt16]
    /// The first half of a surrogate pair whose second half ICU still holds.
    private var leadSurrogate: UInt16?
    /// How many octets of the stream came before the next chunk.
    private(set) var octetOffset = 0
    /// How many of those octets are not part of the output yet.
    private(set) var heldOctetCount = 0

    /// Bounds the memory of a step; a step's input may be of any size.
    private static let unitsPerStep = 1024

    /// Writes `substitute` (UTF-8) for each fault, or throws where it is `nil`.
    init(
        converterName: String,
        charset: String,
        substitute: [UInt8]?
    ) throws(CharsetError) {
        converter = try ICUConverter(converterName: converterName, charset: charset)
        self.substitute = substitute
        units = [UInt16](repeating: 0, count: Self.unitsPerStep)
    }

    private init(
        converter: consuming ICUConverter,
        substitute: [UInt8]?,
        leadSurrogate: UInt16?,
        octetOffset: Int,
        heldOctetCount: Int
    ) {
        self.converter = converter
        self.substitute = substitute
        units = [UInt16](repeating: 0, count: 16)
        self.leadSurrogate = leadSurrogate
        self.octetOffset = octetOffset
        self.heldOctetCount = heldOctetCount
    }

    /// Another decoder in the same state.
    func clone() throws(CharsetError) -> ICUDecoder {
        ICUDecoder(
            converter: try converter.clone(),
            substitute: substitute,
            leadSurrogate: leadSurrogate,
            octetOffset: octetOffset,
            heldOctetCount: heldOctetCount
        )
    }

    mutating func reset() {
        converter.reset()
        leadSurrogate = nil
        octetOffset = 0
        heldOctetCount = 0
    }

    /// Appends the UTF-8 form of a chunk; `isLast` also ends the stream.
    mutating func decode(
        _ chunk: Span<UInt8>,
        isLast: Bool,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        var consumed = 0
        while true {
            let heldBefore = heldOctetCount
            let heldStart = octetOffset + consumed - heldBefore
            let rest = chunk.extracting(droppingFirst: consumed)
            let step = converter.decode(rest, into: &units, isLast: isLast)
            consumed += Int(step.consumedCount)
            let read = octetOffset + consumed
            heldOctetCount = Int(step.pendingCount)
            try append(unitCount: Int(step.writtenCount), octetOffset: read, to: &output)
            switch step.outcome {
            case .done:
                if consumed < chunk.count { continue }
                if isLast, leadSurrogate != nil {
                    try fault(.malformed(octets: [], octetOffset: read), into: &output)
                    leadSurrogate = nil
                }
                octetOffset = read
                return
            case .targetFull:
                continue
            case .malformed, .unassigned:
                let octets = converter.invalidOctets()
                var start = read - heldOctetCount - octets.count
                // ICU's UTF-16 converters hold an octet more than they report when a character that
                // was cut turns out malformed.
                if heldBefore > 0, step.writtenCount == 0, start == heldStart + 1 {
                    start = heldStart
                }
                heldOctetCount = read - start - octets.count
                try fault(
                    step.outcome == .malformed
                        ? .malformed(octets: octets, octetOffset: start)
                        : .undefined(octets: octets, octetOffset: start),
                    into: &output
                )
                if consumed == chunk.count, !isLast {
                    octetOffset = read
                    return
                }
            case .failed:
                throw .icuFailure(
                    charset: converter.charset,
                    status: ICUConverter.errorName(step.errorCode)
                )
            }
        }
    }

    private func fault(_ error: CharsetError, into output: inout [UInt8]) throws(CharsetError) {
        guard let substitute else { throw error }
        output.append(contentsOf: substitute)
    }

    /// Appends the first units as UTF-8; some ICU converters let unpaired surrogates through.
    private mutating func append(
        unitCount: Int,
        octetOffset: Int,
        to output: inout [UInt8]
    ) throws(CharsetError) {
        var index = 0
        while index < unitCount {
            // Each unit becomes three octets at most, and half a pair two.
            output.append(addingCapacity: 3 * (unitCount - index) + 1) { target in
                index = UTF16Run.append(
                    units,
                    from: index,
                    count: unitCount,
                    lead: &leadSurrogate,
                    to: &target
                )
            }
            if index < unitCount {
                // A unit that does not pair with the one before it.
                leadSurrogate = nil
                let isTrail = units[index] & 0xFC00 == 0xDC00
                try fault(.malformed(octets: [], octetOffset: octetOffset), into: &output)
                if isTrail { index += 1 }
            }
        }
    }
}
