import Testing

@Suite struct HelpTests {
    private static let subcommands = ["count", "inspect", "encode", "decode", "estimate"]

    @Test func theVersionIsANumber() async throws {
        let result = try await BuiltCommand.run(["--version"])
        #expect(result.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
        #expect(result.errors == "")
        #expect(result.status == 0)
    }

    @Test(arguments: [["--help"], ["help"], []])
    func helpNamesEverySubcommand(arguments: [String]) async throws {
        let result = try await BuiltCommand.run(arguments)
        for subcommand in Self.subcommands {
            #expect(result.lines.contains { $0.hasPrefix("  \(subcommand) ") })
        }
        for status in ["64", "65", "66", "74"] { #expect(result.output.contains(status)) }
        #expect(result.status == 0)
    }

    @Test(arguments: [
        (
            "count",
            ["--input", "--column", "--escaped", "--offenders", "--languages", "--boundary"]
        ),
        ("inspect", ["--json", "--no-color", "--escaped", "--languages", "--reference-size"]),
        ("encode", ["--text", "--file", "--input", "--flash", "--hex", "--reference "]),
        ("decode", ["--pending", "--expire", "--smpp-default"]),
        ("estimate", ["--input", "--column", "--json", "--no-color", "--boundary"]),
    ])
    func everySubcommandHasHelp(subcommand: String, options: [String]) async throws {
        for arguments in [[subcommand, "--help"], ["help", subcommand]] {
            let result = try await BuiltCommand.run(arguments, environment: ["COLUMNS": "80"])
            #expect(result.output.contains("USAGE: septet \(subcommand)"))
            for option in options { #expect(result.output.contains(option), "\(option)") }
            #expect(result.errors == "")
            #expect(result.status == 0)
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionsKnowEverySubcommand(shell: String) async throws {
        let result = try await BuiltCommand.run(["--generate-completion-script", shell])
        for subcommand in Self.subcommands { #expect(result.output.contains(subcommand)) }
        for option in ["languages", "boundary", "no-color"] {
            #expect(result.output.contains(option))
        }
        #expect(result.errors == "")
        #expect(result.status == 0)
    }

    @Test func completionsOfBashAreValid() async throws {
        let result = try await BuiltCommand.shell(
            #""$SEPTET" --generate-completion-script bash | bash -n"#
        )
        #expect(result.errors == "")
        #expect(result.status == 0)
    }
}
