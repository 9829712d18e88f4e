import Foundation
import TestSupport

/// One test case of another project, as neutral data.
struct SharedRecord: @unchecked Sendable, CustomStringConvertible {
    /// Values of JSON; only read.
    private let input: [String: Any]
    private let expected: [String: Any]
    let identifier: String
    let kind: String
    let status: String

    /// Why a record cannot be used.
    enum Failure: Error {
        case notARecord
        case missing(String, in: String)
    }

    var description: String { identifier }

    /// All records of all files; files of another form are passed over.
    static func all() throws -> [SharedRecord] {
        try SharedFolder.files("vectors", ending: ".json").flatMap { file in
            let data = try Data(contentsOf: SharedFolder.url.appending(path: "vectors/" + file))
            guard let objects = try JSONSerialization.jsonObject(with: data) as? [[String: Any]]
            else { throw Failure.notARecord }
            return objects.compactMap(SharedRecord.init)
        }
    }

    private init?(_ object: [String: Any]) {
        guard let identifier = object["id"] as? String, let kind = object["kind"] as? String,
            let status = object["status"] as? String, let input = object["input"] as? [String: Any],
            let expected = object["expected"] as? [String: Any]
        else { return nil }
        self.identifier = identifier
        self.kind = kind
        self.status = status
        self.input = input
        self.expected = expected
    }

    /// A value of the input, of a type that JSON has.
    func input<Value>(_ key: String, as: Value.Type = Value.self) -> Value? {
        input[key] as? Value
    }

    /// A value of what is expected.
    func expected<Value>(_ key: String, as: Value.Type = Value.self) -> Value? {
        expected[key] as? Value
    }

    /// Octets in hexadecimal digits, which must be there.
    func octets(_ digits: String?, _ key: String) throws -> [UInt8] {
        guard let digits, let octets = HexadecimalDigits.octets(digits) else {
            throw Failure.missing(key, in: identifier)
        }
        return octets
    }

    func inputOctets(_ key: String) throws -> [UInt8] { try octets(input(key), key) }

    func expectedOctets(_ key: String) throws -> [UInt8] { try octets(expected(key), key) }
}
