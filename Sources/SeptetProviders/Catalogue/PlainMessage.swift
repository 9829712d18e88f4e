/// A message in the terms that all providers share, to compare them with.
///
/// Each provider has a request type of its own with everything its document allows.
public struct PlainMessage: Sendable, Hashable {
    /// The text.
    public var text: String
    /// Telephone numbers with country code.
    public var recipients: [String]
    /// The sender name or number.
    public var sender: String?
    /// Whether the text is shown at once and not kept.
    public var isFlash: Bool

    /// Makes a message.
    public init(text: String, recipients: [String], sender: String? = nil, isFlash: Bool = false) {
        self.text = text
        self.recipients = recipients
        self.sender = sender
        self.isFlash = isFlash
    }
}
