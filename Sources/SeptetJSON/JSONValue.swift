/// A JSON value whose numbers keep their text.
///
/// RFC 8259. Foundation's readers pass numbers through binary floating point, which a price must
/// never do; so a number stays the text that was received until somebody asks for its kind.
package enum JSONValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    /// The digits as received, in the grammar of RFC 8259 §6.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue {
    /// An integer as a number.
    package static func integer(_ value: Int) -> Self { .number(String(value)) }

    /// A string, or null.
    package static func text(_ value: String?) -> Self { value.map(Self.string) ?? .null }

    /// An integer as a number, or null.
    package static func count(_ value: Int?) -> Self { value.map(Self.integer) ?? .null }

    /// What kind of value this is, in one word of RFC 8259.
    package var kind: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(nilLiteral: ()) { self = .null }
}
