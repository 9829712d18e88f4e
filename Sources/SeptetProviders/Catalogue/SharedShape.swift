internal import SeptetBilling

/// The one shape of messages, accounts and replies for providers that are written in Swift.
///
/// Their own types, such as `SMSAPI.Message`, have everything their documents allow.
enum SharedShape {
    /// The error of the first field that is missing or blank; `nil` when there is none.
    private static func fault(
        _ account: ProviderAccount,
        _ names: [String],
        needsOrigin: Bool = false
    ) -> Preparation? {
        for name in account.names where !names.contains(where: name.isSame) {
            let what = "the account has no such field; there are \(names.joined(separator: ", "))"
            return Preparation(
                PredictedError(local: .unknownOption, what, field: "account.\(name)")
            )
        }
        for name in names where account[name]?.isBlank ?? true {
            let what = "'\(name)' of the account is missing"
            return Preparation(PredictedError(local: .missingField, what, field: "account.\(name)"))
        }
        guard needsOrigin, account.origin == nil else { return nil }
        let what = "the address of the account's server is missing"
        return Preparation(PredictedError(local: .missingField, what, field: "origin"))
    }

    /// A field of an account whose presence was checked.
    private static func secret(_ account: ProviderAccount, _ name: String, _ variable: String)
        -> Secret
    {
        Secret(account[name], variable: variable)
    }

    /// SMSAPI, by its token.
    static func smsapi(_ message: Message, _ account: ProviderAccount) -> Preparation {
        if let fault = fault(account, ["token"]) { return fault }
        let token = secret(account, "token", SMSAPI.Credentials.tokenVariable)
        var own = SMSAPI.Account(credentials: .bearer(token))
        own.origin = account.origin ?? own.origin
        return smsapi(message, own)
    }

    static func smsapi(_ message: Message, _ account: SMSAPI.Account) -> Preparation {
        var typed = SMSAPI.Message(message.text, recipients: message.recipients)
        typed.sender = message.sender
        typed.isFlash = message.isFlash
        typed.notifyURL = message.options["notify_url"]
        // No date is compared, so the clock is of no consequence.
        return SMSAPI.prepare(typed, account: account, now: Timestamp(secondsSince1970: 0))
    }

    /// Unified Communications, at the customer's own server.
    static func unified(_ message: Message, _ account: ProviderAccount) -> Preparation {
        if let fault = fault(account, ["username", "password"], needsOrigin: true) { return fault }
        let own = Unified.Account(
            username: account["username"],
            password: secret(account, "password", Unified.passwordVariable),
            origin: account.origin ?? Unified.placeholderOrigin
        )
        return unified(message, own)
    }

    static func unified(_ message: Message, _ account: Unified.Account) -> Preparation {
        var typed = Unified.Message(
            .text(message.text),
            destinations: message.recipients,
            source: message.sender
        )
        typed.isFlash = message.isFlash
        // Other words become a number that the provider rejects, too.
        if let dlr = message.options["dlr"] { typed.deliveryReport = Int(dlr) ?? -1 }
        return Unified.prepare(typed, account: account)
    }

    /// CheapGlobalSMS, by a sub-account.
    static func cheapGlobalSMS(_ message: Message, _ account: ProviderAccount) -> Preparation {
        if let fault = fault(account, ["sub_account", "sub_account_pass"]) { return fault }
        var own = CheapGlobalSMS.Account()
        own.subAccount = account["sub_account"]
        own.password = Secret(account["sub_account_pass"], variable: own.password.variable)
        own.origin = account.origin ?? own.origin
        return cheapGlobalSMS(message, own)
    }

    static func cheapGlobalSMS(
        _ message: Message,
        _ account: CheapGlobalSMS.Account
    ) -> Preparation {
        var typed = CheapGlobalSMS.Message(message.text, recipients: message.recipients)
        typed.sender = message.sender
        typed.type = message.isFlash ? 1 : 0
        typed.callbackURL = message.options["callback_url"]
        // No time is compared, so the clock is of no consequence.
        return CheapGlobalSMS.prepare(typed, account: account, now: Timestamp(secondsSince1970: 0))
    }

    /// What the `bulksms` interface answers.
    static func unifiedReply(_ octets: [UInt8]) throws(ReplyError) -> Reply {
        let reply = try Unified.SubmitReply(octets)
        let recipients = reply.results.map { result in
            Reply.Recipient(
                recipient: result.destination,
                id: result.messageID,
                error: result.code.isSuccess
                    ? nil
                    : ReportedError(
                        code: String(result.code.rawValue),
                        message: nil,
                        meaning: result.code.meaning ?? result.code.smppName,
                        retry: result.code.leavesStateUnknown
                            ? .unclear : result.code.allowsRetry ? .later : .never
                    )
            )
        }
        let refusedCount = recipients.count { $0.error != nil }
        let isRefused = !recipients.isEmpty && refusedCount == recipients.count
        return Reply(
            outcome: isRefused ? .rejected : refusedCount > 0 ? .partlyAccepted : .accepted,
            id: reply.scheduleID,
            recipients: recipients,
            error: isRefused ? recipients.first?.error : nil
        )
    }
}
