/// Why an input cannot be read at all.
public struct InputError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name of the input, as shown to a person.
    public let name: String

    /// What the system said.
    public let reason: String

    /// The name and the reason.
    public var description: String { "\(name): \(reason)" }
}
