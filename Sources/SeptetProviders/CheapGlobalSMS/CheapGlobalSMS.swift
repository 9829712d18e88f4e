/// CheapGlobalSMS (cheapglobalsms.com): requests, estimates and replies of every action.
///
/// The decisions CG-1 and following, where its document leaves something open, are in
/// docs/providers/cheapglobalsms.md with their reasons.
public enum CheapGlobalSMS {
    /// The server of the document, by HTTPS (CG-3).
    public static let origin = "https://cheapglobalsms.com"

    /// The shell variable of the sub-account's name.
    public static let subAccountVariable = "CGSMS_SUB_ACCOUNT"

    /// The shell variable of the sub-account's password.
    public static let passwordVariable = "CGSMS_SUB_ACCOUNT_PASS"

    /// Characters of `extra_data`.
    public static let extraDataLimit = 60

    /// Recipients of one request.
    public static let recipientLimit = 5000

    /// Records of one page of a list.
    public static let recordCounts = 1...300

    /// The limits of the document and of its author's own program.
    public static let limits = ProviderLimits(
        recipientsPerPost: recipientLimit,
        recipientsPerGet: recipientLimit,
        personalisedRecipients: recipientLimit,
        senderCharacters: 11
    )
}
