public import Septet

/// SMS-STATUS-REPORT: what became of a message (TS 23.040 §9.2.2.3).
public struct StatusReportTPDU: Sendable, Hashable {
    /// TP-Message-Reference of the message it is about.
    public var messageReference: UInt8
    /// TP-Recipient-Address of that message.
    public var recipient: Address
    /// TP-Service-Centre-Time-Stamp: when the service centre received that message.
    public var timeStamp: TimeStamp
    /// TP-Discharge-Time: when the status below was reached.
    public var dischargeTime: TimeStamp
    /// TP-Status.
    public var status: MessageStatus
    /// TP-More-Messages-to-Send: whether more wait at the service centre.
    public var hasMoreMessages: Bool
    /// TP-Loop-Prevention.
    public var preventsLoops: Bool
    /// TP-Status-Report-Qualifier: whether it answers an SMS-COMMAND.
    public var answersCommand: Bool
    /// TP-Parameter-Indicator as received, without bit 7; `nil` when there is none.
    ///
    /// When written, its bits for the fields below follow from those. Bit 7 only announces another
    /// indicator, and others are passed over.
    public var parameterIndicator: UInt8?
    /// TP-Protocol-Identifier, when the report carries one.
    public var protocolIdentifier: ProtocolIdentifier?
    /// TP-Data-Coding-Scheme, when the report carries one.
    public var dataCodingScheme: DataCodingScheme?
    /// Length and user data, when the report carries text.
    public var userData: TPUserData?

    /// Makes a report without text.
    public init(
        about messageReference: UInt8,
        to recipient: Address,
        _ status: MessageStatus,
        receivedAt timeStamp: TimeStamp,
        dischargedAt dischargeTime: TimeStamp
    ) {
        self.messageReference = messageReference
        self.recipient = recipient
        self.timeStamp = timeStamp
        self.dischargeTime = dischargeTime
        self.status = status
        hasMoreMessages = false
        preventsLoops = false
        answersCommand = false
    }

    /// The octets of the unit.
    ///
    /// The parameter indicator is written when a field behind it is. Complexity: linear; allocates
    /// the result.
    public var octets: [UInt8] {
        let first =
            FirstOctet.statusReport | FirstOctet.bit(2, !hasMoreMessages)
            | FirstOctet.bit(3, preventsLoops) | FirstOctet.bit(5, answersCommand)
            | FirstOctet.bit(6, userData?.hasHeader == true)
        // Text without a scheme is in the default alphabet, as it was received.
        let ownScheme = userData?.dataCodingScheme ?? dataCodingScheme
        let scheme = dataCodingScheme == nil && ownScheme?.octet == 0 ? nil : ownScheme
        let indicator =
            FirstOctet.bit(0, protocolIdentifier != nil) | FirstOctet.bit(1, scheme != nil)
            | FirstOctet.bit(2, userData != nil)
        var octets = [first, messageReference] + recipient.octets
        octets += timeStamp.octets + dischargeTime.octets + [status.octet]
        guard indicator != 0 || parameterIndicator != nil else { return octets }
        // Bits 3 to 6 are reserved and kept; another indicator is not written.
        octets.append(indicator | (parameterIndicator ?? 0) & 0b0111_1000)
        if let protocolIdentifier { octets.append(protocolIdentifier.octet) }
        if let scheme { octets.append(scheme.octet) }
        if let userData { octets += userData.field }
        return octets
    }

    init(_ first: UInt8, _ reader: inout FieldReader) throws(TPDUError) {
        messageReference = try reader.octet("message reference")
        recipient = try reader.address("recipient address")
        timeStamp = try reader.timeStamp("service centre time stamp")
        dischargeTime = try reader.timeStamp("discharge time")
        status = MessageStatus(octet: try reader.octet("status"))
        hasMoreMessages = first & 1 << 2 == 0
        preventsLoops = first & 1 << 3 != 0
        answersCommand = first & 1 << 5 != 0
        guard reader.remainingCount > 0 else { return }
        // Bits 3 to 6 are reserved; bit 7 announces another indicator (§9.2.3.27).
        let indicator = try reader.octet("parameter indicator")
        parameterIndicator = indicator & 0x7F
        var last = indicator
        while last & 0x80 != 0 { last = try reader.octet("parameter indicator") }
        if indicator & 1 != 0 {
            protocolIdentifier = ProtocolIdentifier(octet: try reader.octet("protocol identifier"))
        }
        if indicator & 2 != 0 {
            dataCodingScheme = DataCodingScheme(octet: try reader.octet("data coding scheme"))
        }
        if indicator & 4 != 0 {
            userData = try reader.userData(
                dataCodingScheme ?? DataCodingScheme(octet: 0),
                hasHeader: first & 1 << 6 != 0
            )
        }
    }
}

/// TP-Status: the outcome of a message, as the service centre knows it.
///
/// Source: 3GPP TS 23.040 §9.2.3.15.
public struct MessageStatus: Sendable, Hashable {
    /// The octet; any value is kept.
    public let octet: UInt8

    /// Takes an octet.
    public init(octet: UInt8) {
        self.octet = octet
    }

    /// How the outcome stands.
    public enum Outcome: Sendable, Hashable, CaseIterable {
        /// The transaction is completed; see the name for what that means.
        case completed
        /// A temporary error; the service centre is still trying.
        case stillTrying
        /// A permanent error; the service centre does not try any more.
        case failed
        /// A temporary error; the service centre does not try any more.
        case givenUp
        /// A reserved value.
        case reserved
    }

    /// How the outcome stands.
    ///
    /// A reserved value of a group counts as its group says; values from 80 hexadecimal on are
    /// reserved altogether and mean a failure that may be temporary.
    public var outcome: Outcome {
        switch octet >> 5 {
        case 0: .completed
        case 1: .stillTrying
        case 2: .failed
        case 3: .givenUp
        default: .reserved
        }
    }

    /// Whether nothing follows: the message has arrived, or the service centre has stopped trying.
    public var isFinal: Bool { outcome != .stillTrying }

    /// The standard's words for the value, in lower case.
    public var name: String {
        let low = octet & 0x1F
        switch octet {
        case 0x00: return "received by the recipient"
        case 0x01: return "forwarded, delivery not confirmed"
        case 0x02: return "replaced by the service centre"
        case 0x80...0xFF: return "reserved"
        default: break
        }
        if low >= 0x10 { return "specific to the service centre" }
        switch octet >> 5 {
        case 1, 3: return low < 6 ? Self.temporaryErrors[Int(low)] : "reserved"
        case 2: return low < 10 ? Self.permanentErrors[Int(low)] : "reserved"
        default: return "reserved"
        }
    }

    private static let temporaryErrors = [
        "congestion", "recipient busy", "no response from the recipient", "service rejected",
        "quality of service not available", "error in the recipient's device",
    ]

    private static let permanentErrors = [
        "remote procedure error", "incompatible destination",
        "connection rejected by the recipient",
        "not obtainable", "quality of service not available", "no interworking available",
        "validity period expired", "deleted by the sender",
        "deleted by the service centre's administration", "the message does not exist",
    ]
}
