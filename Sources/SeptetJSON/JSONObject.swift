/// The members of a JSON object in the order they were written.
package struct JSONObject: Sendable, Hashable {
    /// One name with its value.
    package struct Member: Sendable, Hashable {
        package let name: String
        package var value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    package private(set) var members: [Member] = []

    package init() {}

    /// Makes an object of members that may repeat a name; the last one counts.
    package init(_ members: [Member]) {
        self.members = members
    }

    /// The last value of a name, `nil` when the object lacks it; setting replaces it in its place.
    ///
    /// Complexity: linear in the number of members.
    package subscript(name: String) -> JSONValue? {
        get { members.last { $0.name == name }?.value }
        set {
            guard let newValue else {
                members.removeAll { $0.name == name }
                return
            }
            if let index = members.lastIndex(where: { $0.name == name }) {
                members[index].value = newValue
            } else {
                members.append(Member(name: name, value: newValue))
            }
        }
    }

    /// Sets what another object has, its values replacing those of the same names.
    package mutating func merge(_ other: JSONObject) {
        for member in other.members {
            self[member.name] = member.value
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        members = elements.map { Member(name: $0.0, value: $0.1) }
    }
}
