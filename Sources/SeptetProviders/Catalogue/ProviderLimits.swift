/// The sizes a provider's document allows; `nil` where it says nothing.
public struct ProviderLimits: Sendable, Hashable {
    /// Recipients in one request by POST.
    public var recipientsPerPost: Int?
    /// Recipients in one request by GET.
    public var recipientsPerGet: Int?
    /// Recipients in one request when each gets a text of its own.
    public var personalisedRecipients: Int?
    /// Parts of one message.
    public var parts: Int?
    /// Characters of a sender name.
    public var senderCharacters: Int?

    /// Makes limits.
    public init(
        recipientsPerPost: Int? = nil,
        recipientsPerGet: Int? = nil,
        personalisedRecipients: Int? = nil,
        parts: Int? = nil,
        senderCharacters: Int? = nil
    ) {
        self.recipientsPerPost = recipientsPerPost
        self.recipientsPerGet = recipientsPerGet
        self.personalisedRecipients = personalisedRecipients
        self.parts = parts
        self.senderCharacters = senderCharacters
    }
}
