public import Septet

/// What a service centre that is reached over SMPP makes of the fields of a message.
///
/// SMPP 3.4 leaves to each centre what data_coding 0 means and how long messages travel; its operator
/// says it, and a wrong guess garbles every `@` and `_`. Nothing here opens a connection.
public struct ServiceCentre: Sendable, Hashable {
    /// What the octets of a short_message with data_coding 0 are (SMPP 3.4 §5.2.19: "SMSC default
    /// alphabet").
    public enum DefaultAlphabet: String, Sendable, Hashable, CaseIterable {
        /// GSM 7 bit, one septet an octet; most centres.
        case gsm7 = "gsm7"
        /// GSM 7 bit, eight septets in seven octets, as on the air.
        case gsm7Packed = "gsm7-packed"
        /// ISO-8859-1, which the centre turns into GSM 7 bit.
        case latin1 = "latin1"
        /// ASCII, which the centre turns into GSM 7 bit.
        case ascii = "ascii"
    }

    /// How the parts of a long message are marked.
    public enum LongMessages: String, Sendable, Hashable, CaseIterable {
        /// A user data header with an 8-bit reference in each short_message.
        case udh8
        /// A user data header with a 16-bit reference.
        case udh16
        /// The parameters sar_msg_ref_num, sar_total_segments and sar_segment_seqnum.
        case sar
        /// The whole text in message_payload; the centre cuts it.
        case payload
    }

    /// What data_coding 0 means.
    public var defaultAlphabet: DefaultAlphabet
    /// How long messages travel.
    public var longMessages: LongMessages
    /// Whether data_coding 3 (ISO-8859-1) may be used for texts that GSM 7 bit can hold.
    public var allowsLatin1: Bool
    /// Whether an octet of each part stays unused, which some centres need.
    public var sparesOctet: Bool

    /// Describes a centre; without arguments the most common one.
    public init(
        defaultAlphabet: DefaultAlphabet = .gsm7,
        longMessages: LongMessages = .udh8,
        allowsLatin1: Bool = false,
        sparesOctet: Bool = false
    ) {
        self.defaultAlphabet = defaultAlphabet
        self.longMessages = longMessages
        self.allowsLatin1 = allowsLatin1
        self.sparesOctet = sparesOctet
    }
}

/// A message as the short_message fields of its parts.
public struct SMPPMessage: Sendable, Hashable {
    /// What was decided about the text.
    ///
    /// With `ServiceCentre.LongMessages.payload` its parts are what the centre will probably make.
    public let plan: MessagePlan
    /// The segments of the plan.
    public let segments: [Segment]
    /// The fields of each submit_sm: one a segment, or a single one with message_payload.
    public let parts: [SMPPFields]
}

extension ServiceCentre {
    /// Plans a text and writes the fields of each of its parts.
    ///
    /// The text is cut as GSM 7 bit or UCS-2 by the planner's rules, whatever its octets look like
    /// on the way to the centre. What the centre's default alphabet cannot say travels as UCS-2.
    /// Complexity: linear; allocates the segments and the octets of each part.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - planner: Its reference width and spare octets are replaced by the centre's.
    ///   - messageNumber: A running number; its low bits become the reference.
    ///   - messageClass: `flash` for a message shown at once.
    public func message(
        _ text: String,
        planner: Planner = Planner(),
        messageNumber: Int,
        messageClass: DataCodingScheme.MessageClass? = nil
    ) throws(SMPPError) -> SMPPMessage {
        let planner = self.planner(planner)
        if !planner.languages.isEmpty {
            guard longMessages != .sar, longMessages != .payload else {
                throw .nationalTables(besides: longMessages.rawValue)
            }
            guard defaultAlphabet == .gsm7 || defaultAlphabet == .gsm7Packed else {
                throw .nationalTables(besides: defaultAlphabet.rawValue)
            }
        }
        var plan = try self.plan(text, planner)
        var form = Form.ucs2
        if plan.alphabet == .gsm7Bit {
            if let found = self.form(of: text) {
                form = found
            } else {
                var planner = planner
                planner.choice = .ucs2
                plan = try self.plan(text, planner)
            }
        }
        let segments: [Segment]
        do {
            segments = try plan.segments(
                of: text,
                messageNumber: messageNumber,
                messageClass: messageClass
            )
        } catch {
            throw .segmentation(error)
        }
        let bodies = segments.map { body(of: $0, text, form) }
        return try message(plan, segments, bodies, form, messageNumber, messageClass)
    }

    /// Plans 8-bit data and writes the fields of each of its parts.
    ///
    /// As for a text, with the same parameters.
    public func message(
        ofOctets octets: Span<UInt8>,
        planner: Planner = Planner(),
        messageNumber: Int,
        messageClass: DataCodingScheme.MessageClass? = nil
    ) throws(SMPPError) -> SMPPMessage {
        let plan: MessagePlan
        do {
            plan = try self.planner(planner).plan(octetCount: octets.count)
        } catch {
            throw .planning(error)
        }
        let segments: [Segment]
        do {
            segments = try plan.segments(
                ofOctets: octets,
                messageNumber: messageNumber,
                messageClass: messageClass
            )
        } catch {
            throw .segmentation(error)
        }
        let bodies = segments.map { body(of: $0, "", .data) }
        return try message(plan, segments, bodies, .data, messageNumber, messageClass)
    }

    /// The planner of a message for this centre.
    private func planner(_ planner: Planner) -> Planner {
        var planner = planner
        planner.referenceWidth = longMessages == .udh16 ? .sixteenBit : .eightBit
        planner.spareOctetCount = sparesOctet ? 1 : 0
        return planner
    }

    /// Puts the octets of each segment into its fields.
    private func message(
        _ plan: MessagePlan,
        _ segments: [Segment],
        _ bodies: [[UInt8]],
        _ form: Form,
        _ messageNumber: Int,
        _ messageClass: DataCodingScheme.MessageClass?
    ) throws(SMPPError) -> SMPPMessage {
        let dataCoding = form.dataCoding(messageClass)
        guard longMessages == .payload, segments.count > 1 else {
            let parts = zip(segments, bodies).map { segment, body in
                fields(of: segment, body, form, dataCoding, messageNumber)
            }
            return SMPPMessage(plan: plan, segments: segments, parts: parts)
        }
        let text = bodies.flatMap { $0 }
        let octets = form == .gsm7Packed ? PackedSeptets.octets(of: text) : text
        guard octets.count <= SMPPFields.largestPayload else {
            throw .payloadTooLong(octetCount: octets.count)
        }
        let part = SMPPFields(
            dataCoding: dataCoding,
            esmClass: 0,
            shortMessage: [],
            parameters: [TaggedParameter(tag: .messagePayload, value: octets)]
        )
        return SMPPMessage(plan: plan, segments: segments, parts: [part])
    }

    /// How the octets of a text are written.
    private enum Form {
        case gsm7, gsm7Packed, latin1, ascii, ucs2, data
        /// ISO-8859-1 under its own data_coding.
        case namedLatin1

        /// SMPP 3.4 §5.2.19 for the plain values; with a message class those of TS 23.038.
        func dataCoding(_ messageClass: DataCodingScheme.MessageClass?) -> UInt8 {
            switch self {
            case .ucs2: DataCodingScheme(alphabet: .ucs2, messageClass: messageClass).octet
            case .data: DataCodingScheme(alphabet: .eightBitData, messageClass: messageClass).octet
            case .namedLatin1: 3
            case .gsm7, .gsm7Packed, .latin1, .ascii:
                // Group 1111, which SMPP lists as "GSM message class control".
                messageClass.map { 0xF0 | $0.rawValue } ?? 0
            }
        }
    }

    /// The form of a text that GSM 7 bit can hold; `nil` when only UCS-2 is left.
    private func form(of text: String) -> Form? {
        switch defaultAlphabet {
        case .gsm7: return .gsm7
        case .gsm7Packed: return .gsm7Packed
        case .latin1 where text.unicodeScalars.allSatisfy({ $0.value < 0x100 }): return .latin1
        case .ascii where text.utf8.allSatisfy({ $0 < 0x80 }): return .ascii
        default:
            let isLatin1 = text.unicodeScalars.allSatisfy { $0.value < 0x100 }
            return allowsLatin1 && isLatin1 ? .namedLatin1 : nil
        }
    }

    private func plan(_ text: String, _ planner: Planner) throws(SMPPError) -> MessagePlan {
        do {
            return try planner.plan(text)
        } catch {
            throw .planning(error)
        }
    }

    /// The octets of the text of a segment, without its header; septets one an octet.
    private func body(of segment: Segment, _ text: String, _ form: Form) -> [UInt8] {
        switch form {
        case .ucs2, .data: return Array(segment.userData.dropFirst(segment.header.count))
        case .gsm7, .gsm7Packed: return segment.septets
        case .latin1, .ascii, .namedLatin1:
            let range = segment.layout.utf8Range
            let utf8 = Array(text.utf8.dropFirst(range.lowerBound).prefix(range.count))
            return String(decoding: utf8, as: UTF8.self).unicodeScalars.map {
                UInt8(truncatingIfNeeded: $0.value)
            }
        }
    }

    /// The fields of one segment.
    private func fields(
        of segment: Segment,
        _ body: [UInt8],
        _ form: Form,
        _ dataCoding: UInt8,
        _ messageNumber: Int
    ) -> SMPPFields {
        guard longMessages == .sar, let place = segment.concatenation else {
            // Packed septets stand behind fill bits, so header and text are one field.
            return SMPPFields(
                dataCoding: dataCoding,
                esmClass: segment.hasHeader ? SMPPFields.headerIndicator : 0,
                shortMessage: form == .gsm7Packed ? segment.userData : segment.header + body
            )
        }
        let reference = UInt16(truncatingIfNeeded: messageNumber)
        return SMPPFields(
            dataCoding: dataCoding,
            esmClass: 0,
            shortMessage: form == .gsm7Packed ? PackedSeptets.octets(of: body) : body,
            parameters: [
                TaggedParameter(
                    tag: .messageReference,
                    value: [UInt8(reference >> 8), UInt8(truncatingIfNeeded: reference)]
                ),
                TaggedParameter(tag: .totalSegments, value: [place.partCount]),
                TaggedParameter(tag: .segmentSequence, value: [place.sequence]),
            ]
        )
    }
}

extension Segment {
    /// The septets of the text, one an octet, without header and fill bits.
    ///
    /// Empty unless the segment is in GSM 7 bit. Complexity: linear; allocates the result.
    public var septets: [UInt8] {
        guard dataCodingScheme.alphabet == .gsm7Bit,
            let part = try? TPUserData(self).part()
        else { return [] }
        return part.units.map { UInt8(truncatingIfNeeded: $0) }
    }

    /// Header and text with one septet an octet, as most SMPP service centres take them.
    ///
    /// In other alphabets the user data as it is. Complexity: linear; allocates the result.
    public var unpackedUserData: [UInt8] {
        dataCodingScheme.alphabet == .gsm7Bit ? header + septets : userData
    }
}
