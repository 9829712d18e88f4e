import Foundation
import Testing

@Suite(
    .enabled(
        if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
        "script, which makes a terminal, is missing"
    )
)
struct TerminalTests {
    private static let pages = ["inspect", "estimate"].map { #"echo 'a€ą' | "$SEPTET" "# + $0 }

    private func hasColor(_ result: CommandResult) -> Bool { result.output.contains("\u{1B}[") }

    @Test(arguments: pages)
    func pagesHaveColorOnATerminal(page: String) async throws {
        let result = try await BuiltCommand.onTerminal(page)
        #expect(hasColor(result))
        #expect(result.status == 0)
        // Without the codes it is the page that goes through a pipe, whatever its line ends.
        let plain = try await BuiltCommand.shell(page)
        #expect(!hasColor(plain))
        let codes = try Regex("\u{1B}\\[[0-9;]*m")
        #expect(
            result.output.replacing(codes, with: "").replacing("\r\n", with: "\n") == plain.output
        )
    }

    @Test(arguments: pages)
    func colorCanBeRefused(page: String) async throws {
        let byOption = try await BuiltCommand.onTerminal(page + " --no-color")
        #expect(!hasColor(byOption))
        #expect(byOption.output.contains("U+0105"))
        for variable in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
            let result = try await BuiltCommand.onTerminal(page, environment: variable)
            #expect(!hasColor(result), "\(variable)")
            #expect(result.output.contains("U+0105"), "\(variable)")
        }
        // An empty NO_COLOR does not count (no-color.org).
        let empty = try await BuiltCommand.onTerminal(page, environment: ["NO_COLOR": ""])
        #expect(hasColor(empty))
    }

    @Test(arguments: ["count", "estimate --json", "inspect --json", "encode"])
    func machineOutputHasNoColor(command: String) async throws {
        let result = try await BuiltCommand.onTerminal(#"echo 'a€ą' | "$SEPTET" "# + command)
        #expect(!hasColor(result))
        #expect(result.output.hasPrefix("{"))
    }

    @Test func pagesAreAsWideAsTheTerminal() async throws {
        let text = String(repeating: "a", count: 150)
        for (columns, rowCount) in [(60, 3), (80, 2), (200, 1)] {
            let result = try await BuiltCommand.onTerminal(
                #"stty cols \#(columns); "$SEPTET" inspect --no-color \#(text)"#
            )
            let rows = result.output.split(separator: "\r\n").filter { $0.hasPrefix("  aaa") }
            #expect(rows.count == rowCount, "\(columns) columns")
            #expect(rows.allSatisfy { $0.count < columns })
        }
    }

    @Test(arguments: [0, 1, 10, 39, 65_535])
    func anAbsurdWidthIsNoWidth(columns: Int) async throws {
        for command in ["count --help", "estimate a b c", "inspect --no-color aą", "help"] {
            let plain = try await BuiltCommand.onTerminal(#"stty cols 80; "$SEPTET" \#(command)"#)
            let result = try await BuiltCommand.onTerminal(
                #"stty cols \#(columns); "$SEPTET" \#(command)"#
            )
            #expect(result.status == plain.status)
            #expect(result.output == plain.output, "\(command)")
        }
    }

    /// Input that takes more than a second, so that progress is shown.
    private static let slowInput = "{ yes a | head -9000; sleep 1.3; yes a | head -9000; }"

    @Test func progressIsShownOnATerminal() async throws {
        let result = try await BuiltCommand.onTerminal(
            Self.slowInput + #" | "$SEPTET" count > /dev/null"#
        )
        #expect(result.output.contains(" messages, "))
        #expect(result.output.contains(" a second"))
        // The line is taken away at the end.
        #expect(result.output.hasSuffix("\r\u{1B}[K"))
    }

    @Test func progressIsNotShownElsewhere() async throws {
        let result = try await BuiltCommand.shell(
            Self.slowInput + #" | "$SEPTET" count > /dev/null"#
        )
        #expect(result.errors == "")
        #expect(result.status == 0)
    }

    @Test func shortWorkShowsNoProgress() async throws {
        let result = try await BuiltCommand.onTerminal(
            #"yes a | head -9000 | "$SEPTET" count > /dev/null"#
        )
        #expect(result.output == "")
    }
}
