import Foundation
import Testing

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
