/// Why the header of an input does not lead to its texts; nothing below it can be read.
public struct HeaderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name of the input, as shown to a person.
    public let name: String

    /// The line the header begins on.
    public let line: Int

    /// What is wrong with it.
    public let reason: RecordError

    /// The name, the line and the reason.
    public var description: String { "\(name):\(line): \(reason)" }
}
