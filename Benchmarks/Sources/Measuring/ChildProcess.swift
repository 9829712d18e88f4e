internal import Foundation

/// A process of its own that measures when it is told to.
///
/// It first writes `ready` and the answer of one pass; then, for each number it reads, it makes so
/// many passes and writes the nanoseconds they took. It ends with its standard input.
package final class ChildProcess {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var unread: [UInt8] = []

    /// The answer of a pass.
    package private(set) var answer = 0

    /// The child said something else, or nothing.
    package struct Fault: Error, CustomStringConvertible {
        package let description: String
    }

    /// Starts the process and waits until it is ready.
    package init(
        _ executable: String,
        _ arguments: [String],
        environment: [String: String] = [:]
    ) throws {
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let words = try readLine().split(separator: " ")
        guard words.count == 2, words[0] == "ready", let answer = Int(words[1]) else {
            throw Fault(description: "\(executable) \(arguments.joined(separator: " ")): not ready")
        }
        self.answer = answer
    }

    /// Has some passes made; gives their nanoseconds.
    package func run(_ passCount: Int) throws -> Int {
        try input.fileHandleForWriting.write(contentsOf: Data("\(passCount)\n".utf8))
        let line = try readLine()
        guard let nanoseconds = Int(line) else {
            throw Fault(description: "a child process answers: \(line)")
        }
        return nanoseconds
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    private func readLine() throws -> String {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                let line = String(decoding: unread[..<end], as: UTF8.self)
                unread.removeSubrange(...end)
                return line
            }
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw Fault(description: "a child process ended early") }
            unread += data
        }
    }
}

extension Contender {
    /// A contender in a process of its own.
    package init(
        _ name: String,
        shortcut: String? = nil,
        messageCount: Int,
        expected: Int?,
        child: ChildProcess
    ) {
        self.init(name, shortcut: shortcut, messageCount: messageCount, expected: expected) {
            (try child.run($0), child.answer)
        }
    }

    /// Plays the child: makes as many passes as each line of standard input says.
    package func serve() throws {
        let answer = try run(1).answer
        guard expected == nil || answer == expected else {
            throw ChildProcess.Fault(description: "\(name): wrong answer \(answer)")
        }
        try say("ready \(answer)")
        while let line = Swift.readLine(), let passCount = Int(line) {
            try say("\(try run(passCount).nanoseconds)")
        }
    }

    private func say(_ line: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    }
}
