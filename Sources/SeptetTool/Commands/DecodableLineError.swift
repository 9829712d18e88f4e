internal import Foundation
internal import Septet

/// Why a line of the input of `decode` holds no part.
enum DecodableLineError: Error, CustomStringConvertible {
    case invalidUTF8(utf8Offset: Int)
    case notJSON(reason: String)
    case wrongType(path: String, reason: String)
    case missing(key: String)
    case outOfRange(key: String, value: Int)
    case hexadecimal(key: String, Hexadecimal.DecodingError)

    /// Says what Foundation's decoder found wrong in JSON.
    init(_ error: any Error, _ json: Data) {
        switch error {
        case Swift.DecodingError.typeMismatch(_, let context),
            Swift.DecodingError.valueNotFound(_, let context):
            self = .wrongType(
                path: Self.path(context.codingPath),
                reason: JSONFailure.asSentencePart(context.debugDescription)
            )
        default: self = .notJSON(reason: JSONFailure.reason(in: json))
        }
    }

    var description: String {
        switch self {
        case .invalidUTF8(let offset): "invalid UTF-8 at byte \(offset)"
        case .notJSON(let reason): reason
        case .wrongType(let path, let reason):
            path.isEmpty ? "the line holds no object" : "\"\(path)\": \(reason)"
        case .missing(let key): "no \"\(key)\""
        case .outOfRange(let key, let value): "\"\(key)\": \(value) is not an octet, 0 to 255"
        case .hexadecimal(let key, let error): "\"\(key)\": \(error)"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += (path.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
