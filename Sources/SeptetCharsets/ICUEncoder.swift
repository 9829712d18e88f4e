import CICU

/// Encodes well-formed UTF-8 into any ICU charset.
struct ICUEncoder: ~Copyable, Sendable {
    private var converter: ICUConverter
    /// The last units already given to ICU, then those of the current step.
    private var units: [UInt16]
    private let octetsPerUnit: Int

    /// More than ICU can hold back: it never looks further ahead than 19 units.
    private static let historyCount = 32
    private static let unitsPerStep = 512

    /// Writes `substitute` for each character that cannot be encoded, or stops where it is `nil`.
    ///
    /// The substitute itself must be encodable. `nil` for a charset that needs no ICU.
    init?(_ charset: Charset, substitute: String?) throws(CharsetError) {
        guard case .icu(let converterName) = charset.engine else { return nil }
        var converter = try ICUConverter(
            converterName: converterName,
            charset: charset.ianaName
        )
        var octetsPerUnit = converter.octetsPerUnit
        if let substitute {
            try converter.setSubstitute(Array(substitute.utf16))
            // A character may be written as the whole substitute, each unit in its longest form.
            octetsPerUnit *= substitute.utf16.count + 1
        }
        self.octetsPerUnit = octetsPerUnit
        self.converter = converter
        units = [UInt16](repeating: 0, count: Self.historyCount)
        units.reserveCapacity(Self.historyCount + Self.unitsPerStep)
    }

    mutating func reset() {
        converter.reset()
        units.removeSubrange(Self.historyCount...)
    }

    /// Encodes a run of well-formed UTF-8, which ends `octetOffset` octets into the stream.
    ///
    /// ICU may hold back what a following character can still change.
    mutating func encode(
        _ octets: Span<UInt8>,
        endingAt octetOffset: Int,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        let start = octetOffset - octets.count
        var index = 0
        while index < octets.count {
            guard case .scalar(let scalar, let octetCount) = UTF8Element(octets, at: index) else {
                // The caller has validated the run.
                throw .malformed(octets: [octets[index]], octetOffset: start + index)
            }
            if scalar.value <= 0xFFFF {
                units.append(UInt16(truncatingIfNeeded: scalar.value))
            } else {
                units.append(UTF16.leadSurrogate(scalar))
                units.append(UTF16.trailSurrogate(scalar))
            }
            index += octetCount
            if units.count >= Self.historyCount + Self.unitsPerStep - 1 {
                try step(isLast: false, endingAt: start + index, into: &output)
            }
        }
        if units.count > Self.historyCount {
            try step(isLast: false, endingAt: octetOffset, into: &output)
        }
    }

    /// Encodes what ICU holds back and returns to its initial state.
    mutating func finish(
        endingAt octetOffset: Int,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        try step(isLast: true, endingAt: octetOffset, into: &output)
    }

    private mutating func step(
        isLast: Bool,
        endingAt octetOffset: Int,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        // Room for everything the units, and those ICU holds back, can become: ICU cannot pause
        // within a substitute. A few more for the change back to the initial state at the end.
        let room = (units.count + 10) * octetsPerUnit
        var step = CICUStep()
        output.append(addingCapacity: room) { target in
            step = converter.encode(
                units,
                from: Self.historyCount,
                into: &target,
                isLast: isLast
            )
        }
        switch step.outcome {
        case .done:
            units.removeFirst(units.count - Self.historyCount)
        // UTF-8 holds nothing malformed: what ICU calls so is a control that the charset keeps for
        // its own escape sequences, such as ESC in ISO-2022-JP.
        case .unassigned, .malformed:
            let read = Self.historyCount + Int(step.consumedCount)
            let first = max(0, read - Int(step.pendingCount) - Int(step.invalidCount))
            let behind = units[first...].reduce(0) { $0 + Self.utf8OctetCount(ofUnit: $1) }
            guard let scalar = Unicode.Scalar(step.scalar) else { fallthrough }
            throw .unmappable(scalar, octetOffset: octetOffset - behind)
        case .targetFull, .failed:
            throw .icuFailure(
                charset: converter.charset,
                status: ICUConverter.errorName(step.errorCode)
            )
        }
    }

    /// The octets a UTF-16 unit takes in UTF-8; half of four for half of a surrogate pair.
    private static func utf8OctetCount(ofUnit unit: UInt16) -> Int {
        switch unit {
        case 0..<0x80: 1
        case 0x80..<0x800, 0xD800...0xDFFF: 2
        default: 3
        }
    }
}
