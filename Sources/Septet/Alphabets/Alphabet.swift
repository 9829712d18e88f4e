/// The three character representations a short message can travel in.
///
/// Source: 3GPP TS 23.038 §4, the alphabets a data coding scheme can name.
public enum Alphabet: Sendable, Hashable, CaseIterable {
    /// GSM 7 bit: the default alphabet with its extension table, or national language tables.
    case gsm7Bit
    /// Octets without a text meaning.
    case eightBitData
    /// UCS-2, in practice UTF-16: two octets per unit, most significant octet first.
    case ucs2

    /// How many units fit into one short message beside a user data header of `headerOctets`.
    ///
    /// A unit is a septet, an octet or a UTF-16 code unit. The result is 0 when the header leaves
    /// no room. Source: TS 23.040 §9.2.3.24: the user data field holds 140 octets, septets begin
    /// on the first septet border after the header, and a UCS-2 character is never cut in two.
    ///
    /// - Parameter headerOctets: Octets of the whole header, its length octet included; 0 for none.
    public func unitsPerPart(headerOctets: Int) -> Int {
        let octets = UserDataField.octetCount - min(max(0, headerOctets), UserDataField.octetCount)
        return switch self {
        case .gsm7Bit: octets * 8 / 7
        case .eightBitData: octets
        case .ucs2: octets / 2
        }
    }
}
