internal import Septet

extension FuzzTarget {
    /// Digits give octets that give the same digits, or an error within the text.
    static let hexadecimal = FuzzTarget("hexadecimal") { input in
        let octets = input.rest()
        let text = String(decoding: octets, as: UTF8.self)
        switch outcome({ () throws(Hexadecimal.DecodingError) in
            try Hexadecimal.octets(of: text)
        }) {
        case .success(let decoded):
            require(Hexadecimal.string(of: decoded) == text.lowercased(), "\(text) is written back")
            require(
                Hexadecimal.string(of: decoded, .upper) == text.uppercased(),
                "\(text) is written back in upper case"
            )
        case .failure(.notADigit(let scalar, let offset)):
            let index = text.utf8.index(text.startIndex, offsetBy: offset)
            require(text.unicodeScalars[index] == scalar, "\(scalar) stands at \(offset)")
            require(!Character(scalar).isHexDigit || !scalar.isASCII, "\(scalar) isn't a digit")
        case .failure(.oddDigitCount(let count)):
            require(count == text.utf8.count && count % 2 == 1, "\(count) digits are odd")
        }
        let digits = Hexadecimal.string(of: octets)
        require((try? Hexadecimal.octets(of: digits)) == octets, "octets come back from digits")
    }
}
