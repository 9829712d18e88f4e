import Septet
import Testing

@Suite struct AlphabetTests {
    @Test(arguments: [
        (Alphabet.gsm7Bit, 0, 160), (.gsm7Bit, 6, 153), (.gsm7Bit, 7, 152), (.gsm7Bit, 4, 155),
        (.ucs2, 0, 70), (.ucs2, 6, 67), (.ucs2, 7, 66), (.ucs2, 139, 0),
        (.eightBitData, 0, 140), (.eightBitData, 6, 134), (.eightBitData, 7, 133),
        (.gsm7Bit, 140, 0), (.gsm7Bit, 200, 0),
    ])
    func unitsPerPartMatchesTheStandard(alphabet: Alphabet, headerOctets: Int, units: Int) {
        #expect(alphabet.unitsPerPart(headerOctetCount: headerOctets) == units)
    }
}
