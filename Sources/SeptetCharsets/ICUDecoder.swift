import CICU

/// Decodes a stream of any ICU charset to UTF-8.
///
/// Octets are converted a few thousand at a time. Where that shows a fault, the converter goes back
/// and takes the same octets one by one. So where a fault begins and what it consists of doesn't
/// depend on how the stream is cut, which ICU alone doesn't promise.
struct ICUDecoder: ~Copyable, Sendable {
    private var converter: ICUConverter
    private var faults: FaultHandler
    private let lineEnds: LineEndOctets
    private var units: [UInt16]
    /// The first half of a surrogate pair whose second half hasn't come, as the fault it would be.
    private var lead: (unit: UInt16, fault: DecodingFault)?
    /// The last octets before those at hand, as many as a character can have.
    private var tail: [UInt8] = []
    /// How many octets of the stream came before the next chunk.
    private(set) var octetOffset = 0
    /// How many of those octets are not part of the output yet.
    private(set) var heldOctetCount = 0

    /// Bounds the memory of a step; a step's input may be of any size.
    private static let unitsPerStep = 4_096
    private static let tailOctetCount = 32

    /// Hands each fault to `faults`.
    init(
        converterName: String,
        charset: String,
        faults: FaultHandler
    ) throws(CharsetError) {
        converter = try ICUConverter(converterName: converterName, charset: charset)
        lineEnds = faults.keepsLineEnds ? LineEndOctets(&converter) : LineEndOctets()
        self.faults = faults
        units = [UInt16](repeating: 0, count: Self.unitsPerStep)
    }

    private init(cloning original: borrowing ICUDecoder) throws(CharsetError) {
        converter = try original.converter.clone()
        faults = original.faults
        lineEnds = original.lineEnds
        units = [UInt16](repeating: 0, count: 16)
        lead = original.lead
        tail = original.tail
        octetOffset = original.octetOffset
        heldOctetCount = original.heldOctetCount
    }

    /// Another decoder in the same state.
    func clone() throws(CharsetError) -> ICUDecoder { try ICUDecoder(cloning: self) }

    mutating func reset() {
        converter.reset()
        faults.reset()
        lead = nil
        tail = []
        octetOffset = 0
        heldOctetCount = 0
    }

    mutating func takeFaults() -> [DecodingFault] {
        defer { faults.faults = [] }
        return faults.faults
    }

    /// Appends the UTF-8 form of a chunk.
    mutating func decode(
        _ chunk: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        faults.begin(outputCount: output.count)
        defer { faults.end(output) }
        guard converter.isCloneable else {
            for index in chunk.indices { try decode(octet: chunk[index], into: &output) }
            return
        }
        var start = 0
        var isDone = chunk.isEmpty
        while !isDone {
            let rest = chunk.extracting(start...)
            var before: ICUConverter? = try converter.clone()
            let step = converter.decode(rest, into: &units, isLast: false)
            // A fault of what is held may show before an octet is consumed.
            let takenCount = step.isWhole ? step.consumedCount : max(1, step.consumedCount)
            let taken = rest.extracting(first: Int(takenCount))
            start += taken.count
            let held = taken.extracting(last: Int(step.pendingCount))
            if step.isWhole, lineEnds.first(in: held) == nil,
                appendWhole(unitCount: Int(step.writtenCount), to: &output)
            {
                heldOctetCount = Int(step.pendingCount)
                octetOffset += taken.count
                keepTail(of: taken)
                isDone = step.outcome == .done
            } else if let earlier = before.take() {
                converter = earlier
                for index in taken.indices { try decode(octet: taken[index], into: &output) }
                isDone = start == chunk.count
            }
        }
    }

    /// Ends the stream.
    mutating func finish(into output: inout [UInt8]) throws(CharsetError) {
        faults.begin(outputCount: output.count)
        defer { faults.end(output) }
        try take(Span(), isLast: true, into: &output)
        try takeLead(into: &output)
    }

    /// Appends the units of a step as UTF-8 if all surrogates among them are paired.
    private mutating func appendWhole(unitCount: Int, to output: inout [UInt8]) -> Bool {
        guard lead == nil else { return false }
        let before = output.count
        var half: UInt16?
        var index = 0
        output.append(addingCapacity: 3 * unitCount) { target in
            index = UTF16Run.append(units, from: 0, count: unitCount, lead: &half, to: &target)
        }
        if index == unitCount && half == nil { return true }
        output.removeLast(output.count - before)
        return false
    }

    private mutating func decode(
        octet: UInt8,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        let octets: InlineArray<1, UInt8> = [octet]
        let before = output.count
        let hasFault = try take(octets.span, isLast: false, into: &output)
        guard let lineEnd = lineEnds.character(of: octet), hasFault || heldOctetCount > 0,
            output.count == before || output.last != lineEnd
        else { return }
        try takeLead(into: &output)
        if heldOctetCount > 0 {
            // A line end in place of the rest of a character.
            let start = octetOffset - heldOctetCount
            let held = self.octets(from: start, to: octetOffset)
            let fault = DecodingFault(held.span, octetOffset: start, isUndefined: false)
            try faults.take(fault, into: &output)
        }
        converter.reset()
        heldOctetCount = 0
        output.append(lineEnd)
    }

    /// Takes one octet, or the end of the stream, and returns whether a fault showed.
    @discardableResult
    private mutating func take(
        _ octet: Span<UInt8>,
        isLast: Bool,
        into output: inout [UInt8]
    ) throws(CharsetError) -> Bool {
        // The octets held back begin a character, and so a fault if there is one.
        var start = octetOffset - heldOctetCount
        keepTail(of: octet)
        octetOffset += octet.count
        var consumed = 0
        var hasFault = false
        var isBehindCharacter = false
        while true {
            let rest = octet.extracting(consumed...)
            let step = converter.decode(rest, into: &units, isLast: isLast)
            consumed += Int(step.consumedCount)
            let heldCount = min(Int(step.pendingCount), octetOffset - start)
            if step.writtenCount > 0 { isBehindCharacter = true }
            for index in 0..<Int(step.writtenCount) {
                let isUnpaired = try take(
                    unit: units[index],
                    from: start,
                    to: octetOffset - heldCount,
                    into: &output
                )
                if isUnpaired { hasFault = true }
            }
            switch step.outcome {
            case .done:
                heldOctetCount = isLast ? 0 : heldCount
                return hasFault
            case .targetFull: continue
            case .malformed, .unassigned:
                try takeLead(into: &output)
                let invalid = converter.invalidOctets()
                let end = octetOffset - heldCount
                if isBehindCharacter { start = max(start, end - invalid.count) }
                let octets = invalid.isEmpty ? self.octets(from: start, to: end) : invalid
                let fault = DecodingFault(
                    octets.span,
                    octetOffset: start,
                    isUndefined: step.outcome == .unassigned
                )
                start = min(start + octets.count, octetOffset)
                hasFault = true
                isBehindCharacter = true
                heldOctetCount = octetOffset - start
                try faults.take(fault, into: &output)
                let ownCount = consumed > 0 && lineEnds.first(in: octet) != nil ? 1 : 0
                if let lineEnd = lineEnds.first(
                    in: octets.span.extracting(droppingLast: ownCount)
                ) {
                    // It was taken for the beginning of a character, and this octet for the rest.
                    output.append(lineEnd)
                    converter.reset()
                    start = octetOffset - octet.count
                    consumed = 0
                }
            case .failed:
                throw .icuFailure(
                    charset: converter.charset,
                    status: ICUConverter.errorName(step.errorCode)
                )
            }
        }
    }

    /// Appends a unit that came of some octets of the stream; returns whether a fault showed.
    private mutating func take(
        unit: UInt16,
        from start: Int,
        to end: Int,
        into output: inout [UInt8]
    ) throws(CharsetError) -> Bool {
        var first = lead?.unit
        var isTaken = false
        output.append(addingCapacity: 4) { target in
            isTaken = UTF16Run.append([unit], from: 0, count: 1, lead: &first, to: &target) == 1
        }
        if isTaken && first == nil {
            lead = nil
            return false
        }
        if !isTaken && lead != nil {
            try takeLead(into: &output)
            _ = try take(unit: unit, from: start, to: end, into: &output)
            return true
        }
        let octets = octets(from: start, to: end)
        let fault = DecodingFault(octets.span, octetOffset: start, isUndefined: false)
        if isTaken {
            lead = (unit, fault)
            return false
        }
        // A second half without a first.
        try faults.take(fault, into: &output)
        return true
    }

    /// Makes a fault of the first half of a pair that has no second.
    private mutating func takeLead(into output: inout [UInt8]) throws(CharsetError) {
        guard let (_, fault) = lead else { return }
        lead = nil
        try faults.take(fault, into: &output)
    }

    /// Octets of the stream, as far as they are still known.
    private func octets(from start: Int, to end: Int) -> [UInt8] {
        let tailStart = octetOffset - tail.count
        let range = max(0, start - tailStart)..<max(0, start - tailStart, end - tailStart)
        return Array(tail[range.clamped(to: tail.indices)])
    }

    private mutating func keepTail(of octets: Span<UInt8>) {
        let kept = octets.extracting(last: Self.tailOctetCount)
        if tail.count + kept.count > 2 * Self.tailOctetCount {
            tail.removeFirst(tail.count - Self.tailOctetCount)
        }
        for index in kept.indices { tail.append(kept[index]) }
    }
}

extension CICUStep {
    /// Whether the step took octets without a fault.
    fileprivate var isWhole: Bool { outcome == .done || outcome == .targetFull }
}

/// The octets that end lines in a charset, where single octets do.
private struct LineEndOctets: Sendable {
    private var lineFeed: UInt8?
    private var carriageReturn: UInt8?

    /// None.
    init() {}

    /// Asks a converter, and leaves it in its initial state.
    init(_ converter: inout ICUConverter) {
        if converter.hasOctetLineEnds {
            for octet in UInt8.min...0x3F {
                switch converter.scalar(for: octet) {
                case "\n": lineFeed = octet
                case "\r": carriageReturn = octet
                default: break
                }
            }
            // Where a line end isn't a character, such as in names of mailboxes, lines are ASCII's.
            if lineFeed == nil && converter.scalar(for: 0x61) == "a" { lineFeed = 0x0A }
        }
        converter.reset()
    }

    /// The line end of ASCII that an octet is; `nil` when it is none.
    func character(of octet: UInt8) -> UInt8? {
        octet == lineFeed ? 0x0A : octet == carriageReturn ? 0x0D : nil
    }

    /// The first line end among some octets.
    func first(in octets: Span<UInt8>) -> UInt8? {
        for index in octets.indices {
            if let lineEnd = character(of: octets[index]) { return lineEnd }
        }
        return nil
    }
}
