import Foundation
import Septet
@testable import SeptetCampaigns
import SeptetNumbers
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

    /// In the order of a list: which messages are repeated, and how many numbers there are, also
    /// beyond the numbers that are kept for that.
    @Test(arguments: [1, 31, 33, 3_000, 20_000], [5_000, 100_000])
    func duplicatesAreThoseOfTheDefinition(messageCount: Int, keyLimit: Int) throws {
        var random = Seed.generator("duplicates", messageCount)
        let numbers = try (0..<messageCount).map { _ in
            let text = "+48\(500_000_000 + random.below(2 * messageCount))"
            return try #require(PhoneNumber(e164: text))
        }
        // Names have the topmost bit.
        let keys = try numbers.map { try #require($0.key) | (random.oneIn(10) ? 1 << 63 : 0) }
        let kinds = [1, 2].map { MessageKind(alphabet: .gsm7Bit, partCount: $0) }
        let sent = keys.indices.map {
            SentMessage(recipient: keys[$0], kind: kinds[$0 % 2], line: $0 + 2)
        }
        var search = DuplicateSearch(keyLimit: keyLimit)
        for start in stride(from: 0, to: sent.count, by: 1_000) {
            search.add(Array(sent[start..<min(sent.count, start + 1_000)]))
        }
        var met: Set<UInt64> = []
        var wanted = RowTotals()
        for message in sent {
            if met.contains(message.recipient) {
                wanted.addDuplicate(message.kind, line: message.line)
            } else if met.count < keyLimit {
                met.insert(message.recipient)
            } else {
                wanted.lacksDuplicates = true
            }
        }
        #expect(search.duplicates == wanted)

        var plain = RecipientSet()
        for (number, key) in zip(numbers, keys) where key >> 63 == 0 { plain.add(number) }
        var set = search.takeNumbers()
        let (count, plainCount) = (set.count(), plain.count())
        #expect(count == plainCount && !count.isLowerBound)
        #expect(set.additionCount == plain.additionCount)

        // More numbers, known and new ones, and other sets.
        set.add(try #require(PhoneNumber(e164: "+447900900123")))
        plain.add(try #require(PhoneNumber(e164: "+447900900123")))
        set.add(numbers[0])
        plain.add(numbers[0])
        let (more, plainMore) = (set.count(), plain.count())
        #expect(more == plainMore)
        var empty = RecipientSet()
        empty.merge(set)
        var other = RecipientSet()
        for number in numbers.prefix(10) { other.add(number) }
        empty.merge(other)
        for number in numbers.prefix(10) { plain.add(number) }
        let (mergedCount, plainMergedCount) = (empty.count(), plain.count())
        #expect(mergedCount == plainMergedCount)
        let (text, plainText) = (empty.serialized(), plain.serialized())
        #expect(text != nil && text == plainText)
    }
}
