/// Parameters in order, where what is absent leaves no trace.
struct ParameterList: Sendable {
    private(set) var parameters: [RequestParameter] = []

    /// Adds a text unless it is `nil`.
    mutating func add(_ name: String, _ text: String?) {
        if let text {
            parameters.append(RequestParameter(name, text))
        }
    }

    /// Adds `1` when a flag is set.
    mutating func add(_ name: String, flag: Bool) {
        if flag {
            parameters.append(RequestParameter(name, "1"))
        }
    }

    /// Adds parameters.
    mutating func add(contentOf others: [RequestParameter]) {
        parameters += others
    }
}
