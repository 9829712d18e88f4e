import TestSupport
import Testing

@testable import Septet

/// Headers of every length: capacity, fill bits, and packed text behind them.
@Suite struct HeaderLengthTests {
    @Test(arguments: 0...139)
    func septetsBehindAHeaderComeBack(headerOctetCount: Int) throws {
        let codec = try Reference.codec()
        let capacity = Alphabet.gsm7Bit.unitsPerPart(headerOctetCount: headerOctetCount)
        let encoding = ReferenceEncoding.gsm7Bit(locking: 0, single: 0)
        #expect(capacity == codec.capacity(encoding, headerOctetCount: headerOctetCount))
        let wide = Alphabet.ucs2.unitsPerPart(headerOctetCount: headerOctetCount)
        #expect(wide == codec.capacity(.ucs2, headerOctetCount: headerOctetCount))
        #expect(
            Alphabet.eightBitData.unitsPerPart(headerOctetCount: headerOctetCount) == 140
                - headerOctetCount
        )

        let format = PartFormat(alphabet: .gsm7Bit, headerOctetCount: headerOctetCount)
        let fillBitCount = ReferenceBits.fillBitCount(headerOctetCount: headerOctetCount)
        #expect(format.fillBitCount == fillBitCount)
        #expect((0...6).contains(format.fillBitCount))
        #expect(format.unitCapacity == capacity)
        // No header has two octets: an element takes two besides the length.
        guard headerOctetCount != 2 else { return }
        for unitCount in Set([0, 1, 2, 7, 8, 9, capacity - 1, capacity])
        where 0...capacity ~= unitCount {
            // A final @ is septet 0, which only the length separates from padding.
            var septets = (0..<unitCount).map { UInt16(($0 * 37 + 1) % 128) }
            if unitCount > 0 { septets[unitCount - 1] = 0 }
            let body = ReferenceBits.packed(septets, fillBitCount: fillBitCount)
            let header = Self.header(octetCount: headerOctetCount)
            #expect(format.octetCount(unitCount: unitCount) == headerOctetCount + body.count)
            let userData = header + body
            #expect(userData.count <= 140)
            let part = try ReceivedPart(
                userData: userData.span,
                userDataLength: format.userDataLength(unitCount: unitCount),
                dataCodingScheme: DataCodingScheme(octet: 0),
                hasHeader: headerOctetCount > 0
            )
            #expect(part.units == septets)
        }
    }

    @Test(arguments: 3...138)
    func textBehindElementsOfAnyLengthComesBack(headerOctetCount: Int) throws {
        let elements = [
            InformationElement(
                identifier: 0x7F,
                data: [UInt8](repeating: 0xAA, count: headerOctetCount - 3)
            )
        ]
        for choice in [Planner.Choice.gsm7Bit, .ucs2] {
            let planner = Planner(choice: choice, elementOctetCount: headerOctetCount - 1)
            let alphabet: Alphabet = choice == .ucs2 ? .ucs2 : .gsm7Bit
            let capacity = alphabet.unitsPerPart(headerOctetCount: headerOctetCount)
            let text =
                String(repeating: "a", count: max(0, capacity - 1)) + (capacity > 0 ? "@" : "")
            let plan = try planner.plan(text)
            #expect(plan.partCount == 1)
            #expect(plan.remainingUnitCount == 0)
            let segment = try #require(
                try plan.segments(of: text, messageNumber: 0, elements: elements).first
            )
            let part = try segment.received(as: plan.dataCodingScheme())
            #expect(part.text == text)
            #expect(part.header.elements == elements)
            let several = alphabet.unitsPerPart(headerOctetCount: headerOctetCount + 5)
            if several >= 2 {
                #expect(try planner.plan(text + "a").partCount == 1 + (capacity + 1 - 1) / several)
            } else {
                #expect(
                    throws: PlanningError.noRoomBesideHeader(headerOctetCount: headerOctetCount + 5)
                ) { try planner.plan(text + "a") }
            }
        }
    }

    private static func header(octetCount: Int) -> [UInt8] {
        switch octetCount {
        case 0: []
        case 1: [0]
        default:
            [UInt8(octetCount - 1), 0x7F, UInt8(octetCount - 3)]
                + [UInt8](repeating: 0x55, count: octetCount - 3)
        }
    }
}
