/// SMSAPI (smsapi.com): requests, estimates and replies.
///
/// The decisions SA-1 and following, where its document leaves something open, are in
/// docs/providers/smsapi.md with their reasons.
public enum SMSAPI {
    /// The server of the document.
    public static let origin = "https://api.smsapi.com"

    /// The server for when the first does not answer.
    public static let backupOrigin = "https://api2.smsapi.com"

    /// The most parts a message has; accounts with ten exist (SA-7).
    public static let partLimit = 6

    /// The most parts an account can be given.
    public static let largestPartLimit = 10

    /// The limits of the document.
    public static let limits = ProviderLimits(
        recipientsPerPost: 10_000,
        recipientsPerGet: 200,
        personalisedRecipients: 100,
        parts: partLimit,
        senderCharacters: 11
    )

    /// Characters of an `idx` value.
    static let idxLimit = 255

    /// What a short link of `[%goto:url%]` looks like to its reader.
    package static let shortLink = "http://cut.li/ABCD"
}
