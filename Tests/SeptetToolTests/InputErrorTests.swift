import Foundation
import Testing

@Suite struct InputErrorTests {
    private static let readers = ["count", "encode", "decode", "estimate"]

    @Test func invalidUTF8IsRejectedWithLineAndOffset() async throws {
        var input = Array("fine\n".utf8) + [0xFF, 0x0A] + Array("ab".utf8) + [0xC3, 0x0A]
        input += Array("ą".utf8) + [0xED, 0xA0, 0x80, 0x0A] + Array("fine too".utf8)
        let result = try await BuiltCommand.run(["count"], input: input)
        #expect(
            result.errorLines == [
                "septet: <stdin>:2: invalid UTF-8 at byte 0",
                "septet: <stdin>:3: invalid UTF-8 at byte 2",
                "septet: <stdin>:4: invalid UTF-8 at byte 2",
            ]
        )
        #expect(try result.objects().map { try $0.integer("line") } == [1, 5])
        #expect(try result.objects().map { try $0.integer("units") } == [4, 8])
        #expect(result.status == 65)
    }

    @Test func errorsNameTheFile() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("my texts", [0x61, 0x0A, 0xFF])
        for command in ["count", "encode", "estimate"] {
            let result = try await BuiltCommand.run([command, file.path])
            #expect(result.errors == "septet: \(file.path):2: invalid UTF-8 at byte 0\n")
            #expect(result.status == 65)
        }
    }

    @Test func invalidUTF8OnTheCommandLineIsRejected() async throws {
        let result = try await BuiltCommand.shell(#""$SEPTET" inspect --json $'a\xffb'"#)
        #expect(result.errors == "septet: argument 3: invalid UTF-8 at byte 1\n")
        #expect(result.output == "")
        #expect(result.status == 65)
    }

    @Test func moreThan255PartsAreAnErrorWithTheirNumber() async throws {
        let fits = String(repeating: "a", count: 255 * 153)
        let input = "x\n\(fits)\n\(fits)a\n" + String(repeating: "ą", count: 255 * 67 + 1) + "\ny\n"
        let result = try await BuiltCommand.run(["count"], input: input)
        #expect(
            result.errorLines == [
                "septet: <stdin>:3: the text needs 256 parts, a message has at most 255",
                "septet: <stdin>:4: the text needs 256 parts, a message has at most 255",
            ]
        )
        #expect(try result.objects().map { try $0.integer("line") } == [1, 2, 5])
        #expect(try result.objects().map { try $0.integer("parts") } == [1, 255, 1])
        #expect(result.status == 65)
    }

    @Test(arguments: readers)
    func anEmptyInputHasNoMessages(command: String) async throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("empty", "")
        for arguments in [[command, file.path], [command, "-"], [command]] {
            let result = try await BuiltCommand.run(arguments)
            #expect(command == "estimate" || result.output == "")
            #expect(result.errors == "")
            #expect(result.status == 0)
        }
        guard command != "decode" else { return }
        let csv = try await BuiltCommand.run(
            [command, "--input", "csv", "--column", "text"],
            input: "text\r\n"
        )
        #expect(command == "estimate" || csv.output == "")
        #expect(csv.errors == "")
        #expect(csv.status == 0)
    }

    @Test func aMissingColumnIsAnswered() async throws {
        for command in ["count", "encode", "estimate"] {
            let result = try await BuiltCommand.run(
                [command, "--input", "csv", "--column", "message"],
                input: "phone,\"first, name\",text\n1,2,3\n"
            )
            #expect(
                result.errors == "septet: <stdin>:1: no column \"message\"; "
                    + "there are: \"phone\", \"first, name\", \"text\"\n"
            )
            #expect(result.output == "")
            #expect(result.status == 65)
        }
    }

    @Test func damagedRecordsAreNamedAndTheOthersDone() async throws {
        let result = try await BuiltCommand.run(
            ["count", "--input", "csv", "--column", "text"],
            input:
                "n,text\n1,ok\n2\n3,a,b\n4,in\"side\n5,\"closed\"x\n6,\"two\nlines\"\n7,\"open\n8,ok\n"
        )
        #expect(
            result.errorLines == [
                "septet: <stdin>:4: the record has 3 fields, the header has 2",
                "septet: <stdin>:5: a quote stands inside field 2, which is not quoted",
                "septet: <stdin>:6: text follows the closing quote of field 2",
                "septet: <stdin>:9: the quote that opens field 2 is never closed",
            ]
        )
        #expect(try result.objects().map { try $0.integer("line") } == [2, 3, 7, 10])
        #expect(result.status == 65)
        let ndjson = try await BuiltCommand.run(
            ["count", "--input", "ndjson"],
            input:
                "{\"text\":\"a\"}\n\n{\"txt\":\"a\"}\n{\"text\":1}\nx\n{\"text\":\"\\ud83d\\ude00\"}\n"
        )
        #expect(
            ndjson.errorLines == [
                "septet: <stdin>:3: no JSON object with a string \"text\": its keys are \"txt\"",
                "septet: <stdin>:5: not valid JSON: expected a value at byte 0",
            ]
        )
        #expect(try ndjson.objects().map { try $0.integer("line") } == [1, 4, 6])
        #expect(try ndjson.object(at: 2).integer("units") == 2)
        #expect(ndjson.status == 65)
    }

    @Test(arguments: readers)
    func whatCannotBeReadIs66(command: String) async throws {
        let folder = try TemporaryFolder()
        let missing = folder.url.appending(path: "missing").path
        // For encode an argument that isn't a file is a text.
        let option = command == "encode" ? ["--file"] : []
        let result = try await BuiltCommand.run([command] + option + [missing])
        #expect(result.errors == "septet: \(missing): No such file or directory\n")
        #expect(result.output == "")
        #expect(result.status == 66)
        let directory = try await BuiltCommand.run([command, folder.url.path])
        #expect(directory.errors == "septet: \(folder.url.path): Is a directory\n")
        #expect(directory.output == "")
        #expect(directory.status == 66)
        let closed = try await BuiltCommand.shell(#""$SEPTET" "# + command + " <&-")
        #expect(closed.errors == "septet: <stdin>: Bad file descriptor\n")
        #expect(closed.status == 66)
    }

    @Test(.enabled(if: Privileges.canBeDropped, "root reads everything, and setpriv is missing"))
    func anUnreadableFileIs66() async throws {
        let folder = try TemporaryFolder()
        // A copy, because the build folder need not be open to others.
        let result = try await BuiltCommand.shell(
            #"""
            set -e
            cp "$SEPTET" "$FOLDER/septet"; chmod 755 "$FOLDER" "$FOLDER/septet"
            printf 'a\n' > "$FOLDER/secret"; chmod 0 "$FOLDER/secret"
            $DROP "$FOLDER/septet" count "$FOLDER/secret"
            """#,
            environment: ["FOLDER": folder.url.path, "DROP": Privileges.dropping]
        )
        #expect(result.errors == "septet: \(folder.url.path)/secret: Permission denied\n")
        #expect(result.output == "")
        #expect(result.status == 66)
    }

    @Test(arguments: [
        ["bogus"], ["count", "--bogus"], ["count", "a", "b"], ["count", "--input", "xml"],
        ["count", "--input", "csv"], ["count", "--input", "lines", "--column", "text"],
        ["count", "--boundary", "word"],
        ["count", "--reference-size", "12"], ["count", "--languages", "klingon"],
        ["count", "--languages", ""], ["count", "--languages", "tr,,pt"],
        ["decode", "--pending", "x"],
        ["encode", "a", "--text", "b"], ["encode", "--text", "a", "--file", "b"],
        ["encode", "--hex", "--languages", "all", "00"], ["inspect", "a", "b"],
        ["estimate", "--json=yes"],
    ])
    func wrongUsageIs64(arguments: [String]) async throws {
        let result = try await BuiltCommand.run(arguments)
        #expect(result.status == 64)
        #expect(result.output == "")
        #expect(result.errors.hasPrefix("Error: "))
        #expect(result.errors.contains("Usage: septet"))
    }
}
