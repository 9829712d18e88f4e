import Foundation
@testable import SeptetCampaigns
import TestSupport
import Testing

@Suite struct RecipientSetTests {
    /// Numbers of a few countries, many of them several times, and some that are none.
    private static func recipients(_ count: Int, _ random: inout SplitMix64) -> [String] {
        (0..<count).map { _ in
            switch random.below(20) {
            case 0: "user\(random.below(count))@example.com"
            case 1: "SENDER"
            case 2...11: "4917\(10_000_000 + random.below(count * 2))"
            case 12: "0\(random.below(100))"
            default: "\(random.below(10))\(random.next() % 99_999_999_999_999)"
            }
        }
    }

    private static func add(_ recipients: some Sequence<String>, to set: inout RecipientSet) {
        for recipient in recipients {
            let octets = Array(recipient.utf8)
            set.add(octets.span)
        }
    }

    @Test func anEmptySetHasNobody() throws {
        var set = RecipientSet()
        let count = set.count()
        #expect(count.value == 0 && !count.isLowerBound)
        let serialized = set.serialized()
        #expect(serialized == "")
    }

    /// In memory, in runs, and in the file: the smallest set spills after some ten thousand keys.
    @Test(arguments: [1, 511, 513, 5_000, 200_000], [64 << 10, 1 << 20])
    func countIsThatOfASet(recipientCount: Int, octetLimit: Int) {
        var random = Seed.generator("recipients", recipientCount)
        let recipients = Self.recipients(recipientCount, &random)
        var set = RecipientSet(octetLimit: octetLimit)
        Self.add(recipients, to: &set)
        let wanted = Set(recipients).count
        let first = set.count()
        #expect(first.value == wanted && !first.isLowerBound, "\(Seed.note("recipients"))")
        #expect(set.additionCount == recipientCount)
        // Counting changes nothing, and more can be added.
        Self.add(["new"] + recipients.prefix(10), to: &set)
        let second = set.count()
        #expect(second.value == wanted + 1)
    }

    @Test func theSameNumberIsTheSameRecipient() {
        var set = RecipientSet()
        Self.add(["+49 171 39200-01", "491713920001", "00491713920001", "01713920001"], to: &set)
        let count = set.count()
        #expect(count.value == 2)
        #expect(set.additionCount == 4)
    }

    @Test(arguments: [64 << 10, 4 << 20])
    func mergedHalvesAreTheWhole(octetLimit: Int) {
        var random = Seed.generator("halves")
        let recipients = Self.recipients(60_000, &random)
        let border = random.below(recipients.count)
        var left = RecipientSet(octetLimit: octetLimit)
        var right = RecipientSet(octetLimit: octetLimit)
        Self.add(recipients[..<border], to: &left)
        Self.add(recipients[border...], to: &right)
        left.merge(right)
        let count = left.count()
        #expect(count.value == Set(recipients).count && !count.isLowerBound)
        #expect(left.additionCount == recipients.count)
    }

    @Test func aSerializedSetIsReadBack() throws {
        var random = Seed.generator("serialized")
        let recipients = Self.recipients(30_000, &random)
        var set = RecipientSet(octetLimit: 64 << 10)
        Self.add(recipients, to: &set)
        let serialized = set.serialized()
        let text = try #require(serialized)
        var other = RecipientSet()
        Self.add(["new"] + recipients.prefix(5), to: &other)
        try other.merge(serialized: text)
        let count = other.count()
        #expect(count.value == Set(recipients).count + 1)
    }

    @Test(
        arguments: [
            ([0x80], 0), ([1, 0], 1), ([1, 0x80, 0x80], 1),
            ([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02], 0),
            ([0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x81], 0),
            ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], 0),
            // Eighteen digits are the most that a key has; one more is none.
            ([0xFF, 0xFF, 0x9F, 0xF6, 0xF4, 0xAC, 0xDB, 0xE0, 0x1B, 1], 9),
        ] as [([UInt8], Int)]
    )
    func damageIsFound(octets: [UInt8], offset: Int) {
        var set = RecipientSet()
        let text = Data(octets).base64EncodedString()
        do throws(RecipientSet.ReadingError) {
            try set.merge(serialized: text)
            Issue.record("\(octets) was read")
        } catch {
            #expect(error == .malformed(octetOffset: offset))
        }
    }

    /// FIPS 180-4's examples and the borders of its blocks, against Python's `hashlib`.
    @Test(
        arguments: [
            (0, 0xE3B0_C442_98FC_1C14_9AFB_F4C8_996F_B924),
            (1, 0xCA97_8112_CA1B_BDCA_FAC2_31B3_9A23_DC4D),
            (55, 0x9F43_90F8_D30C_2DD9_2EC9_F095_B65E_2B9A),
            (56, 0xB354_39A4_AC6F_0948_B6D6_F9E3_C6AF_0F5F),
            (63, 0x7D3E_74A0_5D7D_B15B_CE4A_D9EC_0658_EA98),
            (64, 0xFFE0_54FE_7AE0_CB6D_C65C_3AF9_B61D_5209),
            (119, 0x31EB_A51C_313A_5C08_226A_DF18_D4A3_59CF),
            (120, 0x2F3D_3354_32C7_0B58_0AF0_E8E1_B367_4A7C),
            (1000, 0x41ED_ECE4_2D63_E8D9_BF51_5A9B_A693_2E1C),
        ] as [(Int, UInt128)]
    )
    func theDigestIsSHA256(octetCount: Int, wanted: UInt128) {
        let octets = [UInt8](repeating: UInt8(ascii: "a"), count: octetCount)
        #expect(Digest.of(octets.span) == wanted)
    }

    /// These two have the same FNV-1a.
    @Test func namesThatAHashTookForOneAreTwo() throws {
        let names = ["8yn0iYCKYHlIj4-BwPqk", "GReLUrM4wMqfg9yzV3KQ"]
        var set = RecipientSet()
        Self.add(names, to: &set)
        let count = set.count()
        #expect(count.value == 2)
        let serialized = set.serialized()
        var other = RecipientSet()
        Self.add(names + ["48500"], to: &other)
        let keyCount = try other.merge(serialized: try #require(serialized))
        #expect(keyCount == 2)
        let merged = other.count()
        #expect(merged.value == 3)
    }

    @Test func otherTextIsNoSet() {
        var set = RecipientSet()
        do throws(RecipientSet.ReadingError) {
            try set.merge(serialized: "a#")
            Issue.record("it was read")
        } catch {
            #expect(error == .notBase64)
        }
    }

    @Test func withoutAFileTheCountIsALowerBound() {
        var random = Seed.generator("lower bound")
        let recipients = Self.recipients(100_000, &random)
        var set = RecipientSet(octetLimit: 64 << 10, spillFolder: "/nowhere/at/all")
        Self.add(recipients, to: &set)
        let count = set.count()
        #expect(count.isLowerBound)
        #expect(count.value > 2_000 && count.value < Set(recipients).count)
        let serialized = set.serialized()
        #expect(serialized == nil)
        // A merge with less than all is less than all.
        var other = RecipientSet()
        other.merge(set)
        let merged = other.count()
        #expect(merged.isLowerBound)
    }
}
