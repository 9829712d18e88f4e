import Foundation
import SeptetProviders
import TestSupport
import Testing

@Suite struct ShellWordTests {
    /// What gets in the way of a shell, one piece after the other.
    private static let pieces: [String] = [
        "'", "\"", "\\", "$", "`", "!", "~", "*", "?", "[", "]", "{", "}", "(", ")", "<", ">", "&",
        "|", ";",
        "#", "=", "%", "^", " ", "\t", "\n", "\r", "\r\n", "\u{1B}", "\u{7F}", "\u{01}", "\u{0301}",
        "\u{20D2}",
        "\u{0338}", "\u{200D}", "\u{FE0F}", "\u{202E}", "\u{2028}", "\u{1F1E6}", "\u{1100}\u{1161}",
        "é", "e\u{0301}",
        "\u{212A}", "\u{1FEF}", "\u{37E}", "’", "a", "0", "$(touch x)", "`touch x`", "${IFS}",
        "\\'", "'\\''",
        "'\u{0301}; touch x; #", "-n", "--", "%s", "\u{10FFFF}", "\u{FFFD}",
    ]

    private static func texts(_ count: Int) -> [String] {
        var numbers = SplitMix64(seed: 0x5EE7_0001)
        return pieces
            + (0..<count).map { _ in
                (0..<Int.random(in: 0...12, using: &numbers)).map { _ in
                    pieces.randomElement(using: &numbers) ?? ""
                }.joined()
            }
    }

    @Test func quoteWithACombiningMarkIsAQuote() throws {
        #expect(try ShellWord("it's".utf8).text == #"'it'\''s'"#)
        let word = try ShellWord("it'\u{0301}s; touch pwned #".utf8).text
        #expect(word.utf8.elementsEqual("'it'\\''\u{0301}s; touch pwned #'".utf8))
    }

    @Test func whatNoArgumentHoldsIsRefused() throws {
        #expect(throws: ShellWordError.containsNUL(offset: 2)) { try ShellWord("ab\u{0}c".utf8) }
        #expect(throws: ShellWordError.invalidUTF8(offset: 2)) {
            try ShellWord([0x61, 0xFF] as [UInt8]).text
        }
        for name in ["", "1A", "A B", "A}\"; touch x; \"", "Ä", "A\u{0301}"] {
            #expect(throws: ShellWordError.invalidVariable) {
                var word = ShellWord()
                try word.append(variable: name)
            }
        }
    }

    @Test func requestWithANULHasNoCommand() throws {
        let request = try PreparedRequest(
            method: .post,
            origin: "https://example.com",
            path: [.text("a")],
            content: .octets([0x61, 0], mediaType: "text/plain")
        )
        #expect(throws: ShellWordError.containsNUL(offset: 1)) { try request.curlCommand }
    }

    /// What `printf %s` prints is the value, for every value and in every shell there is.
    @Test(arguments: ["/bin/bash", "/bin/dash", "/bin/sh"])
    func realShellPrintsTheValue(shell: String) throws {
        guard FileManager.default.isExecutableFile(atPath: shell) else { return }
        let texts = Self.texts(4_000)
        #expect(texts.count > 4_000)
        let script = try texts.map { "printf '%s\\0' " + (try ShellWord($0.utf8).text) + "\n" }
            .joined()
        let printed = try Self.run(shell, script)
        var values = printed.split(separator: 0, omittingEmptySubsequences: false)
        #expect(values.popLast()?.isEmpty ?? false)
        try #require(values.count == texts.count)
        for (value, text) in zip(values, texts) {
            #expect(value.elementsEqual(text.utf8), "\(text.debugDescription)")
        }
    }

    @Test(arguments: ["/bin/bash", "/bin/dash", "/bin/sh"])
    func variableIsOneWordInARealShell(shell: String) throws {
        guard FileManager.default.isExecutableFile(atPath: shell) else { return }
        var word = try ShellWord("a'".utf8)
        try word.append(variable: "TOKEN")
        try word.append("'\u{0301}b".utf8)
        let script = "TOKEN='x  y*'\nprintf '%s\\0' \(try word.text)\n"
        #expect(try Self.run(shell, script) == Array("a'x  y*'\u{0301}b\u{0}".utf8))
    }

    private static func run(_ shell: String, _ script: String) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "septet-\(ProcessInfo.processInfo.globallyUniqueString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "script")
        try Data(script.utf8).write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: shell)
        process.arguments = [file.path()]
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let printed = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["script"])
        return Array(printed)
    }
}
