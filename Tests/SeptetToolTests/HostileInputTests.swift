import Foundation
import Testing

/// What a hostile tester found, kept from coming back.
@Suite struct HostileInputTests {
    @Test func controlsInNamesAreShownAsEscapes() async throws {
        let result = try await BuiltCommand.run(
            ["count", "--input", "csv", "--column", "text"],
            input: "\"a\n\u{1B}[31mz\",b\n1,2\n"
        )
        #expect(result.status == 65)
        #expect(
            result.errors == #"septet: <stdin>:1: no column "text"; there are: "#
                + #""a\n\u{1B}[31mz", "b""#
                + "\n"
        )
    }

    @Test func aHeaderOfAMillionColumnsIsNotRecited() async throws {
        let result = try await BuiltCommand.run(
            ["count", "--input", "csv", "--column", "text"],
            input: String(repeating: "a,", count: 100_000) + "\n"
        )
        #expect(result.status == 65)
        #expect(result.errors.hasSuffix(" and 99960 more\n"))
        #expect(result.errors.utf8.count < 500)
    }

    @Test func aConverterICUCannotCloneIsRefused() async throws {
        let result = try await BuiltCommand.run(
            ["convert", "--from", "x11-compound-text", "--to", "latin1"],
            input: "a"
        )
        #expect(result.status == 65)
        #expect(result.errors.contains("ICU cannot convert x11-compound-text"))
    }

    @Test func aLongRecordFromAPipeIsNotScannedOverAndOver() async throws {
        // 1 MB in one field: scanned again for each 4 kB of the pipe it would be 125 MB.
        let script = """
            (printf 'text\\n"'; head -c 1000000 /dev/zero | tr '\\0' a; echo '"') | cat \
            | timeout 60 "$SEPTET" count --input csv --column text
            """
        let result = try await BuiltCommand.shell(script)
        #expect(result.status == 65)
        #expect(result.errors.contains("<stdin>:2: the text needs 6536 parts"))
    }

    /// A list of recipients given as the file to write would be lost.
    @Test(arguments: ["--rejects", "--html", "--csv"])
    func whatIsReadIsNotWritten(option: String) async throws {
        let folder = try TemporaryFolder()
        let list = try folder.file("list.csv", "text\nhi\n")
        let link = folder.url.appending(path: "link")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: list)
        let script = #"exec "$SEPTET" estimate --input csv --column text"#
        for command in [
            "\(script) '\(list.path)' \(option) '\(link.path)'",
            "\(script) \(option) '\(list.path)' < '\(link.path)'",
        ] {
            let result = try await BuiltCommand.shell(command)
            #expect(result.status == 64)
            #expect(result.errors.contains(" is read, so nothing can be written into it."))
            #expect(try String(contentsOf: list, encoding: .utf8) == "text\nhi\n")
        }
    }

    @Test func controlsInACurrencyAreShownAsEscapes() async throws {
        let folder = try TemporaryFolder()
        let prices = try folder.file("prices.csv", "price,currency\n1,\"E\u{1B}[31m\"\n")
        let result = try await BuiltCommand.run(
            ["estimate", "--prices", prices.path],
            input: "hi\n"
        )
        #expect(result.status == 0)
        #expect(result.output.contains(#"  1  E\u{1B}[31m"#))
        #expect(!result.output.contains("\u{1B}"))
    }
}
