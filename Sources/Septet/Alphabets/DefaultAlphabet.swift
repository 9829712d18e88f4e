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
    /// The septets a scalar of the alphabet costs.
    static func septetCount(of scalar: UInt32) -> Int {
        code(of: scalar) & 0x80 == 0 ? 1 : 2
    }
}
