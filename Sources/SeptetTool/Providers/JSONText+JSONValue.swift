internal import SeptetEstimates
internal import SeptetProviders

extension JSONText {
    /// Writes a value of a provider's result.
    mutating func value(_ value: JSONValue) {
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

    /// Writes the member `providers`, what each makes of the text.
    mutating func providers(_ answers: [ProviderAnswer]) {
        key("providers")
        array { json in
            for answer in answers { json.value(.object(answer.result)) }
        }
    }
}
