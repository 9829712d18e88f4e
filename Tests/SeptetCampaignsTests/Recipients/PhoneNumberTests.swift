import SeptetCampaigns
import Testing

@Suite struct PhoneNumberTests {
    private static func digits(_ text: String) -> String? {
        let octets = Array(text.utf8)
        return PhoneNumber(octets.span)?.description
    }

    @Test(arguments: [
        ("491713920001", "491713920001"), ("+49 171 39200-01", "491713920001"),
        ("0049 (171) 392.00/01", "491713920001"), (" +1", "1"), ("0", "0"), ("00", nil),
        ("000", "0"), ("0171", "0171"), ("171", "171"), ("", nil), ("+", nil), ("+-", nil),
        ("1a", nil), ("٣", nil), ("1+2", nil), ("1\t2", nil),
        ("123456789012345", "123456789012345"), ("1234567890123456", nil),
        ("999999999999999", "999999999999999"),
    ])
    func digitsAreRead(text: String, wanted: String?) {
        #expect(Self.digits(text) == wanted)
    }

    /// Every octet at every place of numbers of every length, one of them too long.
    @Test(arguments: 1...16)
    func anyOctetAnywhere(digitCount: Int) {
        let digits = Array("918273645509182736".utf8.prefix(digitCount))
        for place in digits.indices {
            for octet in UInt8.min...UInt8.max {
                var octets = digits
                octets[place] = octet
                #expect(PhoneNumber(octets.span)?.description == Self.reference(octets))
            }
        }
    }

    /// The rules of `PhoneNumber`, one character after the other.
    private static func reference(_ octets: [UInt8]) -> String? {
        var characters = octets.map { Character(Unicode.Scalar($0)) }.drop { $0 == " " }
        if characters.first == "+" {
            characters.removeFirst()
        } else if characters.starts(with: "00") {
            characters.removeFirst(2)
        }
        let digits = characters.filter { !" ()-./".contains($0) }
        let isNumber = digits.allSatisfy { ("0"..."9").contains($0) }
        return isNumber && (1...15).contains(digits.count) ? String(digits) : nil
    }

    @Test func differentNumbersDiffer() {
        let texts = ["0", "1", "01", "10", "001", "999999999999999", "099999999999999"]
        let numbers = texts.compactMap { text in
            let octets = Array(text.utf8)
            return PhoneNumber(octets.span)
        }
        // 001 is the number 1, dialled from abroad.
        #expect(Set(numbers).count == texts.count - 1)
    }
}
