import Foundation
import Testing

/// A JSON object of the command's output.
struct JSONObject {
    private let members: [String: Any]

    init(_ json: String) throws {
        let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
        members = try #require(value as? [String: Any])
    }

    init(members: [String: Any]) {
        self.members = members
    }

    /// The names of the members.
    var keys: Set<String> { Set(members.keys) }

    func string(_ key: String) throws -> String {
        try #require(members[key] as? String, "\(key)")
    }

    func integer(_ key: String) throws -> Int {
        try #require(members[key] as? Int, "\(key)")
    }

    func truth(_ key: String) throws -> Bool {
        try #require(members[key] as? Bool, "\(key)")
    }

    func integers(_ key: String) throws -> [Int] {
        try #require(members[key] as? [Int], "\(key)")
    }

    func strings(_ key: String) throws -> [String] {
        try #require(members[key] as? [String], "\(key)")
    }

    func object(_ key: String) throws -> Self {
        Self(members: try #require(members[key] as? [String: Any], "\(key)"))
    }

    func objects(_ key: String) throws -> [Self] {
        try #require(members[key] as? [[String: Any]], "\(key)").map { Self(members: $0) }
    }

    func isNull(_ key: String) -> Bool { members[key] is NSNull }

    /// The object as JSON on one line, with some members replaced.
    func line(replacing: [String: Any] = [:]) throws -> String {
        let data = try JSONSerialization.data(withJSONObject: members.merging(replacing) { $1 })
        return String(decoding: data, as: UTF8.self)
    }

    /// The elements of an array of objects, in the order `order` gives.
    func reordered(_ key: String, _ order: ([Any]) -> [Any]) throws -> [Any] {
        order(try #require(members[key] as? [Any], "\(key)"))
    }
}

/// Lines of the input of `decode`.
enum ReceivedLine {
    /// A line of input: a part in GSM 7 bit with a header unless another scheme is given.
    static func part(
        _ userData: String,
        _ length: Int,
        dataCoding: Int = 0,
        hasHeader: Bool = true,
        sender: String? = nil
    ) -> String {
        #"{"userData":"\#(userData)","userDataLength":\#(length),"dataCoding":\#(dataCoding),"#
            + #""hasHeader":\#(hasHeader)"# + (sender.map { #","sender":"\#($0)""# } ?? "") + "}\n"
    }
}
