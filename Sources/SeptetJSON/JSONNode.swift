/// A JSON value with its path, read tolerantly: strings for numbers and numbers for strings.
///
/// Every fault names the path, which leads the sender of the value to it.
package struct JSONNode: Sendable, Hashable {
    package let value: JSONValue
    package let path: String

    package init(_ value: JSONValue, path: String = "") {
        self.value = value
        self.path = path
    }

    /// Reads the value that is the whole of `octets`.
    package init(octets: [UInt8]) throws(JSONFault) {
        self.init(try JSONReader.value(of: octets))
    }

    /// The path, or what stands for the empty one in a fault.
    package var name: String { path.isEmpty ? "the whole" : path }

    /// The fault of a value of another kind than `wanted`.
    package func wrongKind(_ wanted: String) -> JSONFault {
        JSONFault(.wrongKind(path: name, found: value.kind, wanted: wanted))
    }

    private func path(of member: String) -> String {
        path.isEmpty ? member : "\(path).\(member)"
    }

    /// The member of this name; `nil` when it is missing or null, or when this isn't an object.
    package subscript(member: String) -> JSONNode? {
        guard case .object(let object) = value, let value = object[member], value != .null else {
            return nil
        }
        return JSONNode(value, path: path(of: member))
    }

    /// The member of this name, which must be there and not null.
    package func required(_ member: String) throws(JSONFault) -> JSONNode {
        guard case .object = value else { throw wrongKind("an object") }
        guard let node = self[member] else {
            throw JSONFault(.missing(path: path(of: member)))
        }
        return node
    }

    /// Whether there is a member of this name, be it null.
    package func has(_ member: String) -> Bool {
        guard case .object(let object) = value else { return false }
        return object[member] != nil
    }

    /// The members of an object.
    package func members() throws(JSONFault) -> [(name: String, node: JSONNode)] {
        guard case .object(let object) = value else { throw wrongKind("an object") }
        return object.members.map { ($0.name, JSONNode($0.value, path: path(of: $0.name))) }
    }

    /// The elements of an array.
    package func elements() throws(JSONFault) -> [JSONNode] {
        guard case .array(let elements) = value else { throw wrongKind("an array") }
        return elements.enumerated().map { JSONNode($1, path: "\(path)[\($0)]") }
    }

    /// The elements of an array, or the value itself as the only one.
    package func oneOrMore() -> [JSONNode] {
        guard case .array(let elements) = value else { return [self] }
        return elements.enumerated().map { JSONNode($1, path: "\(path)[\($0)]") }
    }

    /// The text of a string, the digits of a number, `1` or `0` for a boolean.
    package func text() throws(JSONFault) -> String {
        switch value {
        case .string(let text): text
        case .number(let digits): digits
        case .boolean(let value): value ? "1" : "0"
        default: throw wrongKind("a string")
        }
    }

    /// The text of a string only.
    package func string() throws(JSONFault) -> String {
        guard case .string(let text) = value else { throw wrongKind("a string") }
        return text
    }

    /// A whole number, as a number or as a string of its digits.
    package func integer() throws(JSONFault) -> Int {
        switch value {
        case .string(let text), .number(let text):
            guard let integer = Int(text) else {
                throw JSONFault(.invalid(path: name, wanted: "a whole number"))
            }
            return integer
        default: throw wrongKind("a whole number")
        }
    }

    /// A boolean, also as 0 or 1 and as the strings `0`, `1`, `true`, `false` and the empty one.
    package func boolean() throws(JSONFault) -> Bool {
        switch value {
        case .boolean(let value): value
        case .number("1"), .string("1"), .string("true"): true
        case .number("0"), .string("0"), .string("false"), .string(""): false
        default: throw wrongKind("a boolean")
        }
    }
}
