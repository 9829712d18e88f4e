internal import SeptetBilling
internal import SeptetJSON

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

extension Provider {
    /// SMSwords.
    public static let smswords = Provider(
        name: "smswords",
        title: "SMSwords",
        capabilities: [.sendText, .schedule, .estimateCost, .balance, .deliveryReports],
        limits: SMSwords.limits,
        // The document does not say; the standard's count is the most it can be (SW-1).
        billedPartCount: { ProviderRule.smswords.billedPartCount(of: $0) },
        prepare: { message in
            guard !message.isFlash else { return Preparation(.unsupported(.flash)) }
            var campaign = SMSwords.Campaign(message: message.text)
            campaign.isImmediate = true
            campaign.volume = message.recipients.count
            return SMSwords.prepare(campaign, .calculateCost)
        },
        run: { job throws(JSONFault) in try SMSwordsJobs.run(job) }
    )
}

extension SMSwords {
    /// The server of requests and the credentials.
    public struct Account: RequestingAccount, Sendable, Hashable {
        /// `api_token`: always a parameter of the address.
        public var token: Secret
        /// Scheme and host.
        public var origin: String

        /// Makes an account; without arguments one whose token is not known.
        public init(
            token: Secret = Secret(nil, variable: SMSwords.tokenVariable),
            origin: String = SMSwords.origin
        ) {
            self.token = token
            self.origin = origin
        }

        /// The error of an empty token.
        var errors: [PredictedError] {
            guard token.isKnown, token.reveal().isEmpty else { return [] }
            return [PredictedError(local: .missingField, "there is no token", field: "api_token")]
        }

        var method: PreparedRequest.Method { .get }

        var basePath: [PreparedRequest.PathSegment] { [.text("api"), .text("v1")] }

        var identification: [RequestParameter] {
            [RequestParameter("api_token", .secret(token))]
        }
    }
}
