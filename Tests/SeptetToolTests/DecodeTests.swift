import Foundation
import TestSupport
import Testing

@Suite struct DecodeTests {
    // "one ", "two ", "three" with reference 0x2A, packed by hand behind one fill bit.
    private static let three = [
        ReceivedLine.part("0500032a0301deee3208", 11),
        ReceivedLine.part("0500032a0302e8f73708", 11),
        ReceivedLine.part("0500032a0303e86879b90c", 12),
    ]

    @Test(arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
    func partsMayComeInAnyOrder(order: [Int]) async throws {
        let result = try await BuiltCommand.run(
            ["decode"],
            input: order.map { Self.three[$0] }.joined()
        )
        #expect(
            result.output
                == #"{"text":"one two three","encoding":"gsm7","parts":3,"complete":true,"#
                + #""missing":[],"reference":42}"# + "\n"
        )
        #expect(result.status == 0)
        #expect(result.errors == "")
    }

    @Test func missingPartsAreListed() async throws {
        let result = try await BuiltCommand.run(["decode"], input: Self.three[1])
        #expect(
            result.output
                == #"{"text":"two ","encoding":"gsm7","parts":3,"complete":false,"#
                + #""missing":[1,3],"reference":42}"# + "\n"
        )
        #expect(result.status == 0)
    }

    @Test func duplicatesAreListed() async throws {
        let result = try await BuiltCommand.run(
            ["decode"],
            input: [2, 0, 2, 0, 2, 1].map { Self.three[$0] }.joined()
        )
        #expect(
            result.output
                == #"{"text":"one two three","encoding":"gsm7","parts":3,"complete":true,"#
                + #""missing":[],"duplicates":[1,3],"reference":42}"# + "\n"
        )
    }

    @Test func sendersAndWidthsOfReferencesAreKeptApart() async throws {
        let result = try await BuiltCommand.run(
            ["decode"],
            input: ReceivedLine.part("050003000201906536fb0d02", 13, sender: "A")
                + ReceivedLine.part("050003000201906536fb0d02", 13, sender: "B")
                + ReceivedLine.part("0608040000020200480069", 11, dataCoding: 8, sender: "A")
                + ReceivedLine.part("050003000202ee6f399b0c", 12, sender: "B")
                + ReceivedLine.part("0608040000020100480069", 11, dataCoding: 8, sender: "A")
        )
        let objects = try result.objects()
        #expect(try objects.map { try $0.string("sender") } == ["B", "A", "A"])
        #expect(try objects.map { try $0.string("text") } == ["Hello world", "HiHi", "Hello "])
        #expect(try objects.map { try $0.truth("complete") } == [true, true, false])
        #expect(try objects.map { try $0.integers("missing") } == [[], [], [2]])
    }

    /// Senders that are equal as strings of Swift and differ in their octets are two.
    @Test func equivalentSendersAreKeptApart() async throws {
        let result = try await BuiltCommand.run(
            ["decode"],
            input: ReceivedLine.part("050003000201906536fb0d02", 13, sender: "\u{E9}")
                + ReceivedLine.part("050003000201906536fb0d02", 13, sender: "e\u{301}")
                + ReceivedLine.part("050003000201906536fb0d02", 13, sender: "e\u{301}")
                + ReceivedLine.part("050003000202ee6f399b0c", 12, sender: "e\u{301}")
        )
        let objects = try result.objects()
        #expect(try objects.map { try $0.truth("complete") } == [true, false])
        #expect(objects.map { $0.keys.contains("duplicates") } == [true, false])
        #expect(
            try objects.map { Array(try $0.string("sender").utf8) }
                == [[0x65, 0xCC, 0x81], [0xC3, 0xA9]]
        )
    }

    @Test func aPartWithoutHeaderIsAMessage() async throws {
        let result = try await BuiltCommand.run(
            ["decode"],
            input: ReceivedLine.part("61f1985c369f01", 7, hasHeader: false)
                + "\n \r\n" + ReceivedLine.part("61f1985c369f01", 8, hasHeader: false)
                + ReceivedLine.part("", 0, hasHeader: false)
                + ReceivedLine.part("00ff", 2, dataCoding: 4, hasHeader: false)
        )
        #expect(
            result.lines == [
                #"{"text":"abcdefg","encoding":"gsm7","parts":1,"complete":true,"missing":[]}"#,
                #"{"text":"abcdefg@","encoding":"gsm7","parts":1,"complete":true,"missing":[]}"#,
                #"{"text":"","encoding":"gsm7","parts":1,"complete":true,"missing":[]}"#,
                #"{"text":null,"data":"00ff","encoding":"8bit","parts":1,"complete":true,"missing":[]}"#,
            ]
        )
        #expect(result.status == 0)
    }

    @Test func theOldestIncompleteMessageMakesRoom() async throws {
        let result = try await BuiltCommand.run(
            ["decode", "--pending", "1"],
            input: ReceivedLine.part("050003010201deee3208", 11)
                + ReceivedLine.part("050003020201e8f73708", 11)
        )
        #expect(try result.objects().map { try $0.integer("reference") } == [1, 2])
        #expect(try result.objects().map { try $0.integers("missing") } == [[2], [2]])
        let refused = try await BuiltCommand.run(["decode", "--pending", "0"])
        #expect(refused.status == 64)
    }

    @Test func theSampleInboxIsPutTogether() async throws {
        let result = try await BuiltCommand.run([
            "decode", PackageFolder.sample("inbox.ndjson").path,
        ])
        #expect(result.status == 0)
        #expect(result.errors == "")
        let objects = try result.objects()
        #expect(objects.count == 8)
        let incomplete = try objects.filter { try !$0.truth("complete") }
        #expect(try incomplete.map { try $0.string("sender") } == ["+861010000123"])
        #expect(try incomplete.map { try $0.integers("missing") } == [[2]])
        #expect(try incomplete.map { try $0.integers("duplicates") } == [[3]])
        let keys: Set<String> = ["text", "encoding", "parts", "complete", "missing"]
        #expect(objects.allSatisfy { $0.keys.isSuperset(of: keys) })
    }

    @Test func gapsInALineOfEncodeAreListed() async throws {
        let encoded = try await BuiltCommand.run(["encode", String(repeating: "ą", count: 200)])
        let object = try encoded.object()
        let line = try object.line(replacing: [
            "parts": try object.reordered("parts") { [$0[2], $0[0]] }
        ])
        let decoded = try await BuiltCommand.run(["decode"], input: line).object()
        #expect(try decoded.integers("missing") == [2])
        #expect(try decoded.string("text").count == 133)
    }

    /// A clash of totals or contents proves a new message; the old one is given back as it is.
    @Test func clashesAreNewMessages() async throws {
        let result = try await BuiltCommand.run(
            ["decode"],
            input: Self.three[0] + ReceivedLine.part("0500032a0202e8f73708", 11)
                + ReceivedLine.part("0500032a0301e8f73708", 11) + Self.three[2] + Self.three[1]
        )
        #expect(result.errors == "")
        let objects = try result.objects()
        #expect(try objects.map { try $0.string("text") } == ["one ", "two ", "two two three"])
        #expect(try objects.map { try $0.truth("complete") } == [false, false, true])
        #expect(
            try objects[0].strings("warnings") == [
                "the message is incomplete: its reference came in a part of a message of 2 parts, "
                    + "which is another message"
            ]
        )
        #expect(result.status == 0)
    }
}
