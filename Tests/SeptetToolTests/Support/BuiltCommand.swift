import Foundation
import Testing

/// The `septet` command as it was built beside these tests, run as a process.
enum BuiltCommand {
    /// Where the command is; the build puts it beside the test bundle.
    static var url: URL {
        let bundle = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
        return bundle.resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "septet")
    }

    /// Runs the command.
    static func run(
        _ arguments: [String],
        input: some Sequence<UInt8> = [],
        environment: [String: String] = [:]
    ) async throws -> CommandResult {
        try await run(url, arguments, Array(input), environment)
    }

    /// Runs the command with text as its standard input.
    static func run(_ arguments: [String], input: String) async throws -> CommandResult {
        try await run(url, arguments, Array(input.utf8), [:])
    }

    /// Runs a script of bash, in which `$SEPTET` is the command.
    static func shell(
        _ script: String,
        environment: [String: String] = [:]
    ) async throws -> CommandResult {
        try await run(
            URL(filePath: "/bin/bash"),
            ["-c", script],
            [],
            environment.merging(["SEPTET": url.path]) { $1 }
        )
    }

    /// Runs the command on a terminal of its own, its output and errors together.
    static func onTerminal(
        _ command: String,
        environment: [String: String] = [:]
    ) async throws -> CommandResult {
        var environment = environment
        environment["COMMAND"] = command
        return try await shell(
            #"script -qec "$COMMAND" /dev/null </dev/null"#,
            environment: environment
        )
    }

    private static func run(
        _ executable: URL,
        _ arguments: [String],
        _ input: [UInt8],
        _ environment: [String: String]
    ) async throws -> CommandResult {
        try #require(
            FileManager.default.isExecutableFile(atPath: url.path),
            "the command is not built: \(url.path)"
        )
        // Files, so that no pipe can fill up and block.
        let folder = try TemporaryFolder()
        let inputFile = try folder.file("input", input)
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "LANG": "C.UTF-8", "TERM": "xterm",
            // A crash must not wait for a backtrace.
            "SWIFT_BACKTRACE": "enable=no",
        ].merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: try folder.file("output", []))
        process.standardError = try FileHandle(forWritingTo: try folder.file("errors", []))
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do {
                try process.run()
            } catch {
                ended.resume(throwing: error)
            }
        }
        return CommandResult(
            status: process.terminationReason == .exit ? process.terminationStatus : nil,
            outputOctets: Array(try Data(contentsOf: folder.url.appending(path: "output"))),
            errors: String(
                decoding: try Data(contentsOf: folder.url.appending(path: "errors")),
                as: UTF8.self
            )
        )
    }
}
