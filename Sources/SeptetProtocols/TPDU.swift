public import Septet

/// A transfer protocol data unit: one short message with the fields around its user data.
///
/// Source: 3GPP TS 23.040 §9.2.2.
public enum TPDU: Sendable, Hashable {
    /// SMS-SUBMIT: from a phone to its service centre.
    case submit(SubmitTPDU)
    /// SMS-DELIVER: from a service centre to a phone.
    case deliver(DeliverTPDU)
    /// SMS-STATUS-REPORT: what became of a message.
    case statusReport(StatusReportTPDU)

    /// What kind of unit to read; deliver and submit cannot be distinguished from other kinds without it.
    public enum Kind: Sendable, Hashable, CaseIterable {
        case deliver
        case submit
        case statusReport
    }

    /// A unit that was read, with what stood in front of it and what was odd about it.
    public struct Reading: Sendable, Hashable {
        /// The unit.
        public let tpdu: TPDU
        /// The service centre whose address stood in front; `nil` when there was none.
        public let serviceCentre: Address?
        /// What a phone passes over, in the order of the octets.
        public let warnings: [TPDUWarning]
    }

    /// Reads a unit.
    ///
    /// Any octets give a unit or an error with its offset. A user data field shorter than its length
    /// announces is read as far as it goes, with a warning. Complexity: linear; allocates the fields.
    ///
    /// - Parameters:
    ///   - octets: The unit, as many octets as it has.
    ///   - kind: Its kind; by default the kind that the message type indicator means towards a phone,
    ///     SMS-SUBMIT for 01.
    ///   - hasServiceCentre: Whether the service centre's address stands in front, as modems give it.
    public static func read(
        _ octets: Span<UInt8>,
        kind: Kind? = nil,
        hasServiceCentre: Bool = false
    ) throws(TPDUError) -> Reading {
        var reader = FieldReader(octets)
        let serviceCentre = hasServiceCentre ? try reader.serviceCentre() : nil
        let first = try reader.octet("first octet")
        let found: Kind
        if let kind {
            found = kind
        } else {
            found = try indicatedKind(first, offset: reader.offset - 1)
        }
        let tpdu: TPDU =
            switch found {
            case .submit: .submit(try SubmitTPDU(first, &reader))
            case .deliver: .deliver(try DeliverTPDU(first, &reader))
            case .statusReport: .statusReport(try StatusReportTPDU(first, &reader))
            }
        if reader.remainingCount > 0 {
            reader.warnings.append(.octetsBehind(count: reader.remainingCount))
        }
        return Reading(tpdu: tpdu, serviceCentre: serviceCentre, warnings: reader.warnings)
    }

    private static func indicatedKind(_ first: UInt8, offset: Int) throws(TPDUError) -> Kind {
        switch first & 0b11 {
        case 0: .deliver
        case 1: .submit
        case 2: .statusReport
        default: throw .reservedType(offset: offset)
        }
    }

    /// The kind of the unit.
    public var kind: Kind {
        switch self {
        case .submit: .submit
        case .deliver: .deliver
        case .statusReport: .statusReport
        }
    }

    /// The octets of the unit.
    public var octets: [UInt8] {
        switch self {
        case .submit(let submit): submit.octets
        case .deliver(let deliver): deliver.octets
        case .statusReport(let report): report.octets
        }
    }

    /// The octets with the service centre's address in front, as modems take and give them.
    ///
    /// Without an address a modem uses its own; the field is then one octet 0 (TS 27.005 §3.1).
    public func octets(behindServiceCentre serviceCentre: Address?) -> [UInt8] {
        (serviceCentre?.serviceCentreOctets ?? [0]) + octets
    }

    /// The user data of the unit; `nil` for a status report without text.
    public var userData: TPUserData? {
        switch self {
        case .submit(let submit): submit.userData
        case .deliver(let deliver): deliver.userData
        case .statusReport(let report): report.userData
        }
    }
}

/// The user data of a unit, with what says how to read it.
public struct TPUserData: Sendable, Hashable {
    /// TP-User-Data, header included.
    public let octets: [UInt8]
    /// TP-User-Data-Length: septets for GSM 7 bit, octets otherwise.
    public let length: Int
    /// TP-User-Data-Header-Indicator.
    public let hasHeader: Bool
    /// TP-Data-Coding-Scheme: that of the segment, or another one of the same alphabet.
    ///
    /// Under a scheme of another alphabet the octets are another text.
    public var dataCodingScheme: DataCodingScheme

    /// Takes a segment of a message.
    public init(_ segment: Segment) {
        octets = segment.userData
        length = segment.layout.userDataLength
        hasHeader = segment.hasHeader
        dataCodingScheme = segment.dataCodingScheme
    }

    init(octets: [UInt8], length: Int, hasHeader: Bool, _ dataCodingScheme: DataCodingScheme) {
        self.octets = octets
        self.length = length
        self.hasHeader = hasHeader
        self.dataCodingScheme = dataCodingScheme
    }

    /// Length and octets, as a TPDU carries them.
    var field: [UInt8] { [UInt8(truncatingIfNeeded: length)] + octets }

    /// The part that the user data holds, read as a phone reads it.
    ///
    /// Where the field is shorter than its length, what is there is read. Complexity: linear;
    /// allocates the units.
    public func part() throws(PartDecodingError) -> ReceivedPart {
        let alphabet = dataCodingScheme.alphabet
        let available = alphabet == .gsm7Bit ? octets.count * 8 / 7 : octets.count
        return try ReceivedPart(
            lenientlyReading: octets.span,
            userDataLength: min(length, available),
            dataCodingScheme: dataCodingScheme,
            hasHeader: hasHeader
        )
    }
}

/// SMS-SUBMIT: a message on its way from a phone to the service centre (TS 23.040 §9.2.2.2).
public struct SubmitTPDU: Sendable, Hashable {
    /// TP-Message-Reference: a number of the sender's; modems put their own in place of 0.
    public var messageReference: UInt8
    /// TP-Destination-Address.
    public var destination: Address
    /// TP-Protocol-Identifier.
    public var protocolIdentifier: ProtocolIdentifier
    /// TP-Validity-Period; `nil` leaves it to the service centre.
    public var validityPeriod: ValidityPeriod?
    /// TP-Reject-Duplicates.
    public var rejectsDuplicates: Bool
    /// TP-Status-Report-Request.
    public var requestsStatusReport: Bool
    /// TP-Reply-Path.
    public var setsReplyPath: Bool
    /// TP-Data-Coding-Scheme, length and user data.
    public var userData: TPUserData

    /// Makes a unit of user data; everything else has the usual values.
    public init(
        to destination: Address,
        _ userData: TPUserData,
        validityPeriod: ValidityPeriod? = nil,
        requestsStatusReport: Bool = false,
        messageReference: UInt8 = 0
    ) {
        self.messageReference = messageReference
        self.destination = destination
        protocolIdentifier = ProtocolIdentifier(octet: 0)
        self.validityPeriod = validityPeriod
        rejectsDuplicates = false
        self.requestsStatusReport = requestsStatusReport
        setsReplyPath = false
        self.userData = userData
    }

    /// The octets of the unit.
    ///
    /// Complexity: linear; allocates the result.
    public var octets: [UInt8] {
        let format = (validityPeriod?.format ?? 0) << 3
        let first =
            FirstOctet.submit | FirstOctet.bit(2, rejectsDuplicates) | format
            | FirstOctet.bit(5, requestsStatusReport) | FirstOctet.bit(6, userData.hasHeader)
            | FirstOctet.bit(7, setsReplyPath)
        return [first, messageReference] + destination.octets
            + [protocolIdentifier.octet, userData.dataCodingScheme.octet]
            + (validityPeriod?.octets ?? []) + userData.field
    }

    /// The number that `AT+CMGS` takes: the octets of the unit without the service centre's address.
    ///
    /// Source: 3GPP TS 27.005 §4.3.
    public var cmgsLength: Int { octets.count }

    init(_ first: UInt8, _ reader: inout FieldReader) throws(TPDUError) {
        messageReference = try reader.octet("message reference")
        destination = try reader.address("destination address")
        protocolIdentifier = ProtocolIdentifier(octet: try reader.octet("protocol identifier"))
        let scheme = DataCodingScheme(octet: try reader.octet("data coding scheme"))
        validityPeriod = try reader.validityPeriod(format: first >> 3 & 0b11)
        rejectsDuplicates = first & 1 << 2 != 0
        requestsStatusReport = first & 1 << 5 != 0
        setsReplyPath = first & 1 << 7 != 0
        userData = try reader.userData(scheme, hasHeader: first & 1 << 6 != 0)
    }
}

/// SMS-DELIVER: a message on its way from the service centre to a phone (TS 23.040 §9.2.2.1).
public struct DeliverTPDU: Sendable, Hashable {
    /// TP-Originating-Address.
    public var originator: Address
    /// TP-Protocol-Identifier.
    public var protocolIdentifier: ProtocolIdentifier
    /// TP-Service-Centre-Time-Stamp: when the service centre received the message.
    public var timeStamp: TimeStamp
    /// TP-More-Messages-to-Send: whether more wait at the service centre.
    public var hasMoreMessages: Bool
    /// TP-Loop-Prevention.
    public var preventsLoops: Bool
    /// TP-Status-Report-Indication: whether the sender asked for a report.
    public var indicatesStatusReport: Bool
    /// TP-Reply-Path.
    public var setsReplyPath: Bool
    /// TP-Data-Coding-Scheme, length and user data.
    public var userData: TPUserData

    /// Makes a unit of user data; everything else has the usual values.
    public init(from originator: Address, _ userData: TPUserData, at timeStamp: TimeStamp) {
        self.originator = originator
        protocolIdentifier = ProtocolIdentifier(octet: 0)
        self.timeStamp = timeStamp
        hasMoreMessages = false
        preventsLoops = false
        indicatesStatusReport = false
        setsReplyPath = false
        self.userData = userData
    }

    /// The octets of the unit.
    ///
    /// Complexity: linear; allocates the result.
    public var octets: [UInt8] {
        let first =
            FirstOctet.deliver | FirstOctet.bit(2, !hasMoreMessages)
            | FirstOctet.bit(3, preventsLoops) | FirstOctet.bit(5, indicatesStatusReport)
            | FirstOctet.bit(6, userData.hasHeader) | FirstOctet.bit(7, setsReplyPath)
        return [first] + originator.octets
            + [protocolIdentifier.octet, userData.dataCodingScheme.octet]
            + timeStamp.octets + userData.field
    }

    init(_ first: UInt8, _ reader: inout FieldReader) throws(TPDUError) {
        originator = try reader.address("originating address")
        protocolIdentifier = ProtocolIdentifier(octet: try reader.octet("protocol identifier"))
        let scheme = DataCodingScheme(octet: try reader.octet("data coding scheme"))
        timeStamp = try reader.timeStamp("service centre time stamp")
        // The bit is set when there are no more (§9.2.3.2).
        hasMoreMessages = first & 1 << 2 == 0
        preventsLoops = first & 1 << 3 != 0
        indicatesStatusReport = first & 1 << 5 != 0
        setsReplyPath = first & 1 << 7 != 0
        userData = try reader.userData(scheme, hasHeader: first & 1 << 6 != 0)
    }
}

/// The message type and the flags of the first octet (TS 23.040 §9.2.3.1 to §9.2.3.4).
enum FirstOctet {
    static let deliver: UInt8 = 0b00
    static let submit: UInt8 = 0b01
    static let statusReport: UInt8 = 0b10

    static func bit(_ position: UInt8, _ isSet: Bool) -> UInt8 { isSet ? 1 << position : 0 }
}

/// TP-Protocol-Identifier: what service the message is for (TS 23.040 §9.2.3.9).
public struct ProtocolIdentifier: Sendable, Hashable {
    /// The octet; any value is kept.
    public let octet: UInt8

    /// Takes an octet.
    public init(octet: UInt8) {
        self.octet = octet
    }

    /// What the octet asks for.
    public enum Meaning: Sendable, Hashable {
        /// 000xxxxx: between phones, no interworking; 0 for plain messages.
        case shortMessage
        /// 001xxxxx: interworking with another kind of device (fax, telex, e-mail …), by its number.
        case telematicInterworking(device: UInt8)
        /// 01000000: a message that a phone acknowledges and neither shows nor stores ("silent").
        case typeZero
        /// 010000001 to 01000111: replaces the earlier message of the same number, 1...7.
        case replaces(type: UInt8)
        /// 01011111: asks the receiver to call back.
        case returnCall
        /// 01111101, 01111110, 01111111: data for the phone or the SIM.
        case dataDownload
        /// Everything else.
        case reserved
        /// 11xxxxxx: an agreement with the service centre.
        case serviceCentreSpecific
    }

    /// What the octet asks for.
    public var meaning: Meaning {
        switch octet {
        case 0x00...0x1F: .shortMessage
        case 0x20...0x3F: .telematicInterworking(device: octet & 0x1F)
        case 0x40: .typeZero
        case 0x41...0x47: .replaces(type: octet & 0b111)
        case 0x5F: .returnCall
        case 0x7C...0x7F: .dataDownload
        case 0xC0...0xFF: .serviceCentreSpecific
        default: .reserved
        }
    }
}
