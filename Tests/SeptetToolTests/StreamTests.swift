import Foundation
import Testing

@Suite struct StreamTests {
    /// Runs a pipeline; the statuses of its commands are the last line of the output.
    private func pipeline(_ script: String) async throws -> (
        lines: [String], statuses: String, errors: String
    ) {
        let result = try await BuiltCommand.shell(script + "; echo \"${PIPESTATUS[*]}\"")
        return (Array(result.lines.dropLast()), result.lines.last ?? "", result.errors)
    }

    @Test(arguments: ["count", "encode"])
    func aClosedPipeEndsQuietly(command: String) async throws {
        let result = try await pipeline(
            #"head -c 2000000 <(yes hello) | "$SEPTET" \#(command) | head -1"#
        )
        #expect(result.lines.count == 1)
        // The writer of the input may be ended by the signal, the command may not.
        #expect(result.statuses.hasSuffix(" 0 0"))
        #expect(result.errors == "")
    }

    @Test func aClosedPipeEndsThePagesQuietly() async throws {
        for command in ["inspect hello", "estimate", "inspect --json x"] {
            let result = try await BuiltCommand.shell(
                #"{ sleep 0.2; echo a | "$SEPTET" \#(command); echo $? >&2; } | true"#
            )
            #expect(result.errors == "0\n", "\(command)")
        }
    }

    @Test(arguments: [
        "count", "encode", "estimate", "estimate --json", "inspect", "inspect --json",
        "count --input csv --column a",
    ])
    func aFullDiskIs74(command: String) async throws {
        let result = try await BuiltCommand.shell(
            #"printf 'a\nb\n' | "$SEPTET" \#(command) > /dev/full"#
        )
        #expect(result.errors == "septet: standard output: No space left on device\n")
        #expect(result.status == 74)
    }

    @Test func aClosedOutputIs74() async throws {
        let result = try await BuiltCommand.shell(#"echo a | "$SEPTET" count >&-"#)
        #expect(result.errors == "septet: standard output: Bad file descriptor\n")
        #expect(result.status == 74)
    }

    @Test func aFullDiskEndsLongWorkAtOnce() async throws {
        // An endless input: only the error of the output can end it.
        let result = try await pipeline(#"yes hello | "$SEPTET" count > /dev/full"#)
        #expect(result.statuses.hasSuffix(" 74"))
        #expect(result.errors == "septet: standard output: No space left on device\n")
    }

    @Test func lineEndsAndMarksAreNoText() async throws {
        let plain = try await BuiltCommand.run(["count"], input: "ab\n\ncd\n")
        for input in ["ab\r\n\r\ncd\r\n", "ab\n\ncd", "\u{FEFF}ab\n\ncd\n", "\u{FEFF}ab\r\n\r\ncd"]
        {
            let result = try await BuiltCommand.run(["count"], input: input)
            #expect(result.output == plain.output, "\(input.debugDescription)")
        }
        #expect(try plain.objects().map { try $0.integer("units") } == [2, 0, 2])
    }

    @Test func aPipeMayDeliverOctetByOctet() async throws {
        let script = #"""
            { sleep 0.5; printf '\xef'; sleep 0.1; printf '\xbb'; sleep 0.1; printf '\xbfte'; sleep 0.05
              printf 'xt,n\r'; sleep 0.05; printf '\n"a'; sleep 0.05; printf '"'; sleep 0.05
              printf '"b",1\n'; } | "$SEPTET" count --input csv --column text
            """#
        let result = try await BuiltCommand.shell(script)
        #expect(result.errors == "")
        #expect(try result.object().integer("line") == 2)
        #expect(try result.object().integer("units") == 3)
    }

    @Test func escapedTextsHaveLineBreaks() async throws {
        let lines = try await BuiltCommand.run(["count", "--escaped"], input: #"a\nb\\\t"# + "\n")
        #expect(try lines.object().integer("units") == 5)
        #expect(try lines.object().string("encoding") == "ucs2")
        let csv = try await BuiltCommand.run(
            ["count", "--escaped", "--input", "csv", "--column", "t"],
            input: "t\n\"a\\nb\"\n"
        )
        #expect(try csv.object().integer("units") == 3)
        let ndjson = try await BuiltCommand.run(
            ["count", "--escaped", "--input", "ndjson"],
            input: #"{"text":"a\\nb"}"# + "\n"
        )
        #expect(try ndjson.object().integer("units") == 3)
    }

    @Test func aLineOf20MBIsRejectedAndTheRestIsDone() async throws {
        let script = #"""
            { echo a; head -c 20000000 /dev/zero | tr '\0' x; echo; echo b; } | "$SEPTET" count
            """#
        let result = try await BuiltCommand.shell(script)
        #expect(result.errors == "septet: <stdin>:2: the record is longer than 1048576 bytes\n")
        #expect(try result.objects().map { try $0.integer("line") } == [1, 3])
        #expect(result.status == 65)
    }

    /// Runs the command on a number of lines and gives the peak of its memory, in KiB.
    private func peakMemory(_ command: String, _ lineCount: Int, of line: String) async throws
        -> Int
    {
        let folder = try TemporaryFolder()
        let script = #"""
            yes "$LINE" | head -$COUNT > "$FOLDER/input"
            "$SEPTET" \#(command) < "$FOLDER/input" > /dev/null & pid=$!
            while kill -0 $pid 2>/dev/null; do
                grep VmHWM /proc/$pid/status 2>/dev/null
                sleep 0.01
            done
            wait $pid
            """#
        let result = try await BuiltCommand.shell(
            script,
            environment: ["FOLDER": folder.url.path, "LINE": line, "COUNT": "\(lineCount)"]
        )
        #expect(result.status == 0)
        let peaks = result.lines.compactMap { $0.split(separator: " ").dropFirst().first }
            .compactMap { Int($0) }
        return try #require(peaks.max())
    }

    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")),
        arguments: [
            ("count", "hello, this is a short line of text that is sent to somebody"),
            ("estimate", "żółw, this is a short line of text that is sent to somebody"),
        ]
    )
    func memoryDoesNotGrowWithTheInput(command: String, line: String) async throws {
        // 16 MB are more than all buffers, and take so long that the peak is seen; 62 MB would be seen
        // if they were kept.
        let few = try await peakMemory(command, 256_000, of: line)
        let many = try await peakMemory(command, 1_000_000, of: line)
        #expect(few > 1024)
        #expect(many < 64 * 1024, "\(many) KiB")
        #expect(many < few + 2 * 1024, "\(few) KiB for 16 MB, \(many) KiB for 62 MB")
    }
}
