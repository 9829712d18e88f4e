/// The three character representations a short message can travel in.
///
/// Source: 3GPP TS 23.038 §4, the alphabets a data coding scheme can announce.
public enum Alphabet: Sendable, Hashable, CaseIterable {
    /// GSM 7 bit: the default alphabet with its extension table, or national language tables.
    case gsm7Bit
    /// Octets without a text meaning.
    case eightBitData
    /// UCS-2, in practice UTF-16: two octets per unit, most significant octet first.
    case ucs2

    /// How many units fit into one short message beside a user data header.
    ///
    /// A unit is a septet, an octet or a UTF-16 code unit. The result is 0 when the header leaves
    /// no room. Source: TS 23.040 §9.2.3.24: the user data field holds 140 octets, septets begin
    /// on the first septet border after the header, and a UCS-2 character is never cut in two.
    ///
    /// - Parameter headerOctetCount: Octets of the whole header, its length octet included; 0 for none.
    public func unitsPerPart(headerOctetCount: Int) -> Int {
        let octets =
            UserDataField.octetCount - min(max(0, headerOctetCount), UserDataField.octetCount)
        return switch self {
        case .gsm7Bit: octets * 8 / 7
        case .eightBitData: octets
        case .ucs2: octets / 2
        }
    }
}

#if !hasFeature(Embedded)
    extension Alphabet: Codable {
        /// The word in JSON.
        private var word: String {
            switch self {
            case .gsm7Bit: "gsm7"
            case .eightBitData: "binary"
            case .ucs2: "ucs2"
            }
        }

        /// Reads `gsm7`, `ucs2` or `binary`.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let word = try container.decode(String.self)
            guard
                let alphabet = Self.allCases.first(where: { $0.word.utf8.elementsEqual(word.utf8) })
            else {
                throw DecodingError.dataCorruptedError(
                    in: container,
                    debugDescription: "not an alphabet"
                )
            }
            self = alphabet
        }

        /// Writes `gsm7`, `ucs2` or `binary`, the words of the command.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(word)
        }
    }
#endif

/// The GSM 7 bit default alphabet with its extension table.
///
/// TS 23.038 §6.2.1 and §6.2.1.1.
enum DefaultAlphabet {
    /// The code of a character that is not in the alphabet.
    static let absent: UInt8 = 0xFF

    /// The code of a scalar: the septet, with bit 7 set when an escape comes before it.
    ///
    /// `absent` when the alphabet lacks the character.
    static func code(of scalar: UInt32) -> UInt8 {
        if scalar < 0x400 {
            return GeneratedDefaultAlphabet.codes[Int(scalar)]
        }
        return scalar == GeneratedDefaultAlphabet.euroSign
            ? GeneratedDefaultAlphabet.euroSignCode : absent
    }

    /// The septets of a scalar, `nil` when the alphabet lacks it.
    static func septets(of scalar: UInt32) -> SeptetSequence? {
        let code = code(of: scalar)
        guard code != absent else { return nil }
        return SeptetSequence(septet: code & 0x7F, isEscaped: code & 0x80 != 0)
    }
}

extension DefaultAlphabet {
    /// The septets that a scalar of the alphabet takes.
    static func septetCount(of scalar: UInt32) -> Int {
        code(of: scalar) & 0x80 == 0 ? 1 : 2
    }
}

/// The one or two septets that stand for a character.
public struct SeptetSequence: Sendable, Hashable {
    /// The septet of the escape to the single shift table.
    ///
    /// Source: TS 23.038 §6.2.1.
    public static let escape: UInt8 = 0x1B

    /// The septet in its table, 0...127.
    public let septet: UInt8

    /// Whether an escape comes before it.
    public let isEscaped: Bool

    /// How many septets the character takes: 1 or 2.
    public var septetCount: Int { isEscaped ? 2 : 1 }
}
