package import SeptetBilling
package import SeptetJSON

extension Job {
    /// The first member of one of these names in `options`, `account` or the job itself.
    ///
    /// The name counts before the place, so that a new name wins over an old one. A member that is
    /// null is missing.
    package func find(_ names: String...) -> JSONNode? {
        let places = [input["options"], input["account"], input].compactMap { $0 }
        for name in names {
            for place in places {
                if let node = place[name] { return node }
            }
        }
        return nil
    }

    /// Whether `options`, `account` or the job itself has a member of this name, be it null.
    package func has(_ name: String) -> Bool {
        input.has(name) || input["options"]?.has(name) ?? false
            || input["account"]?.has(name) ?? false
    }

    /// The text of the first member of one of these names.
    package func text(_ name: String, _ alias: String? = nil) throws(JSONFault) -> String? {
        try find(name, alias ?? name)?.text()
    }

    /// The whole number of the first member of one of these names.
    package func integer(_ name: String, _ alias: String? = nil) throws(JSONFault) -> Int? {
        try find(name, alias ?? name)?.integer()
    }

    /// The exact amount of the first member of one of these names.
    package func amount(_ name: String, _ alias: String? = nil) throws(JSONFault) -> Amount? {
        try find(name, alias ?? name)?.amount()
    }

    /// Whether the first member of one of these names is true; `false` when it is missing.
    package func flag(_ name: String, _ alias: String? = nil) throws(JSONFault) -> Bool {
        try find(name, alias ?? name)?.boolean() ?? false
    }

    /// The error of a job that asks for what a provider cannot do.
    ///
    /// `flash`, `binary`, `udh`, `datacoding` and `wapPush` ask for a capability, unless they are
    /// false or empty.
    package func unsupported(by capabilities: Set<Capability>) -> PredictedError? {
        let wishes: [(Capability, [String])] = [
            (.flash, ["flash"]), (.binary, ["binary", "udh", "datacoding"]),
            (.wapPush, ["wapPush"]),
        ]
        for (capability, names) in wishes where !capabilities.contains(capability) {
            for name in names {
                if let node = find(name), (try? node.boolean()) ?? true {
                    return .unsupported(capability)
                }
            }
        }
        return nil
    }

    /// A warning that lists the members of `options` a provider does not know, when there are any.
    package func unknownOptions(known: [String]) throws(JSONFault) -> [EstimateWarning] {
        let names = try Self.unknown(in: input["options"], known: known)
        guard !names.isEmpty else { return [] }
        let what = "left out, because the provider has no such option: "
        return [EstimateWarning(.unknownOption, what + names.joined(separator: ", "))]
    }

    /// The errors of members that a request with a filter does not know, in `options` and in the job.
    ///
    /// Such a member may be a filter that is misspelt, and without it the request would affect more.
    package func unknownFilters(
        known: [String],
        words: [String],
        places: [String] = ["options"]
    ) throws(JSONFault) -> [PredictedError] {
        var names = try Self.unknown(in: input, known: known + words + places + Self.words)
        for place in places {
            names += try Self.unknown(in: input[place], known: known)
        }
        return names.map { name in
            PredictedError(
                local: .unknownOption,
                "the request has no such parameter, and without it would affect more",
                field: name
            )
        }
    }

    /// What every job may have beside its parameters.
    private static let words = ["account", "now"]

    private static func unknown(
        in node: JSONNode?,
        known: [String]
    ) throws(JSONFault) -> [String] {
        try node?.members().map(\.name).filter { name in !known.contains(where: name.isSame) }
            ?? []
    }

    /// GET or POST, when the job says which.
    package func method() throws(JSONFault) -> PreparedRequest.Method? {
        guard let node = find("method") else { return nil }
        guard let method = PreparedRequest.Method(rawValue: try node.text().uppercased()) else {
            throw JSONFault(.invalid(path: node.path, wanted: "GET or POST"))
        }
        return method
    }

    /// Scheme and host without a slash at the end, when the job says which.
    package func origin() throws(JSONFault) -> String? {
        guard let origin = try text("origin", "baseURL") else { return nil }
        let slashes = origin.utf8.reversed().prefix { $0 == UInt8(ascii: "/") }.count
        return String(decoding: origin.utf8.dropLast(slashes), as: UTF8.self)
    }
}
