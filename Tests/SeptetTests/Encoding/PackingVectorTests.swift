import TestSupport
import Testing

@testable import Septet

/// `Vectors/packing.tsv`: septets to octets and back.
@Suite struct PackingVectorTests {
    @Test func septetsArePackedAsTheVectorsSay() throws {
        for row in try VectorFile.rows("packing.tsv") {
            let fillBitCount = try #require(try row.integer("fillBits"))
            let septets = try row.octets("septets").map(UInt16.init)
            let packed = try row.octets("packed")
            #expect(Self.packed(septets, fillBitCount) == packed, "\(row)")
            #expect(ReferenceBits.packed(septets, fillBitCount: fillBitCount) == packed, "\(row)")
            #expect(Self.unpacked(packed, fillBitCount, septets.count) == septets, "\(row)")
        }
    }

    @Test func everyPaddingIsPackedAsTheReferencePacks() throws {
        for row in try VectorFile.rows("packing.tsv") {
            let septets = try row.octets("septets").map(UInt16.init)
            for padding in 0...64 {
                let padded = [UInt16](repeating: 0x55, count: padding) + septets
                let fillBitCount = padding % 7
                let packed = Self.packed(padded, fillBitCount)
                let expected = ReferenceBits.packed(padded, fillBitCount: fillBitCount)
                #expect(packed == expected, "\(row), padding \(padding)")
                let unpacked = Self.unpacked(packed, fillBitCount, padded.count)
                #expect(unpacked == padded, "\(row), padding \(padding)")
            }
        }
    }

    private static func packed(_ septets: [UInt16], _ fillBitCount: Int) -> [UInt8] {
        [UInt8](capacity: septets.count + 1) { output in
            let septets = septets.map { UInt8($0) }
            Kernel.chosen.pack(septets.span, fillBitCount: fillBitCount, into: &output)
        }
    }

    private static func unpacked(_ octets: [UInt8], _ fillBitCount: Int, _ count: Int) -> [UInt16] {
        UnitReading.septets(of: octets.span, firstBit: fillBitCount, count: count)
    }
}
