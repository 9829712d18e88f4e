internal import Septet
internal import SeptetBilling
internal import SeptetJSON

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

    /// The limits of the document and of its author's own program.
    public static let limits = ProviderLimits(
        recipientsPerPost: recipientLimit,
        recipientsPerGet: recipientLimit,
        personalisedRecipients: recipientLimit,
        senderCharacters: 11
    )
}

extension Provider {
    /// CheapGlobalSMS.
    public static let cheapGlobalSMS = Provider(
        name: "cgsms",
        title: "CheapGlobalSMS",
        aliases: ["cheapglobalsms"],
        capabilities: [
            .sendText, .flash, .schedule, .personalise, .estimateCost, .balance,
            .deliveryReports, .receiveText,
        ],
        limits: CheapGlobalSMS.limits,
        insufficientCredit: .provider(11),
        sendsRepeatedOnce: true,
        carriedOptions: ["callback_url"],
        billedPartCount: { ProviderRule.cheapGlobalSMS.billedPartCount(of: $0) },
        prepare: { SharedShape.cheapGlobalSMS($0, CheapGlobalSMS.Account()) },
        prepareForAccount: { SharedShape.cheapGlobalSMS($0, $1) },
        readReply: SharedShape.cheapGlobalSMSReply,
        readReports: SharedShape.cheapGlobalSMSReports,
        readInbound: SharedShape.cheapGlobalSMSInbound,
        run: { job throws(JSONFault) in try CheapGlobalSMSJobs.run(job) }
    )
}

extension CheapGlobalSMS {
    /// Where requests go, whose they are, and what is set in the account.
    public struct Account: RequestingAccount, Sendable, Hashable {
        /// `sub_account`; `nil` when it is not known here.
        public var subAccount: String?
        /// `sub_account_pass`.
        public var password: Secret
        /// Scheme and host.
        public var origin: String
        /// GET or POST.
        public var method: PreparedRequest.Method
        /// The account's own dial code, for numbers that begin with a zero.
        public var defaultDialCode: String?
        /// The account's own time zone, such as `1`.
        public var timezoneOffset: String?

        /// Makes an account; without arguments, one of which nothing is known.
        public init(
            subAccount: String? = nil,
            password: Secret = Secret(nil, variable: CheapGlobalSMS.passwordVariable),
            origin: String = CheapGlobalSMS.origin,
            method: PreparedRequest.Method = .post,
            defaultDialCode: String? = nil,
            timezoneOffset: String? = nil
        ) {
            self.subAccount = subAccount
            self.password = password
            self.origin = origin
            self.method = method
            self.defaultDialCode = defaultDialCode
            self.timezoneOffset = timezoneOffset
        }

        /// Errors 1 and 2: a name or a password that is empty.
        var errors: [PredictedError] {
            var errors: [PredictedError] = []
            if subAccount?.isEmpty ?? false {
                errors.append(
                    PredictedError(1, "sub_account is not supplied", field: "sub_account")
                )
            }
            if password.isKnown, password.reveal().isEmpty {
                let what = "sub_account_pass is not supplied"
                errors.append(PredictedError(2, what, field: "sub_account_pass"))
            }
            return errors
        }

        var identification: [RequestParameter] {
            let name: RequestParameter.Value =
                subAccount.map { .text($0) }
                ?? .secret(Secret(nil, variable: CheapGlobalSMS.subAccountVariable))
            return [
                RequestParameter("sub_account", name),
                RequestParameter("sub_account_pass", .secret(password)),
            ]
        }

        /// A request for an action.
        func request(
            _ action: String,
            _ parameters: [RequestParameter]
        ) throws(PredictedError) -> PreparedRequest {
            try request(["api_v1"], [RequestParameter("action", action)] + parameters)
        }
    }
}

extension CheapGlobalSMS.Draft {
    /// Characters no adapter sends; they have no number of the provider.
    mutating func checkCharacters() {
        let fields = texts + [("sender_id", message.sender ?? "")]
        errors += fields.compactMap { .forbiddenCharacter(in: $0.text, field: $0.field) }
    }

    /// Error 7, recipients first.
    ///
    /// The author's program takes the message `0` for none.
    mutating func checkPresence() {
        if CheapGlobalSMS.Audience.numbers(message.recipients).isEmpty, message.contacts.isEmpty,
            message.contactGroups.isEmpty
        {
            predict(7, "there are no recipients, contacts or contact groups", field: "recipients")
        }
        if message.text.isEmpty || message.text.isSame(as: "0") {
            predict(7, "there is no message", field: "message")
        }
    }

    /// Error 8, in the order of the document's table.
    mutating func checkForms() {
        for (field, value, allowed) in [
            ("type", message.type, 0...1), ("unicode", message.unicode, 0...1),
            ("route", message.route, 0...2),
        ] {
            if let value, !allowed.contains(value) {
                let what = "\(field) is \(allowed.lowerBound) to \(allowed.upperBound)"
                predict(8, what, field: field)
            }
        }
        if let code = message.defaultDialCode {
            let digits = code.rest(after: "+") ?? code[...]
            if !DecimalField.isDigits(digits) || digits.utf8.count > 4 {
                predict(8, "a dial code has 1 to 4 digits", field: "default_dial_code")
            }
        }
        if let text = message.sendAt, CheapGlobalSMS.SendTime(text) == nil {
            let what = "a time is YYYY-MM-DD HH:MM, YYYY-MM-DD or HH:MM"
            predict(8, what, field: "send_at")
        }
        if let text = message.timezoneOffset, CheapGlobalSMS.offsetMinutes(text) == nil {
            predict(8, "an offset is hours, or hours and minutes", field: "timezone_offset")
        }
        for (index, contact) in message.contacts.enumerated() {
            if contact.phone.isEmpty {
                predict(8, "a contact has a phone", field: "contacts[\(index)].phone")
            }
            if let text = contact.overrideTime, CheapGlobalSMS.SendTime(text) == nil {
                predict(
                    8,
                    "the time is in no known form",
                    field: "contacts[\(index)].override_date_time"
                )
            }
        }
    }

    /// Errors without a number: what the document forbids and lists no code for.
    mutating func checkValues() {
        if message.unicode == 0 {
            for (field, text) in texts {
                if let found = CheapGlobalSMS.specialCharacter(in: text) {
                    predict(
                        local: .unmappableCharacter,
                        "\(found.scalar.codePointName) is not in the default alphabet",
                        field: field,
                        utf8Offset: found.utf8Offset
                    )
                }
            }
        }
        if let sender = message.sender, !CheapGlobalSMS.isSender(sender) {
            errors.append(CheapGlobalSMS.senderError)
        }
        for (index, contact) in message.contacts.enumerated() {
            let count = contact.extraData?.unicodeScalars.count ?? 0
            if count > CheapGlobalSMS.extraDataLimit {
                let what = "\(count) characters, more than \(CheapGlobalSMS.extraDataLimit)"
                predict(local: .invalidValue, what, field: "contacts[\(index)].extra_data")
            }
        }
        if let url = message.callbackURL, !url.isWebAddress {
            predict(local: .invalidValue, "the address is not a URL", field: "callback_url")
        }
        let hasTooManyParts =
            pages.wireSegmentCount == nil
            || deliveries.contains { $0.pages.wireSegmentCount == nil }
        if hasTooManyParts {
            let what = "no message has more than \(MessagePlan.maximumPartCount) parts"
            predict(local: .tooManyParts, what, field: "message")
        }
    }

    /// Error 11: no valid recipient, too many recipients, too little credit.
    mutating func checkOperation(cost: Cost?, balance: Amount?) {
        let isGiven =
            !CheapGlobalSMS.Audience.numbers(message.recipients).isEmpty
            || !message.contacts.isEmpty
        if isGiven, deliveries.isEmpty, message.contactGroups.isEmpty {
            let reason = InvalidNumberWording.reason(audience.firstInvalid)
            predict(11, "there is no valid recipient\(reason)", field: "recipients")
        }
        if deliveries.count > CheapGlobalSMS.recipientLimit, !message.splits {
            let limit = CheapGlobalSMS.recipientLimit
            predict(11, "\(deliveries.count) recipients, more than \(limit)", field: "recipients")
        }
        if let cost, let balance, balance < cost.minimum {
            predict(
                11,
                "the message costs \(cost.minimum), the balance is \(balance)",
                field: "balance"
            )
        }
    }
}

extension CheapGlobalSMS {
    /// Whether a text can be a sender: 3 to 11 characters, or 3 to 14 digits.
    static func isSender(_ text: String) -> Bool {
        (DecimalField.isDigits(text) ? 3...14 : 3...11).contains(text.unicodeScalars.count)
    }

    static let senderError = PredictedError(
        local: .invalidSender,
        "a sender has 3 to 11 characters, or 3 to 14 digits",
        field: "sender_id"
    )

    /// A date, a time or both, in the forms of `send_at`.
    struct SendTime {
        let date: CalendarDate?
        /// Seconds since midnight; `nil` for a date without a time.
        let secondOfDay: Int?

        /// Reads `YYYY-MM-DD HH:MM`, `YYYY-MM-DD` or `HH:MM`; `nil` for anything else.
        init?(_ text: String) {
            let fields = text.divided(at: " ")
            switch fields.count {
            case 1 where text.utf8.contains(UInt8(ascii: ":")):
                date = nil
                secondOfDay = Self.secondOfDay(fields[0])
                guard secondOfDay != nil else { return nil }
            case 1:
                date = CalendarDate(text)
                secondOfDay = nil
                guard date != nil else { return nil }
            case 2:
                date = CalendarDate(String(fields[0]))
                secondOfDay = Self.secondOfDay(fields[1])
                guard date != nil, secondOfDay != nil else { return nil }
            default:
                return nil
            }
        }

        static func secondOfDay(_ text: Substring) -> Int? {
            text.utf8.count == 5 ? ISO8601Reading.secondOfDay(text) : nil
        }

        /// Whether this is certainly over; a date without a time is its midnight, a time without a date is today's.
        ///
        /// - Parameter offsetMinutes: Minutes ahead of UTC; `nil` when they are not known.
        func isPast(at now: Timestamp, offsetMinutes: Int?) -> Bool {
            if date == nil, offsetMinutes == nil { return false }
            // No zone is further behind than twelve hours, so there it becomes past last.
            let offset = offsetMinutes ?? -720
            let day = date ?? now.clock(offsetMinutes: offset).date
            let moment = Timestamp(
                date: day,
                secondOfDay: secondOfDay ?? 0,
                offsetMinutes: offset
            )
            return moment < now
        }
    }

    /// Minutes ahead of UTC in an offset such as `+1`, `-3:30` or `01:00`; `nil` when it is invalid.
    ///
    /// A sign, one or two digits, and after a colon one or two more.
    static func offsetMinutes(_ text: String) -> Int? {
        let isBehind = text.begins(with: "-")
        let fields = (text.rest(after: isBehind ? "-" : "+") ?? text[...]).divided(at: ":")
        guard (1...2).contains(fields.count),
            fields.allSatisfy({ $0.utf8.count <= 2 && DecimalField.isDigits($0) }),
            let hours = Int(fields[0])
        else { return nil }
        let minutes = hours * 60 + (fields.count > 1 ? Int(fields[1]) ?? 0 : 0)
        return isBehind ? -minutes : minutes
    }
}
