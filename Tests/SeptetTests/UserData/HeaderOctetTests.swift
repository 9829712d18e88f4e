import Septet
import Testing

/// The octets of headers that others got wrong, typed out.
@Suite struct HeaderOctetTests {
    private static func header(
        _ text: String,
        _ languages: NationalLanguages,
        _ width: ConcatenationReference.Width = .eightBit,
        part: Int = 0
    ) throws -> [UInt8] {
        let planner = Planner(languages: languages, referenceWidth: width, choice: .gsm7Bit)
        return try planner.plan(text).segments(of: text, messageNumber: 0x1234)[part].header
    }

    @Test func shiftElementsAreNumberedInHexadecimal() throws {
        let turkish = NationalLanguages(.turkish)
        #expect(try Self.header("ğ", turkish) == [0x03, 0x25, 0x01, 0x01])
        let mostlyLatin = "è" + String(repeating: "a", count: 100) + "ğ"
        #expect(try Self.header(mostlyLatin, turkish) == [0x03, 0x24, 0x01, 0x01])
        let both = NationalLanguages([.turkish, .portuguese])
        let mixed = String(repeating: "ş", count: 50) + String(repeating: "ã", count: 50)
        let expected: [UInt8] = [0x06, 0x24, 0x01, 0x03, 0x25, 0x01, 0x01]
        #expect(try Self.header(mixed, both) == expected)
    }

    @Test func concatenationOfBothWidths() throws {
        let text = String(repeating: "a", count: 161)
        #expect(try Self.header(text, []) == [0x05, 0x00, 0x03, 0x34, 0x02, 0x01])
        #expect(try Self.header(text, [], part: 1) == [0x05, 0x00, 0x03, 0x34, 0x02, 0x02])
        let wide: [UInt8] = [0x06, 0x08, 0x04, 0x12, 0x34, 0x02, 0x01]
        #expect(try Self.header(text, [], .sixteenBit) == wide)
    }

    /// Thirteen octets of header, 145 septets of text, one fill bit in between.
    @Test func wideReferenceWithBothTablesIsRightToTheBit() throws {
        let text = String(repeating: "ş", count: 100) + String(repeating: "ã", count: 30)
        let planner = Planner(
            languages: NationalLanguages([.turkish, .portuguese]),
            referenceWidth: .sixteenBit
        )
        let plan = try planner.plan(text)
        #expect(plan.shiftTables == ShiftTables(locking: .turkish, single: .portuguese))
        #expect(plan.headerOctetCount == 13)
        #expect(plan.unitsPerPart == 145)
        #expect(plan.partCount == 2)
        let segments = try plan.segments(of: text, messageNumber: 0xABCD)
        let first = try #require(segments.first)
        #expect(
            first.header == [
                0x0C, 0x08, 0x04, 0xAB, 0xCD, 0x02, 0x01, 0x24, 0x01, 0x03, 0x25, 0x01, 0x01,
            ]
        )
        // 100 ş of a septet each, 22 ã of two; the next ã does not fit into the septet left.
        #expect(first.layout.unitCount == 144)
        #expect(first.layout.end == .escapePair)
        // 104 bits of header and one fill bit are 15 septets.
        #expect(first.layout.userDataLength == 15 + 144)
        // ş is 1D, 1011100 with the lowest bit first: 0|1011100 1011100|1 011100|10 ...
        #expect(first.userData[13..<16] == [0b0011_1010, 0b1001_1101, 0b0100_1110])
        let last = try #require(segments.last)
        #expect(last.layout.unitCount == 16)
        #expect(last.layout.userDataLength == 15 + 16)
        #expect(last.userData.count == 13 + (1 + 16 * 7 + 7) / 8)
        // ã is an escape and 7B: 1101100 1101111 with the lowest bit first.
        #expect(last.userData[13..<15] == [0b0011_0110, 0b1111_1011])
    }
}
