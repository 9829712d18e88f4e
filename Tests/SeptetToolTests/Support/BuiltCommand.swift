import Foundation
import Synchronization
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

    /// Runs an example of the package, built beside the command.
    static func example(
        _ name: String,
        _ arguments: [String],
        input: String = ""
    ) async throws -> CommandResult {
        let executable = url.deletingLastPathComponent().appending(path: name)
        return try await run(executable, arguments, Array(input.utf8), [:])
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

    /// Tests start by the hundred at once; so many processes would have thousands of files open, with
    /// which Foundation's `Process` has crashed.
    private static let places = Places(2 * ProcessInfo.processInfo.activeProcessorCount)

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
        await places.enter()
        defer { places.leave() }
        // Files, so that no pipe can fill up and block.
        let folder = try TemporaryFolder()
        let inputFile = try folder.file("input", input)
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "LANG": "C.UTF-8", "TERM": "xterm",
            // Reports have the same moment in every run.
            "SOURCE_DATE_EPOCH": "1764530000",
            // A crash must not wait for a backtrace.
            "SWIFT_BACKTRACE": "enable=no",
        ].merging(environment) { $1 }
        let handles = [
            try FileHandle(forReadingFrom: inputFile),
            try FileHandle(forWritingTo: try folder.file("output", [])),
            try FileHandle(forWritingTo: try folder.file("errors", [])),
        ]
        // A `Process` keeps them for longer than it runs.
        defer { for handle in handles { try? handle.close() } }
        process.standardInput = handles[0]
        process.standardOutput = handles[1]
        process.standardError = handles[2]
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

/// A number of places, of which each is taken by one task at a time.
private final class Places: Sendable {
    private struct State {
        var freeCount: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(_ count: Int) { state = Mutex(State(freeCount: count)) }

    /// Takes a place, once one is free.
    func enter() async {
        await withCheckedContinuation { (task: CheckedContinuation<Void, Never>) in
            let isFree = state.withLock { state in
                if state.freeCount > 0 {
                    state.freeCount -= 1
                    return true
                }
                state.waiting.append(task)
                return false
            }
            if isFree { task.resume() }
        }
    }

    /// Gives the place to the task that waits longest.
    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.freeCount += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}

/// What a run of the command left behind.
struct CommandResult {
    /// The exit status; `nil` when a signal ended the process.
    let status: Int32?

    let outputOctets: [UInt8]

    /// Standard error.
    let errors: String

    /// Standard output.
    var output: String { String(decoding: outputOctets, as: UTF8.self) }

    /// The lines of standard output, all of which end with a line feed.
    var lines: [String] {
        var lines = output.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        return lines.map(String.init)
    }

    /// The lines of standard error.
    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

    /// The JSON objects of standard output, one a line.
    func objects() throws -> [JSONObject] {
        try lines.map { try JSONObject($0) }
    }

    /// The only JSON object of standard output.
    func object() throws -> JSONObject {
        let objects = try objects()
        try #require(objects.count == 1)
        return objects[0]
    }

    /// One of the JSON objects of standard output.
    func object(at index: Int) throws -> JSONObject {
        let objects = try objects()
        try #require(objects.indices.contains(index))
        return objects[index]
    }
}

/// A folder that is removed when it is no longer used.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appending(path: "septet-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// Writes a file and says where it is.
    func file(_ name: String, _ octets: some Sequence<UInt8>) throws -> URL {
        let file = url.appending(path: name)
        try Data(octets).write(to: file)
        return file
    }

    /// Writes a file of text and says where it is.
    func file(_ name: String, _ text: String) throws -> URL {
        try file(name, text.utf8)
    }
}

/// How to run something as a user who may not read everything.
enum Privileges {
    private static let isRoot = geteuid() == 0

    /// A command that runs its arguments without the privileges of root.
    static let dropping =
        isRoot ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "env"

    /// Whether that command is there.
    static let canBeDropped =
        !isRoot || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")
}
