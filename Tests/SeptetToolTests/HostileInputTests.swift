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
        #expect(result.errors.hasSuffix(" and 99961 more\n"))
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
}
