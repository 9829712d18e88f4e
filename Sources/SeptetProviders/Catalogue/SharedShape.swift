internal import SeptetBilling

/// The one shape of messages, accounts and replies for providers that are written in Swift.
///
/// Their own types, such as `SMSAPI.Message`, have everything their documents allow.
enum SharedShape {
    /// The error of the first field that is missing or blank; `nil` when there is none.
    private static func fault(
        _ account: ProviderAccount,
        _ names: [String]
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
        return nil
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
}
