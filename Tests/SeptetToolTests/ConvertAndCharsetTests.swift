import Foundation
import Testing

/// `septet convert`, and `--charset` of the planning subcommands.
@Suite struct ConvertAndCharsetTests {
    /// `Zażółć` in windows-1250, and a line end.
    private static let octets: [UInt8] = [0x5A, 0x61, 0xBF, 0xF3, 0xB3, 0xE6, 0x0A]

    @Test(arguments: ["count", "encode", "normalize", "estimate", "inspect", "compare"])
    func everyPlanningSubcommandReadsACharset(subcommand: String) async throws {
        let more = ["encode": [], "normalize": ["--table", "lossy"], "count": []]
        let result = try await BuiltCommand.run(
            [subcommand, "--charset", "windows-1250"] + (more[subcommand] ?? ["--json"])
                + (subcommand == "normalize" ? ["--json"] : []),
            input: Self.octets
        )
        #expect(result.errors == "")
        #expect(result.status == 0)
        let output = result.output
        #expect(output.contains("ucs2"))
        // A text of six characters in UTF-8 would be eight octets and other characters.
        if ["encode", "compare", "inspect"].contains(subcommand) {
            #expect(output.contains("Zażółć"))
        }
        if ["count", "inspect", "compare"].contains(subcommand) {
            #expect(try result.object().integer("units") == 6)
        }
    }

    /// ICU lists charsets by name that it has no data for; every command refuses them alike.
    @Test(arguments: ["johab", "x-johab", "ksc5601_1992"])
    func aCharsetWithoutDataIsUsage(name: String) async throws {
        for arguments in [
            ["count"], ["encode"], ["normalize", "--table", "lossy"], ["estimate"], ["inspect"],
            ["compare"], ["convert", "--to", "utf-8"], ["convert", "--from", "utf-8"],
        ] {
            let option =
                arguments[0] != "convert" ? "--charset" : arguments[1] == "--to" ? "--from" : "--to"
            let result = try await BuiltCommand.run(arguments + [option, name], input: "hi\n")
            #expect(result.status == 64, "\(arguments)")
            #expect(result.output == "")
            #expect(result.errors.contains("has no data to convert it"), "\(result.errors)")
        }
    }

    /// Rows behind a fault stay, and so do their lines.
    @Test(arguments: [
        ("CESU-8", "ok1\\n\\xed\\xa0\\x80x\\nok2\\nok3\\n"),
        ("UTF-7", "ok1\\n+2AA-bad\\nok2\\nok3\\n"),
    ])
    func noRowIsLostBehindAFault(charset: String, text: String) async throws {
        for pause in ["", "; sleep 0.01"] {
            let result = try await BuiltCommand.shell(
                "printf '\(text)' | while IFS= read -r -n 1 -d '' x; do printf %s \"$x\"\(pause); done"
                    + " | LC_ALL=C $SEPTET count --charset \(charset)",
                environment: ["LC_ALL": "C"]
            )
            #expect(result.status == 65)
            let lines = result.output.split(separator: "\n").map { $0.prefix(9) }
            #expect(lines == ["{\"line\":1", "{\"line\":3", "{\"line\":4"])
            #expect(result.errors.hasPrefix("septet: <stdin>:2: malformed octets"))
        }
    }

    @Test func convertGoesBothWays() async throws {
        let utf8 = try await BuiltCommand.run(
            ["convert", "--from", "iso-8859-2", "--to", "utf-8"],
            input: [0x61, 0xB1, 0xE6, 0x62]
        )
        #expect(utf8.output == "aąćb")
        let back = try await BuiltCommand.run(
            ["convert", "--from", "utf-8", "--to", "windows-1250"],
            input: Array("Zażółć\n".utf8)
        )
        #expect(back.outputOctets == Self.octets)
    }

    @Test func whatTheTargetLacksIsNamedWithItsPlace() async throws {
        let result = try await BuiltCommand.run(
            ["convert", "--from", "utf-8", "--to", "windows-1250"],
            input: Array("xx\na会b".utf8)
        )
        #expect(result.status == 65)
        #expect(result.outputOctets == Array("xx\na".utf8))
        #expect(
            result.errors
                == "septet: <stdin>:2: U+4F1A (会) at octet 4 has no place in the target charset\n"
        )
        let substituted = try await BuiltCommand.run(
            ["convert", "--from", "utf-8", "--to", "windows-1250", "--substitute", "?"],
            input: Array("a会b".utf8)
        )
        #expect(substituted.output == "a?b")
        #expect(substituted.status == 0)
    }

    @Test(arguments: [
        ["--from", "utf-8", "--to", "us-ascii", "--substitute", "€"],
        ["--from", "gb18030", "--to", "utf-8", "--strict"],
        ["--from", "klingon", "--to", "utf-8"],
    ])
    func optionsThatContradictAreUsage(options: [String]) async throws {
        let result = try await BuiltCommand.run(["convert"] + options, input: Array("a".utf8))
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
    }

    @Test func strictRefusesWhatThePublisherLeavesUndefined() async throws {
        let arguments = ["convert", "--from", "windows-1250", "--to", "utf-8"]
        let lenient = try await BuiltCommand.run(arguments, input: [0x61, 0x81])
        #expect(lenient.output == "a\u{81}")
        let strict = try await BuiltCommand.run(arguments + ["--strict"], input: [0x61, 0x81])
        #expect(strict.status == 65)
        #expect(strict.errors == "septet: <stdin>:1: undefined octets 81 at octet 1\n")
    }

    @Test func aByteOrderMarkIsASignature() async throws {
        let result = try await BuiltCommand.run(
            ["convert", "--from", "utf-8", "--to", "iso-8859-1"],
            input: [0xEF, 0xBB, 0xBF, 0xC3, 0xA9, 0xE2, 0x82, 0xAC]
        )
        #expect(result.outputOctets == [0xE9])
        #expect(result.status == 65)
        #expect(result.errors.contains("U+20AC"))
    }
}
