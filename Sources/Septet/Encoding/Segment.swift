/// One short message of a planned message, as octets.
public struct Segment: Sendable, Hashable {
    /// The user data (TP-UD), header included; at most 140 octets.
    public let userData: [UInt8]

    /// Where the segment lies in the text and in its octets.
    public let layout: SegmentLayout

    /// How the text is coded (TP-DCS).
    public let dataCodingScheme: DataCodingScheme

    /// Whether a header stands in front of the text (TP-UDHI, TS 23.040 §9.2.3.23).
    public var hasHeader: Bool { layout.hasHeader }

    /// The place in a message of several parts; `nil` for a single part.
    public var concatenation: Concatenation? { layout.concatenation }

    /// The octets of the header, its length octet included; empty when there is none.
    ///
    /// Complexity: linear; allocates the result.
    public var header: [UInt8] { Array(userData.prefix(layout.headerOctetCount)) }
}

extension MessagePlan {
    /// Cuts the text the plan was made of into segments.
    ///
    /// Complexity: linear; allocates the array and the user data of each segment.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - messageNumber: A running number; its low bits become the concatenation reference.
    ///   - elements: Further elements of each header, as many octets as the plan counted with.
    ///   - messageClass: The class that the data coding scheme announces.
    public func segments(
        of text: String,
        messageNumber: Int,
        elements: [InformationElement] = [],
        messageClass: DataCodingScheme.MessageClass? = nil
    ) throws(SegmentationError) -> [Segment] {
        let text = text.utf8Span
        let scheme = dataCodingScheme(messageClass: messageClass)
        return try segments(messageNumber, elements, scheme) {
            writer,
            output throws(SegmentationError) in
            try writer.writeNext(of: text, into: &output)
        }
    }

    /// Cuts the 8-bit data the plan was made of into segments.
    ///
    /// Complexity and parameters: as for a text.
    public func segments(
        ofOctets octets: Span<UInt8>,
        messageNumber: Int,
        elements: [InformationElement] = [],
        messageClass: DataCodingScheme.MessageClass? = nil
    ) throws(SegmentationError) -> [Segment] {
        let scheme = dataCodingScheme(messageClass: messageClass)
        return try segments(messageNumber, elements, scheme) {
            writer,
            output throws(SegmentationError) in
            try writer.writeNext(ofOctets: octets, into: &output)
        }
    }

    private func segments(
        _ messageNumber: Int,
        _ elements: [InformationElement],
        _ scheme: DataCodingScheme,
        write: (inout SegmentWriter, inout OutputSpan<UInt8>) throws(SegmentationError)
            -> SegmentLayout?
    ) throws(SegmentationError) -> [Segment] {
        var writer = try SegmentWriter(self, messageNumber: messageNumber, elements: elements)
        var segments: [Segment] = []
        segments.reserveCapacity(partCount)
        for _ in 0..<partCount {
            var layout: SegmentLayout?
            let userData = try [UInt8](capacity: UserDataField.octetCount) {
                output throws(SegmentationError) in
                layout = try write(&writer, &output)
            }
            guard let layout else { break }
            segments.append(
                Segment(userData: userData, layout: layout, dataCodingScheme: scheme)
            )
        }
        return segments
    }
}

/// Where a segment lies: in the text, among the segments, and in its own octets.
public struct SegmentLayout: Sendable, Hashable {
    /// The number of the segment, from 1.
    public let sequence: Int

    /// The octets of the user data, header included; at most 140.
    public let octetCount: Int

    /// The octets of the header, its length octet included; 0 for none.
    public let headerOctetCount: Int

    /// The place in a message of several parts; `nil` for a single part.
    public let concatenation: Concatenation?

    /// TP-User-Data-Length: septets for GSM 7 bit, octets otherwise, header included.
    ///
    /// Source: TS 23.040 §9.2.3.16.
    public let userDataLength: Int

    /// The units of text: septets, octets or UTF-16 code units.
    public let unitCount: Int

    /// The octets of the UTF-8 text, or of the data, that travel in the segment.
    ///
    /// A character that `BoundaryPolicy.unit` cuts in two belongs to the segment it begins in.
    public let utf8Range: Range<Int>

    /// Why the segment ends where it does.
    public let end: End

    /// Whether a header stands in front of the text (TP-UDHI, TS 23.040 §9.2.3.23).
    public var hasHeader: Bool { headerOctetCount > 0 }

    /// What ends a segment.
    @nonexhaustive
    public enum End: Sendable, Hashable {
        /// The text ends.
        case text
        /// No unit is left.
        case full
        /// One septet is left, and an escape pair needs two (TS 23.040 §9.2.3.24.1).
        case escapePair
        /// One unit is left, and a surrogate pair needs two.
        case surrogatePair
        /// `strandedUnitCount` units are left, and the next grapheme cluster needs more.
        case cluster(strandedUnitCount: Int)

        /// How many units of the segment stay unused because something is kept whole.
        public var strandedUnitCount: Int {
            switch self {
            case .text, .full: 0
            case .escapePair, .surrogatePair: 1
            case .cluster(let count): count
            }
        }
    }
}

/// Why a plan cannot be turned into segments.
@nonexhaustive
public enum SegmentationError: Error, Sendable, Hashable {
    /// The plan was made of another text, which differs at `utf8Offset`.
    case planOfAnotherText(utf8Offset: Int)
    /// The given elements have `octetCount` octets; the plan was made for `planned`.
    case elementsDiffer(octetCount: Int, planned: Int)
    /// The buffer has room for `available` octets, the next segment needs up to `octetCount`.
    case bufferTooSmall(octetCount: Int, available: Int)
    /// There is room for `available` layouts, the message has `partCount` parts.
    case tooFewLayouts(partCount: Int, available: Int)
}

extension SegmentationError: CustomStringConvertible {
    /// Part of a sentence, with the position or both numbers.
    public var description: String {
        switch self {
        case .planOfAnotherText(let offset):
            "the plan was made of another text, which differs at byte \(offset)"
        case .elementsDiffer(let count, let planned):
            "information elements of \(count) octets, the plan counted with \(planned)"
        case .bufferTooSmall(let count, let available):
            "the next segment needs up to \(count) octets, the buffer has room for \(available)"
        case .tooFewLayouts(let count, let available):
            "\(count) segments, room for the layouts of \(available)"
        }
    }
}

/// Why a text cannot be planned and encoded.
@nonexhaustive
public enum MessageEncodingError: Error, Sendable, Hashable {
    /// The text cannot be planned.
    case planning(PlanningError)
    /// The plan cannot be turned into segments.
    case segmentation(SegmentationError)
}

extension MessageEncodingError: CustomStringConvertible {
    /// The description of the underlying error.
    public var description: String {
        switch self {
        case .planning(let error): error.description
        case .segmentation(let error): error.description
        }
    }
}

/// The text of one segment while it is collected on the stack, unit by unit.
struct SegmentBody {
    private let alphabet: Alphabet
    private let fillBitCount: Int
    private var filling: PartFilling

    /// The units, most significant octet first: a septet takes an octet, a UTF-16 unit two.
    ///
    /// There is room for the 160 septets of a part, which are more than the field has octets.
    private var octets = InlineArray<160, UInt8>(repeating: 0)
    private var octetCount = 0

    /// Begins an empty body in a part of some shape, of which `capacity` units exist.
    init(_ format: PartFormat, boundary: BoundaryPolicy, capacity: Int) {
        alphabet = format.alphabet
        fillBitCount = format.fillBitCount
        filling = PartFilling(format: format, boundary: boundary, capacity: capacity)
    }

    /// The units written.
    var unitCount: Int { filling.openUnitCount }

    /// The units that still have room.
    var freeUnitCount: Int { filling.capacity - filling.openUnitCount }

    /// Whether a piece that stays whole has room.
    func hasRoom(for unitCount: Int) -> Bool { filling.hasRoom(for: unitCount) }

    /// Writes a unit; ask `hasRoom` before.
    mutating func append(_ unit: UInt16) {
        filling.add(1)
        if alphabet == .ucs2 {
            octets[octetCount] = UInt8(truncatingIfNeeded: unit >> 8)
            octetCount += 1
        }
        octets[octetCount] = UInt8(truncatingIfNeeded: unit)
        octetCount += 1
    }

    /// Writes a whole character; ask `hasRoom` before.
    mutating func append(_ character: CharacterUnits) {
        append(character.first)
        if let second = character.second { append(second) }
    }

    /// Writes the units behind the header.
    func write(to output: inout OutputSpan<UInt8>) {
        let units = octets.span.extracting(first: octetCount)
        if alphabet == .gsm7Bit {
            Kernel.chosen.pack(units, fillBitCount: fillBitCount, into: &output)
        } else {
            output.append(units)
        }
    }
}

/// The one or two units that stand for a character.
struct CharacterUnits {
    let first: UInt16
    /// The septet after an escape, or the low surrogate.
    let second: UInt16?

    var count: Int { second == nil ? 1 : 2 }

    /// The units of a scalar under a plan, `nil` when its tables lack the character.
    init?(_ scalar: UInt32, in plan: MessagePlan) {
        switch plan.alphabet {
        case .gsm7Bit:
            guard let septets = Self.septets(scalar, plan.shiftTables) else { return nil }
            let septet = UInt16(septets.septet)
            first = septets.isEscaped ? UInt16(SeptetSequence.escape) : septet
            second = septets.isEscaped ? septet : nil
        case .ucs2:
            let offset = UInt16(truncatingIfNeeded: (scalar &- 0x10000) >> 10)
            first = scalar > 0xFFFF ? 0xD800 | offset : UInt16(scalar)
            second = scalar > 0xFFFF ? 0xDC00 | UInt16(scalar & 0x3FF) : nil
        case .eightBitData: return nil
        }
    }

    private static func septets(_ scalar: UInt32, _ tables: ShiftTables) -> SeptetSequence? {
        tables == .default
            ? DefaultAlphabet.septets(of: scalar)
            : CharacterSlot(of: scalar).septets(in: tables)
    }
}

extension UTF16 {
    /// The units of a scalar: 2 for a surrogate pair, otherwise 1.
    static func unitCount(of scalar: UInt32) -> Int { scalar > 0xFFFF ? 2 : 1 }
}

extension OutputSpan<UInt8> {
    /// Appends octets, all of which must have room.
    mutating func append(_ octets: Span<UInt8>) {
        precondition(octets.count <= freeCapacity)
        unsafe withUnsafeMutableBufferPointer { buffer, initializedCount in
            let target = unsafe UnsafeMutableRawBufferPointer(
                rebasing: UnsafeMutableRawBufferPointer(buffer)[initializedCount...]
            )
            // In bounds: they have room, see the precondition; two spans never overlap.
            unsafe octets.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
            initializedCount += octets.count
        }
    }
    /// Writes TP-User-Data-Length into an octet that was left for it; it is 160 at most.
    mutating func setUserDataLength(_ userDataLength: Int, at place: Int) {
        self[place] = UInt8(truncatingIfNeeded: userDataLength)
    }
}
