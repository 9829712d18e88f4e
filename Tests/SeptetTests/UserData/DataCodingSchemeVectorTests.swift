import Septet
import TestSupport
import Testing

/// `Vectors/data-coding-schemes.tsv`: all 256 octets.
@Suite struct DataCodingSchemeVectorTests {
    private static let groups: [String: DataCodingScheme.Group] = [
        "general": .general, "automaticDeletion": .automaticDeletion, "reserved": .reserved,
        "messageWaitingDiscard": .messageWaitingDiscard,
        "messageWaitingStoreDefault": .messageWaitingStore,
        "messageWaitingStoreUCS2": .messageWaitingStoreUCS2,
        "dataCodingMessageClass": .dataCodingAndMessageClass,
    ]

    private static let alphabets: [String: Alphabet] = [
        "gsm7": .gsm7Bit, "8bit": .eightBitData, "ucs2": .ucs2,
    ]

    @Test func everySchemeIsReadAsTheVectorsSay() throws {
        let rows = try VectorFile.rows("data-coding-schemes.tsv")
        #expect(try rows.map { try $0.octets("octet") } == (0...255).map { [UInt8($0)] })
        for row in rows {
            let scheme = DataCodingScheme(octet: try #require(try row.octets("octet").first))
            let group = try #require(Self.groups[try row.raw("group")], "\(row)")
            #expect(scheme.group == group, "\(row)")
            let alphabet = try #require(Self.alphabets[try row.raw("receivedAs")], "\(row)")
            #expect(scheme.alphabet == alphabet, "\(row)")
            // The vectors do not look at single reserved bits, isReserved does.
            if try row.raw("alphabet") == "reserved" { #expect(scheme.isReserved, "\(row)") }
            let expectedCompressed = try row.raw("compressed") == "1"
            #expect(scheme.isCompressed == expectedCompressed, "\(row)")
            let messageClass = scheme.messageClass.map { Int($0.rawValue) }
            let expectedMessageClass = try row.integer("messageClass")
            #expect(messageClass == expectedMessageClass, "\(row)")
            let isActive = scheme.messageWaiting.map { $0.isActive ? 1 : 0 }
            let expectedIndicationActive = try row.integer("indicationActive")
            #expect(isActive == expectedIndicationActive, "\(row)")
            let kind = scheme.messageWaiting.map { Int($0.kind.rawValue) }
            let expectedIndicationType = try row.integer("indicationType")
            #expect(kind == expectedIndicationType, "\(row)")
        }
    }

    @Test(arguments: [Alphabet.gsm7Bit, .eightBitData, .ucs2])
    func madeSchemesAreReadBack(alphabet: Alphabet) {
        let classes = DataCodingScheme.MessageClass.allCases.map(Optional.init) + [nil]
        for messageClass in classes {
            let scheme = DataCodingScheme(alphabet: alphabet, messageClass: messageClass)
            #expect(scheme.alphabet == alphabet)
            #expect(scheme.messageClass == messageClass)
            #expect(scheme.group == .general)
            #expect(!scheme.isReserved && !scheme.isCompressed)
        }
    }

    @Test func knownOctets() {
        #expect(DataCodingScheme(alphabet: .gsm7Bit).octet == 0x00)
        #expect(DataCodingScheme(alphabet: .eightBitData).octet == 0x04)
        #expect(DataCodingScheme(alphabet: .ucs2).octet == 0x08)
        #expect(DataCodingScheme(alphabet: .gsm7Bit, messageClass: .flash).octet == 0x10)
        #expect(DataCodingScheme(alphabet: .ucs2, messageClass: .flash).octet == 0x18)
    }
}
