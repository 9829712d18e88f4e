/// SMSwords (smswords.net): advertising campaigns to people of a place, and replies.
///
/// There are no recipients: a campaign has a volume. The decisions SW-1 and following, where its
/// document leaves something open, are in docs/providers/smswords.md with their reasons.
public enum SMSwords {
    /// The server of the document.
    public static let origin = "https://www.smswords.net"

    /// The shell variable of the token.
    public static let tokenVariable = "SMSWORDS_API_TOKEN"

    /// The document has no sizes.
    public static let limits = ProviderLimits()

    /// Characters a sender name has; campaigns name a sender by its number (SW-9).
    public static let senderCharacterCounts = 3...11
}
