/// The data coding scheme of a short message (TP-DCS): one octet that says how to read the text.
///
/// Any octet is a scheme; reserved values mean the GSM 7 bit default alphabet, as TS 23.038 §4
/// demands.
public struct DataCodingScheme: Sendable, Hashable {
    /// The octet itself.
    public let octet: UInt8

    /// Takes an octet as received.
    public init(octet: UInt8) {
        self.octet = octet
    }

    /// The scheme of the general group for an alphabet, with a message class when one is given.
    ///
    /// Source: TS 23.038 §4, coding groups 00xx: bits 3 and 2 hold the alphabet, bit 4 says that
    /// bits 1 and 0 hold a class.
    public init(alphabet: Alphabet, messageClass: MessageClass? = nil) {
        let alphabetBits: UInt8 =
            switch alphabet {
            case .gsm7Bit: 0b0000
            case .eightBitData: 0b0100
            case .ucs2: 0b1000
            }
        octet = alphabetBits | (messageClass.map { 0b1_0000 | $0.rawValue } ?? 0)
    }

    /// What a message class asks of the phone.
    ///
    /// Source: TS 23.038 §4.
    public enum MessageClass: UInt8, Sendable, Hashable, CaseIterable {
        /// Class 0: shown at once and not stored; known as flash.
        case flash = 0
        /// Class 1: mobile equipment specific.
        case mobileEquipment = 1
        /// Class 2: SIM specific.
        case subscriberIdentityModule = 2
        /// Class 3: terminal equipment specific.
        case terminalEquipment = 3
    }

    /// The coding group, from the upper bits.
    public enum Group: Sendable, Hashable, CaseIterable {
        /// 00xx: general data coding.
        case general
        /// 01xx: the same, for messages marked for automatic deletion.
        case automaticDeletion
        /// 1000 to 1011: reserved.
        case reserved
        /// 1100: message waiting, the text may be discarded.
        case messageWaitingDiscard
        /// 1101: message waiting, the text is stored, in the default alphabet.
        case messageWaitingStore
        /// 1110: message waiting, the text is stored, in UCS-2.
        case messageWaitingStoreUCS2
        /// 1111: data coding and message class.
        case dataCodingAndMessageClass
    }

    /// The coding group of the octet.
    public var group: Group {
        switch octet >> 4 {
        case 0b0000...0b0011: .general
        case 0b0100...0b0111: .automaticDeletion
        case 0b1000...0b1011: .reserved
        case 0b1100: .messageWaitingDiscard
        case 0b1101: .messageWaitingStore
        case 0b1110: .messageWaitingStoreUCS2
        default: .dataCodingAndMessageClass
        }
    }

    /// How the characters are coded; the GSM 7 bit default alphabet for every reserved value.
    public var alphabet: Alphabet {
        switch group {
        case .general, .automaticDeletion:
            switch octet >> 2 & 0b11 {
            case 0b01: .eightBitData
            case 0b10: .ucs2
            default: .gsm7Bit
            }
        case .messageWaitingStoreUCS2: .ucs2
        case .dataCodingAndMessageClass: octet & 0b100 == 0 ? .gsm7Bit : .eightBitData
        case .reserved, .messageWaitingDiscard, .messageWaitingStore: .gsm7Bit
        }
    }

    /// Whether the value is one that TS 23.038 §4 reserves.
    public var isReserved: Bool {
        switch group {
        case .reserved: true
        case .general, .automaticDeletion: octet >> 2 & 0b11 == 0b11
        case .dataCodingAndMessageClass: octet & 0b1000 != 0
        case .messageWaitingDiscard, .messageWaitingStore, .messageWaitingStoreUCS2:
            octet & 0b100 != 0
        }
    }

    /// Whether the text is compressed (TS 23.042).
    public var isCompressed: Bool {
        switch group {
        case .general, .automaticDeletion: octet & 0b10_0000 != 0
        default: false
        }
    }

    /// The message class, `nil` when the octet has none.
    public var messageClass: MessageClass? {
        switch group {
        case .general, .automaticDeletion:
            octet & 0b1_0000 == 0 ? nil : MessageClass(rawValue: octet & 0b11)
        case .dataCodingAndMessageClass: MessageClass(rawValue: octet & 0b11)
        default: nil
        }
    }

    /// A message waiting indication: whether it is set, and what is waiting.
    public struct MessageWaiting: Sendable, Hashable {
        /// What kind of message is waiting.
        public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
            case voicemail = 0
            case fax = 1
            case email = 2
            case other = 3
        }

        /// Whether the phone shows the indication (`true`) or removes it.
        public let isActive: Bool

        /// What is waiting.
        public let kind: Kind
    }

    /// The message waiting indication, `nil` when the octet is of another group.
    public var messageWaiting: MessageWaiting? {
        switch group {
        case .messageWaitingDiscard, .messageWaitingStore, .messageWaitingStoreUCS2:
            MessageWaiting.Kind(rawValue: octet & 0b11).map {
                MessageWaiting(isActive: octet & 0b1000 != 0, kind: $0)
            }
        default: nil
        }
    }
}
