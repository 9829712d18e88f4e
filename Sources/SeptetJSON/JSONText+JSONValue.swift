extension JSONText {
    /// Writes a value of a provider's result.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .boolean(let truth): self.value(truth)
        case .number(let digits): number(digits)
        case .string(let text): self.value(text)
        case .array(let elements):
            array { json in
                for element in elements { json.value(element) }
            }
        case .object(let object):
            self.object { json in
                for member in object.members {
                    json.key(member.name)
                    json.value(member.value)
                }
            }
        }
    }
}
