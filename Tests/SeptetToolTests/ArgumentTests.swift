import Foundation
import Testing

/// Arguments as octets, and an environment that means nothing.
@Suite struct ArgumentTests {
    /// Values that begin with something that joins the character before it.
    private static let joining = [
        "\u{301}", "\u{338}x", "\u{200D}", "\u{FE0F}a", "\u{93E}", "\u{1F3FD}", "\u{E0020}",
        "\u{301}=x",
    ]

    @Test(arguments: joining)
    func aValueMayBeginWithAMark(value: String) async throws {
        for command in [["encode"], ["request", "--provider", "smsapi"]] {
            let apart = try await BuiltCommand.run(command + ["--text", value])
            let joined = try await BuiltCommand.run(command + ["--text=" + value])
            #expect(apart.status == 0)
            #expect(joined.outputOctets == apart.outputOctets)
            #expect(joined.errors == apart.errors)
        }
        let scalars = try await BuiltCommand.run(["encode", "--text=" + value]).object()
            .objects("parts").map { try Array($0.string("text").unicodeScalars) }
        #expect(scalars.flatMap(\.self) == Array(value.unicodeScalars))
    }

    @Test func anEmptyValueIsAValue() async throws {
        let empty = try await BuiltCommand.run(["encode", "--text="])
        #expect(try empty.object().objects("parts").map { try $0.string("text") } == [""])
        // The argument behind it is not taken for the value.
        let both = try await BuiltCommand.run(["encode", "--text=", "foo"])
        #expect(both.status == 64)
        let dash = try await BuiltCommand.run(["encode", "--text=-"])
        #expect(try dash.object().objects("parts").map { try $0.string("text") } == ["-"])
        let behind = try await BuiltCommand.run(["inspect", "--json", "--", "--text="])
        #expect(try behind.object().integer("units") == 7)
    }

    /// The options of every command, from the parser's own list.
    private func options() async throws -> [(command: String, name: String, takesValue: Bool)] {
        let help = try await BuiltCommand.run(["--experimental-dump-help"])
        let root = try JSONObject(help.output).object("command")
        return try root.objects("subcommands").filter { try $0.string("commandName") != "help" }
            .flatMap { command in
                try command.objects("arguments").filter { try $0.string("kind") != "positional" }
                    .map {
                        let name = try $0.object("preferredName").string("name")
                        return (
                            try command.string("commandName"), name,
                            try $0.string("kind") == "option"
                        )
                    }
            }
    }

    @Test func everyOptionTakesEveryValue() async throws {
        let options = try await options()
        #expect(options.count > 60)
        for (command, name, takesValue) in options where takesValue {
            // No file is called so.
            let result = try await BuiltCommand.run([command, "--\(name)=\u{301}/x"])
            #expect(!result.errors.contains("Unknown option"), "\(command) --\(name)")
            #expect(result.status != 1, "\(command) --\(name)")
        }
        // A flag takes none, and what stands behind it isn't a text.
        for (command, name, takesValue) in options where !takesValue && name != "help" {
            let result = try await BuiltCommand.run([command, "--\(name)=\u{301}x"])
            #expect(result.status == 64, "\(command) --\(name)")
            #expect(result.output == "")
        }
    }

    @Test func separatorsAreOctets() async throws {
        // A comma with a mark behind it is a comma.
        let languages = try await BuiltCommand.run(["count", "--languages", "tr,\u{301}"])
        #expect(languages.status == 64)
        let to = try await BuiltCommand.run(
            ["request", "--provider", "smsapi", "--text", "x", "--to", "44123456789,\u{301}"]
        )
        #expect(to.output.contains("\u{301}"))
        #expect(to.output.contains("1 of 2 "))
        let price = try await BuiltCommand.run([
            "estimate", "--price", "0,\u{301}5", "--currency", "EUR",
        ])
        #expect(price.status == 64)
        #expect(price.errors.contains("write an amount such as 0.05"))
        let comma = try await BuiltCommand.run(["estimate", "--price", "0,05", "--currency", "EUR"])
        #expect(comma.errors.contains("write 0.05"))
    }

    /// What must not reach a terminal, by its name in an escape.
    private static let marks = ["1B", "9B", "61C", "200F", "202E", "2028", "2069", "E0001"]

    @Test(arguments: marks)
    func marksAreShownAsEscapes(code: String) async throws {
        let scalar = try #require(UInt32(code, radix: 16).flatMap(Unicode.Scalar.init))
        let mark = String(Character(scalar))
        let shown = scalar.escaped(asASCII: true)
        let folder = try TemporaryFolder()
        let file = try folder.file("a\(mark)b.csv", "ta\(mark)xt,b\n1\n")
        func check(_ arguments: [String], status: Int32, outputToo: Bool = false) async throws {
            let result = try await BuiltCommand.run(arguments)
            #expect(result.status == status, "\(arguments)")
            let said = outputToo ? result.output : result.errors
            #expect(said.contains(shown), "\(arguments)")
            #expect(!said.unicodeScalars.contains(scalar), "\(arguments)")
        }
        // The parser's own errors.
        try await check(["count", "--boundary", "x\(mark)"], status: 64)
        try await check(["count", "--x\(mark)"], status: 64)
        try await check(["count", "a", "b\(mark)"], status: 64)
        try await check(["b\(mark)"], status: 64)
        try await check(["estimate", "--price", mark, "--currency", "E"], status: 64)
        try await check(["convert", "--from", "x\(mark)", "--to", "utf8"], status: 64)
        // Names of files and of columns.
        try await check(["count", "x\(mark)"], status: 66)
        try await check(["count", file.path, "--input", "csv", "--column", "x"], status: 65)
        try await check(
            ["estimate", file.path, "--input", "csv", "--column", "te\(mark)xt"],
            status: 65
        )
        try await check(["estimate", "--csv", "/x\(mark)/y"], status: 74)
        // Pages.
        let prices = try folder.file("prices.csv", "price,currency\n1,E\(mark)R\n")
        let list = try folder.file("list", "a\n")
        try await check(
            ["estimate", list.path, "--prices", prices.path],
            status: 0,
            outputToo: true
        )
        try await check(
            [
                "estimate", "--lint-template", "--template-text", "{{a\(mark)|ą}}", "--length",
                "a\(mark)=0...3:ucs2",
            ],
            status: 0,
            outputToo: true
        )
    }

    @Test func aLineFeedInAnArgumentBeginsNoLine() async throws {
        for arguments in [["--x\nseptet: all is well"], ["--boundary=x\nUsage: y"], ["a", "b\nc"]] {
            let result = try await BuiltCommand.run(["count"] + arguments)
            #expect(result.status == 64)
            #expect(result.errors.contains(#"\n"#))
            #expect(
                !result.errorLines.contains {
                    $0.hasPrefix("septet: all") || $0.hasPrefix("Usage: y") || $0.hasPrefix("c")
                }
            )
        }
    }

    private static let absurd = [
        "9223372036854775807", "1152921504606846976", "1000000000", "-1", "", "x",
        "\u{1B}[31m\u{202E}",
    ]

    @Test(arguments: ["COLUMNS", "LINES", "TERM", "NO_COLOR", "TMPDIR", "LC_ALL", "ICU_DATA"])
    func anAbsurdEnvironmentDoesNothing(variable: String) async throws {
        let commands = [["estimate"], ["inspect"], ["compare", "a€ą"], ["count", "--help"]]
        for command in commands {
            let plain = try await BuiltCommand.run(command, input: "a€ą\n".utf8)
            for value in Self.absurd {
                let result = try await BuiltCommand.run(
                    command,
                    input: "a€ą\n".utf8,
                    environment: [variable: value]
                )
                #expect(result.status == plain.status, "\(command) \(variable)=\(value)")
                #expect(result.output == plain.output, "\(command) \(variable)=\(value)")
                #expect(result.errors == plain.errors, "\(command) \(variable)=\(value)")
            }
        }
    }

    @Test(arguments: absurd)
    func anAbsurdKernelIsReported(value: String) async throws {
        let plain = try await BuiltCommand.run(["count"], input: "a€ą\n")
        let long = value + String(repeating: "x", count: 100_000)
        for name in [value, long] {
            let result = try await BuiltCommand.run(
                ["count"],
                input: "a€ą\n".utf8,
                environment: ["SEPTET_KERNEL": name]
            )
            #expect((result.status, result.output) == (0, plain.output))
            #expect(result.errorLines.count <= 1)
            #expect(result.errors.utf8.count < 300)
            #expect(!result.errors.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
        }
    }
}

/// Options that would do nothing are refused, and those that are taken do something.
@Suite struct EffectlessOptionTests {
    @Test(arguments: [
        ["estimate", "--currency", "EUR"], ["inspect", "--charset", "windows-1250", "x"],
        ["compare", "--charset", "windows-1250", "x"],
        ["encode", "--input", "lines", "--text", "x"],
        ["encode", "x", "--charset", "iso-8859-1"],
        ["encode", "x", "--input", "csv", "--column", "t"], ["encode", "x", "--column", "t"],
        ["encode", "x", "--delimiter", ";"], ["encode", "x", "--no-header"],
        ["encode", "x", "--sheet", "s"], ["estimate", "--sender-type", "toll-free"],
        ["reconcile", "--encoding-switch", "on"], ["estimate", "--preview", "2", "--each"],
        ["encode", "--hex", "--boundary", "unit", "00"], ["encode", "--hex", "--escaped", "00"],
        ["count", "--input", "ndjson", "--no-header"], ["estimate", "--length", "a=1"],
        ["estimate", "--params", "a"], ["estimate", "--mergeable"], ["estimate", "--fast"],
        ["estimate", "--balance", "1"], ["request", "--flash"], ["request", "--curl"],
    ])
    func whatWouldDoNothingIsRefused(arguments: [String]) async throws {
        let result = try await BuiltCommand.run(arguments, input: "x\n")
        #expect(result.status == 64)
        #expect(result.output == "")
        #expect(result.errors.contains(arguments.first { $0.hasPrefix("--") } ?? ""))
    }

    @Test func escapesOfAnArgumentAreRead() async throws {
        for arguments in [["--text", #"a\nb"#], [#"a\nb"#]] {
            let result = try await BuiltCommand.run(["encode", "--escaped"] + arguments)
            #expect(try result.object().objects("parts").map { try $0.string("text") } == ["a\nb"])
        }
        let plain = try await BuiltCommand.run(["encode", "--text", #"a\nb"#])
        #expect(try plain.object().objects("parts").map { try $0.string("text") } == [#"a\nb"#])
    }
}
