internal import Septet

extension UserDataHeader {
    /// Throws when the header tries to name a part and names none that exists.
    ///
    /// A phone ignores such an element and shows the part alone (TS 23.040 §9.2.3.24.1); whoever
    /// decodes a file wants to know.
    func checkConcatenation() throws(ConcatenationError) {
        guard concatenation == nil else { return }
        var offset = 1
        for element in elements {
            let expected: Int? =
                switch element.identifier {
                case InformationElement.Identifier.concatenation8Bit: 3
                case InformationElement.Identifier.concatenation16Bit: 4
                default: nil
                }
            if let expected {
                throw ConcatenationError(element: element, expected: expected, offset: offset)
            }
            offset += element.octetCount
        }
    }
}

/// Why a concatenation element names no part.
struct ConcatenationError: Error, CustomStringConvertible {
    let element: InformationElement

    /// The octets an element of its kind has.
    let expected: Int

    /// Where the element begins in the user data.
    let offset: Int

    var description: String {
        let data = element.data
        guard data.count == expected else {
            let name = "0x" + Hexadecimal.string(of: [element.identifier])
            return "information element \(name) at offset \(offset): "
                + "\(data.count) octets, its kind has \(expected)"
        }
        let place = data.suffix(2).map(Int.init)
        return "concatenation at offset \(offset): there is no part \(place[1]) of \(place[0])"
    }
}
