/// Unified Communications, the `bulksms` interface of Route Mobile: requests and replies.
///
/// The decisions UN-1 and following, where its document leaves something open, are in
/// docs/providers/unified.md with their reasons.
public enum Unified {
    /// Stands for the reader's own server, which the document does not name; it never resolves.
    public static let placeholderOrigin = "http://server.invalid"

    /// The shell variable of the account's name.
    public static let usernameVariable = "UNIFIED_USERNAME"

    /// The shell variable of the password.
    public static let passwordVariable = "UNIFIED_PASSWORD"

    /// Characters a sender may have when it is not a number.
    public static let alphanumericSourceLimit = 11

    /// Characters a sender may have when it is a number, a plus sign included.
    public static let numericSourceLimit = 18

    /// Digits a destination may have.
    public static let destinationDigitCounts = 6...15

    /// The limits of the document.
    public static let limits = ProviderLimits(senderCharacters: alphanumericSourceLimit)
}
