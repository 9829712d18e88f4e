package import Foundation

/// A JSON value as Foundation reads it, so that a result is judged by another reader than ours.
package enum Expected: Codable, Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Decimal)
    case string(String)
    case array([Expected])
    case object([String: Expected])

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Decimal.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([Expected].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: Expected].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    package subscript(name: String) -> Expected? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// Where a result lacks something that is expected; empty when it has everything.
    ///
    /// Objects may have more members; arrays are as long as expected.
    package func misses(in found: Expected?, path: String = "") -> [String] {
        switch self {
        case .object(let members):
            return members.sorted { $0.key < $1.key }.flatMap { name, wanted in
                Self.misses(of: name, wanted, in: found, path: "\(path).\(name)")
            }
        case .array(let elements):
            guard case .array(let others) = found, others.count == elements.count else {
                return ["\(path): \(self), found \(String(describing: found))"]
            }
            return zip(elements, others).enumerated().flatMap { index, pair in
                pair.0.misses(in: pair.1, path: "\(path)[\(index)]")
            }
        default:
            return self == found ? [] : ["\(path): \(self), found \(String(describing: found))"]
        }
    }

    private static func misses(
        of name: String,
        _ wanted: Expected,
        in found: Expected?,
        path: String
    ) -> [String] {
        switch (name, wanted) {
        case ("absentParams", .array(let names)):
            guard let params = found?["params"] else { return ["\(path): no params"] }
            return names.filter { $0.isMember(of: params) }.map { "\(path): has \($0)" }
        case ("absentKeys", .array(let names)):
            guard let body = found?["body"]?.parsed else { return ["\(path): no JSON body"] }
            return names.filter { $0.isMember(of: body) }.map { "\(path): has \($0)" }
        case ("bodyContains", .string(let text)):
            guard case .string(let body) = found?["body"], body.contains(text) else {
                return ["\(path): \(text), found \(String(describing: found?["body"]))"]
            }
            return []
        case ("absent", .array(let names)):
            return names.filter { $0.isMember(of: found) }.map { "\(path): has \($0)" }
        case ("warnings", .array(let kinds)):
            guard case .array(let warnings) = found?["warnings"] else {
                return ["\(path): no warnings"]
            }
            let has = warnings.compactMap { $0["kind"] }
            return kinds.filter { !has.contains($0) }.map { "\(path): no \($0) in \(has)" }
        default:
            guard let member = found?[name] else { return ["\(path): missing"] }
            return wanted.misses(in: member, path: path)
        }
    }

    private func isMember(of object: Expected?) -> Bool {
        if case .string(let name) = self { object?[name] != nil } else { false }
    }

    private var parsed: Expected? {
        guard case .string(let text) = self else { return nil }
        return try? JSONDecoder().decode(Expected.self, from: Data(text.utf8))
    }
}
