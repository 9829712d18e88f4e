public import Septet

/// The fields of a submit_sm, deliver_sm or data_sm that carry its text.
///
/// Source: SMPP 3.4 §5.2.12 (esm_class), §5.2.19 (data_coding), §5.2.22 (short_message) and §5.3.2
/// (optional parameters).
public struct SMPPFields: Sendable, Hashable {
    /// data_coding.
    public let dataCoding: UInt8
    /// esm_class; bit 6 says that a user data header stands in front of the text.
    public let esmClass: UInt8
    /// short_message: up to 254 octets, header included; its sm_length is their count.
    public let shortMessage: [UInt8]
    /// The optional parameters that belong to the text, in the order they are written.
    public let parameters: [TaggedParameter]

    /// Takes fields as they are.
    public init(
        dataCoding: UInt8,
        esmClass: UInt8,
        shortMessage: [UInt8],
        parameters: [TaggedParameter] = []
    ) {
        self.dataCoding = dataCoding
        self.esmClass = esmClass
        self.shortMessage = shortMessage
        self.parameters = parameters
    }

    /// The bit of esm_class that is the user data header indicator.
    public static let headerIndicator: UInt8 = 0x40

    /// The most octets of a short_message.
    public static let largestShortMessage = 254

    /// The most octets of a message_payload: its length is 16 bits.
    public static let largestPayload = 65_535
}

/// An optional parameter: tag, length and value (SMPP 3.4 §3.2.4).
public struct TaggedParameter: Sendable, Hashable {
    /// A parameter tag.
    public struct Tag: RawRepresentable, Sendable, Hashable {
        public let rawValue: UInt16

        public init(rawValue: UInt16) {
            self.rawValue = rawValue
        }

        /// sar_msg_ref_num, two octets.
        public static let messageReference = Self(rawValue: 0x020C)
        /// sar_total_segments, one octet.
        public static let totalSegments = Self(rawValue: 0x020E)
        /// sar_segment_seqnum, one octet.
        public static let segmentSequence = Self(rawValue: 0x020F)
        /// message_payload, up to 65,535 octets.
        public static let messagePayload = Self(rawValue: 0x0424)
    }

    /// What the parameter is.
    public let tag: Tag
    /// Its octets.
    public let value: [UInt8]

    /// Takes a parameter as it is.
    public init(tag: Tag, value: [UInt8]) {
        self.tag = tag
        self.value = value
    }

    /// Tag, length and value as they travel; a value beyond 65,535 octets has no length.
    ///
    /// Complexity: linear; allocates the result.
    public var octets: [UInt8]? {
        guard let length = UInt16(exactly: value.count) else { return nil }
        return [tag.rawValue, length].flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
            + value
    }
}

/// Why a text has no fields, or fields have no text.
@nonexhaustive
public enum SMPPError: Error, Sendable, Hashable {
    /// The text cannot be planned.
    case planning(PlanningError)
    /// The text cannot be cut.
    case segmentation(SegmentationError)
    /// The octets are not what they announce.
    case part(PartDecodingError)
    /// National tables need a header, which this form of long messages or default alphabet lacks.
    case nationalTables(besides: String)
    /// The text takes `octetCount` octets; message_payload holds 65,535.
    case payloadTooLong(octetCount: Int)
    /// A parameter has another number of octets than its kind.
    case parameterLength(TaggedParameter.Tag, octetCount: Int, expected: Int)
    /// One of the three sar parameters is missing.
    case missingParameter(TaggedParameter.Tag)
    /// A header announces a part of a message inside a message_payload longer than a short message.
    case partInPayload(octetCount: Int)
    /// Text in a charset that Septet does not read.
    case charset(String, dataCoding: UInt8)
}

extension SMPPError: CustomStringConvertible {
    /// A sentence part with names and numbers.
    public var description: String {
        switch self {
        case .planning(let error): "\(error)"
        case .segmentation(let error): "\(error)"
        case .part(let error): "\(error)"
        case .nationalTables(let other):
            "national tables need a user data header, which \(other) does not carry"
        case .payloadTooLong(let count):
            "the text takes \(count) octets, message_payload holds \(SMPPFields.largestPayload)"
        case .parameterLength(let tag, let count, let expected):
            "parameter \(tag.hexadecimal) has \(count) octets, its kind has \(expected)"
        case .missingParameter(let tag):
            "parameter \(tag.hexadecimal) is missing; 020c, 020e and 020f belong together"
        case .partInPayload(let count):
            "message_payload of \(count) octets cannot be one part of a message"
        case .charset(let name, let dataCoding):
            "data_coding \(dataCoding) is \(name), which Septet does not read"
        }
    }
}

extension TaggedParameter.Tag {
    /// The tag in four hexadecimal digits.
    public var hexadecimal: String {
        Hexadecimal.string(of: [UInt8(rawValue >> 8), UInt8(truncatingIfNeeded: rawValue)])
    }
}

// MARK: - Reading

extension ServiceCentre {
    /// A part that came over SMPP.
    public struct Reception: Sendable, Hashable {
        /// The part, for a `Reassembler`.
        ///
        /// Latin-1 and ASCII text is there as UCS-2.
        public let part: ReceivedPart
        /// Whether the octets were ISO-8859-1 or ASCII.
        public let isLatin1: Bool
    }

    /// Reads the fields of a part.
    ///
    /// A message_payload is read in place of short_message; sar parameters become the concatenation of
    /// the part. Complexity: linear; allocates the units.
    public func receive(_ fields: SMPPFields) throws(SMPPError) -> Reception {
        let payload = fields.parameters.last { $0.tag == .messagePayload }
        let octets = payload?.value ?? fields.shortMessage
        let coding = try coding(of: fields.dataCoding)
        let hasHeader = fields.esmClass & SMPPFields.headerIndicator != 0
        let read: ReceivedPart
        do {
            read = try part(of: octets, coding, hasHeader: hasHeader)
        } catch {
            throw .part(error)
        }
        var header = read.header
        if let place = try concatenation(of: fields.parameters) {
            let elements = header.elements + [.concatenation(place)]
            header = (try? UserDataHeader(elements)) ?? header
        }
        guard header.concatenation == nil || octets.count <= SMPPFields.largestShortMessage else {
            throw .partInPayload(octetCount: octets.count)
        }
        let part = ReceivedPart(
            header: header,
            dataCodingScheme: read.dataCodingScheme,
            units: read.units,
            // A message_payload may be longer than any short message.
            warnings: read.warnings.filter {
                if case .longerThanAField = $0 { false } else { true }
            }
        )
        return Reception(part: part, isLatin1: coding == .latin1)
    }

    /// How octets are read.
    private enum Coding: Equatable {
        case septets, packedSeptets, latin1, data, ucs2
    }

    /// What a data_coding means to this centre (SMPP 3.4 §5.2.19).
    private func coding(of dataCoding: UInt8) throws(SMPPError) -> Coding {
        switch dataCoding {
        case 1, 3: return .latin1
        case 2, 4: return .data
        case 8: return .ucs2
        case 5, 13: throw .charset("JIS", dataCoding: dataCoding)
        case 6: throw .charset("ISO-8859-5 (Cyrillic)", dataCoding: dataCoding)
        case 7: throw .charset("ISO-8859-8 (Hebrew)", dataCoding: dataCoding)
        case 9: throw .charset("pictograms", dataCoding: dataCoding)
        case 10: throw .charset("ISO-2022-JP", dataCoding: dataCoding)
        case 14: throw .charset("KS C 5601 (Korean)", dataCoding: dataCoding)
        case 0: break
        default:
            // Values beyond SMPP's own list are data coding schemes of TS 23.038.
            switch DataCodingScheme(octet: dataCoding).alphabet {
            case .ucs2: return .ucs2
            case .eightBitData: return .data
            case .gsm7Bit: break
            }
        }
        return switch defaultAlphabet {
        case .gsm7: .septets
        case .gsm7Packed: .packedSeptets
        case .latin1, .ascii: .latin1
        }
    }

    private func part(
        of octets: [UInt8],
        _ coding: Coding,
        hasHeader: Bool
    ) throws(PartDecodingError) -> ReceivedPart {
        let alphabet: Alphabet =
            switch coding {
            case .septets, .packedSeptets: .gsm7Bit
            case .latin1, .data: .eightBitData
            case .ucs2: .ucs2
            }
        var length = octets.count
        if coding == .packedSeptets {
            length = octets.count * 8 / 7
            // Seven zero bits at the end of the last octet fill it up more often than they are an `@`.
            if octets.count % 7 == 0, let last = octets.last, last >> 1 == 0 { length -= 1 }
        }
        let part = try ReceivedPart(
            lenientlyReading: octets.span,
            userDataLength: length,
            dataCodingScheme: DataCodingScheme(alphabet: alphabet),
            hasHeader: hasHeader,
            packing: coding == .packedSeptets ? .packed : .unpacked
        )
        guard coding == .latin1 else { return part }
        return ReceivedPart(
            header: part.header,
            dataCodingScheme: DataCodingScheme(alphabet: .ucs2),
            units: part.units,
            warnings: part.warnings
        )
    }

    /// The place that the three sar parameters give, `nil` when there is none of them.
    private func concatenation(
        of parameters: [TaggedParameter]
    ) throws(SMPPError) -> Concatenation? {
        let tags: [(tag: TaggedParameter.Tag, octetCount: Int)] = [
            (.messageReference, 2), (.totalSegments, 1), (.segmentSequence, 1),
        ]
        var values: [[UInt8]] = []
        for (tag, octetCount) in tags {
            guard let parameter = parameters.last(where: { $0.tag == tag }) else {
                let isThere = parameters.contains { parameter in
                    tags.contains { $0.tag == parameter.tag }
                }
                if isThere { throw .missingParameter(tag) }
                return nil
            }
            guard parameter.value.count == octetCount else {
                throw .parameterLength(
                    tag,
                    octetCount: parameter.value.count,
                    expected: octetCount
                )
            }
            values.append(parameter.value)
        }
        let place = Concatenation(
            reference: .sixteenBit(UInt16(values[0][0]) << 8 | UInt16(values[0][1])),
            partCount: values[1][0],
            sequence: values[2][0]
        )
        return place.isValid ? place : nil
    }
}
