internal import Septet

extension BillingRule {
    /// The rule that follows from 140 octets and an 8-bit concatenation reference.
    ///
    /// GSM 7 bit or UCS-2. Source: TS 23.040 §9.2.3.24.
    public static func standard(_ encoding: MessageEncoding) -> Self {
        let alphabet: Alphabet =
            switch encoding {
            case .gsm7: .gsm7Bit
            case .ucs2: .ucs2
            case .latin1, .binary: .eightBitData
            }
        let header = 1 + ConcatenationReference.Width.eightBit.elementOctetCount
        return Self(
            singleUnitCount: alphabet.unitsPerPart(headerOctets: 0),
            unitsPerPart: alphabet.unitsPerPart(headerOctets: header)
        )
    }
}
