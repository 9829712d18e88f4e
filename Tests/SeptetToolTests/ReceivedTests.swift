import Foundation
import TestSupport
import Testing

/// What arrives, read as a phone reads it.
@Suite struct ReceivedTests {
    /// Elements and headers that say nothing usable (TS 23.040 §9.2.3.24 and §9.2.3.24.1).
    struct Odd: Sendable, CustomTestStringConvertible {
        let userData: String
        let length: Int
        var dataCoding = 0
        var text = "Hello"
        let warning: String

        var testDescription: String { userData }
    }

    static let odd = [
        Odd(
            userData: "050003070200906536fb0d",
            length: 12,
            warning: "an element of the header is ignored: "
                + "concatenation at offset 1: there is no part 0 of 2"
        ),
        Odd(
            userData: "050003070203906536fb0d",
            length: 12,
            warning: "an element of the header is ignored: "
                + "concatenation at offset 1: there is no part 3 of 2"
        ),
        Odd(
            userData: "050003070001906536fb0d",
            length: 12,
            warning: "an element of the header is ignored: "
                + "concatenation at offset 1: there is no part 1 of 0"
        ),
        Odd(
            userData: "0608040007020400480065006c006c006f",
            length: 17,
            dataCoding: 8,
            warning: "an element of the header is ignored: "
                + "concatenation at offset 1: there is no part 4 of 2"
        ),
        Odd(
            userData: "05c01bf40201906536fb0d",
            length: 12,
            warning: "the header is ignored: information element 0xc0 at offset 1: "
                + "27 octets announced, 3 left in the header"
        ),
        Odd(
            userData: "06000307020100c8329bfd06",
            length: 13,
            warning: "the header is ignored: information element 0x00 at offset 6: no length octet"
        ),
        Odd(
            userData: "042502010100480065006c006c006f",
            length: 15,
            dataCoding: 8,
            text: "\u{48}\u{65}\u{6c}\u{6c}\u{6f}",
            warning: "an element of the header is ignored: "
                + "information element 0x25 at offset 1: 2 octets, its kind has 1"
        ),
        Odd(
            userData: "040002010261",
            length: 6,
            dataCoding: 4,
            text: "",
            warning: "an element of the header is ignored: "
                + "information element 0x00 at offset 1: 2 octets, its kind has 3"
        ),
        Odd(
            userData: "006100",
            length: 3,
            dataCoding: 8,
            text: "a",
            warning: "half a UCS-2 unit at offset 2 is left out"
        ),
    ]

    @Test(arguments: odd)
    func theTextComesOutWithAWarning(odd: Odd) async throws {
        let result = try await BuiltCommand.run(
            ["decode"],
            input: ReceivedLine.part(
                odd.userData,
                odd.length,
                dataCoding: odd.dataCoding,
                hasHeader: odd.userData.hasPrefix("0") && odd.userData != "006100"
            )
        )
        #expect(result.errors == "")
        #expect(result.status == 0)
        let object = try result.object()
        if odd.dataCoding != 4 { #expect(try object.string("text") == odd.text) }
        #expect(try object.truth("complete"))
        #expect(try object.integer("parts") == 1)
        #expect(try object.strings("warnings") == [odd.warning])
    }

    @Test func unpackedSeptetsAreReadAndTheirMistakeIsNamed() async throws {
        let unpacked =
            #"{"userData":"48656c6c6f","userDataLength":5,"dataCoding":0,"hasHeader":false,"#
            + #""packed":false}"# + "\n"
        let withHeader =
            #"{"userData":"0500030702011b6548656c6c6f","dataCoding":0,"hasHeader":true,"#
            + #""packed":false}"# + "\n"
        let mistake = ReceivedLine.part(
            Array("Hello, world 15".utf8).map { String(format: "%02x", $0) }.joined(),
            15,
            hasHeader: false
        )
        let result = try await BuiltCommand.run(["decode"], input: unpacked + mistake + withHeader)
        let objects = try result.objects()
        #expect(try objects[0].string("text") == "Hello")
        #expect(!objects[0].keys.contains("warnings"))
        #expect(
            try objects[1].strings("warnings") == [
                "1 octet lies beyond the user data length; the septets may be unpacked"
            ]
        )
        #expect(try objects[2].string("text") == "€Hello")
        #expect(try objects[2].integers("missing") == [2])
    }

    @Test func aLittleEndianMarkIsRemarked() async throws {
        let line = ReceivedLine.part("fffe30003100", 6, dataCoding: 8, hasHeader: false)
        let object = try await BuiltCommand.run(["decode"], input: line).object()
        #expect(try object.string("text") == "\u{FFFE}\u{3000}\u{3100}")
        #expect(
            try object.strings("warnings") == [
                "the text begins with a little-endian byte order mark; its units are read big-endian"
            ]
        )
    }

    private static func timed(_ line: String, _ time: String) -> String {
        line.replacingOccurrences(of: "}\n", with: #","receivedAt":"\#(time)"}"# + "\n")
    }

    /// Order 2 is not put together with the end of the message before it, which came a day earlier.
    @Test func aMessageThatIsTooOldTakesNoMoreParts() async throws {
        let old = ReceivedLine.part("050003070202e0e13c289703", 13)
        let first = ReceivedLine.part("0500030702019e7272590e928100", 15)
        let second = ReceivedLine.part("050003070202e0e13c480603", 13)
        let input =
            Self.timed(old, "2026-11-29T10:00:00+01:00")
            + Self.timed(first, "2026-11-30T11:00:00+02:00")
            + Self.timed(second, "2026-11-30T09:30:00Z")
        let within = try await BuiltCommand.run(["decode"], input: input).objects()
        #expect(try within.map { try $0.truth("complete") } == [true, false])
        let result = try await BuiltCommand.run(["decode", "--expire", "23h"], input: input)
        let objects = try result.objects()
        #expect(try objects.map { try $0.truth("complete") } == [false, true])
        #expect(try objects[0].integers("missing") == [1])
        #expect(
            try objects[0].strings("warnings")
                == ["the message is incomplete: the other parts did not come in time"]
        )
        #expect(result.errors == "")
    }

    @Test(arguments: ["24", "h", "-1h", "1.5h", "24 h", "99999999999999999999d", "1y", ""])
    func whatIsNoLengthOfTimeIsRejected(value: String) async throws {
        let result = try await BuiltCommand.run(["decode", "--expire=" + value])
        #expect(result.status == 64)
        #expect(result.errors.contains("--expire"))
    }

    @Test func aLateDuplicateIsNoMessage() async throws {
        let parts = [
            ReceivedLine.part("050003000201906536fb0d02", 13),
            ReceivedLine.part("050003000202ee6f399b0c", 12),
        ]
        let result = try await BuiltCommand.run(
            ["decode"],
            input: (parts + parts + [parts[1]]).joined()
        )
        #expect(try result.objects().map { try $0.string("text") } == ["Hello world"])
        #expect(result.status == 0)
    }
}
