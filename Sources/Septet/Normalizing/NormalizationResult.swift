/// A rewritten text, what was changed in it, and what that saved.
public struct NormalizationResult: Sendable, Hashable {
    /// The rewritten text.
    public let text: String

    /// What was replaced, by kind, in the order of first appearance.
    public let replaced: [Replacement]

    /// The plan of the text as it was given; `nil` when it could not be planned.
    ///
    /// A text that was too long, or not in the alphabet asked for, can become sendable.
    public let before: MessagePlan?

    /// The plan of the rewritten text.
    public let after: MessagePlan
}
