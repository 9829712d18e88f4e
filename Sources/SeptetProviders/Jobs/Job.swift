package import SeptetJSON

/// One line of work: which provider, and what to prepare or to read.
package struct Job: Sendable {
    /// The name the job gave itself, repeated in its result.
    package let name: String?

    /// What is asked for, in the vocabulary of docs/providers/jobs.md.
    package let input: JSONNode

    /// The time to compare dates with: the job's `now`, else the clock's.
    package let now: Timestamp

    package init(name: String? = nil, input: JSONNode, now: Timestamp) {
        self.name = name
        self.input = input
        self.now = now
    }

    /// What the reply to read is an answer to; `nil` when a request is to be prepared.
    package func parse() throws(JSONFault) -> String? {
        try input["parse"]?.string()
    }

    /// An empty object where the member is missing.
    package func object(_ member: String) throws(JSONFault) -> JSONNode {
        guard let node = input[member] else {
            return JSONNode(.object(JSONObject()), path: member)
        }
        _ = try node.members()
        return node
    }

    /// A secret given as a string; its variable when the member is missing.
    package static func secret(
        _ node: JSONNode?,
        variable: String
    ) throws(JSONFault) -> Secret {
        Secret(try node?.text(), variable: variable)
    }

    /// A list of texts: an array of strings or numbers, or one of them.
    package static func texts(_ node: JSONNode?) throws(JSONFault) -> [String] {
        guard let node else { return [] }
        var texts: [String] = []
        for element in node.oneOrMore() {
            texts.append(try element.text())
        }
        return texts
    }
}
