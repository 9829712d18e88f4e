internal import Septet
public import SeptetBilling

extension SMSAPI {
    /// Deletes scheduled messages (`sch_del`).
    public static func deletion(of ids: [String], account: Account = Account()) -> Preparation {
        guard ids.contains(where: { !$0.isBlank }) else {
            return Preparation(
                PredictedError(local: .missingField, "there is no id", field: "sch_del")
            )
        }
        guard !ids.contains(where: \.isBlank) else {
            return Preparation(
                PredictedError(local: .invalidValue, "one of the ids is blank", field: "sch_del")
            )
        }
        var list = ParameterList()
        list.add("sch_del", ids.joined(separator: ","))
        return request("sms.do", list, account)
    }

    /// Asks for the balance.
    public static func balance(account: Account = Account()) -> Preparation {
        var list = ParameterList()
        list.add("credits", "1")
        return request("user.do", list, account)
    }

    /// Asks for the price list (SA-13).
    public static func priceList(account: Account = Account()) -> Preparation {
        request("prices.do", ParameterList(), account)
    }

    /// Looks numbers up in their home location registers.
    ///
    /// - Parameters:
    ///   - numbers: The numbers that are looked up.
    ///   - idx: One value for each number, or none; at most 36 letters and digits.
    ///   - account: The credentials.
    public static func lookup(
        of numbers: [String],
        idx: [String] = [],
        account: Account = Account()
    ) -> Preparation {
        let numbers = numbers.map(normalizedRecipient)
        guard numbers.contains(where: { number($0) != nil }) else {
            return Preparation(
                PredictedError(13, "there is no valid phone number", field: "number")
            )
        }
        guard idx.isEmpty || idx.count == numbers.count else {
            let what = "\(idx.count) values for \(numbers.count) numbers"
            return Preparation(PredictedError(20, what, field: "idx"))
        }
        let isWritten: (String) -> Bool = { text in
            text.utf8.count <= 36 && text.unicodeScalars.allSatisfy(isLetterOrDigit)
        }
        guard idx.allSatisfy(isWritten) else {
            let what = "a value is at most 36 letters and digits"
            return Preparation(PredictedError(local: .invalidValue, what, field: "idx"))
        }
        var list = ParameterList()
        list.add("number", numbers.joined(separator: ","))
        list.add("idx", idx.isEmpty ? nil : idx.joined(separator: ","))
        return request("hlr.do", list, account)
    }

    /// What can be done with sender names.
    public enum SenderAction: String, Sendable, Hashable, CaseIterable {
        case add
        case status
        case delete
        case `default`
    }

    /// Does something with one sender name.
    public static func sender(
        _ action: SenderAction,
        name: String,
        account: Account = Account()
    ) -> Preparation {
        guard !name.isEmpty else {
            return Preparation(PredictedError(2111, "the sender name is missing", field: "name"))
        }
        if action == .add, !isSenderName(name) {
            let what = "a name is up to 11 letters, digits, spaces, points or hyphens"
            return Preparation(PredictedError(2112, what, field: "name"))
        }
        var list = ParameterList()
        list.add(action.rawValue, name)
        return request("sender.do", list, account)
    }

    /// Asks for all sender names.
    ///
    /// - Parameters:
    ///   - includesShared: Whether a sub-user also gets the names of its main user.
    ///   - account: The credentials.
    public static func senders(
        includesShared: Bool = false,
        account: Account = Account()
    ) -> Preparation {
        var list = ParameterList()
        list.add("list", "1")
        list.add("with_nat_names", flag: includesShared)
        return request("sender.do", list, account)
    }

    static func request(
        _ endpoint: String,
        _ list: ParameterList,
        _ account: Account
    ) -> Preparation {
        var list = list
        list.add("format", "json")
        return Preparation(Estimate()) { () throws(PredictedError) in
            [try account.request([endpoint], list.parameters)]
        }
    }

    /// Whether a text can be a sender name (2112): up to 11 letters, digits, spaces, points or hyphens.
    static func isSenderName(_ text: String) -> Bool {
        (1...11).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy {
                isLetterOrDigit($0) || $0 == " " || $0 == "." || $0 == "-"
            }
    }

    /// Whether a message can come from a text (14): a sender name, or a number.
    static func isSender(_ text: String) -> Bool {
        DecimalField.isDigits(text) ? text.utf8.count <= 15 : isSenderName(text)
    }

    /// Whether a scalar is a letter or a digit of ASCII.
    static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9": true
        default: false
        }
    }

    /// The data of a sub-user to add or to change.
    public struct SubUser: Sendable, Hashable {
        /// The name, without the prefix of the main user.
        public var name: String
        /// `pass`: the password hashed with MD5.
        public var password: Secret?
        /// `pass_api`: the password for requests hashed with MD5.
        public var requestPassword: Secret?
        /// `limit`: points.
        public var limit: Amount?
        /// `month_limit`: points granted on each first day of a month.
        public var monthLimit: Amount?
        /// `senders`: may use the main user's sender names.
        public var usesSenders: Bool?
        /// `phonebook`: may use the main user's contacts.
        public var usesContacts: Bool?
        /// `active`.
        public var isActive: Bool?
        /// `info`.
        public var note: String?
        /// `without_prefix`: the name stands without the main user's.
        public var isWithoutPrefix = false

        /// Makes a sub-user of a name.
        public init(name: String) {
            self.name = name
        }

        func parameters(_ action: String) -> ParameterList {
            var list = ParameterList()
            list.add(action, name)
            if let password {
                list.add(contentOf: [RequestParameter("pass", .secret(password))])
            }
            if let requestPassword {
                list.add(contentOf: [RequestParameter("pass_api", .secret(requestPassword))])
            }
            list.add("limit", limit?.description)
            list.add("month_limit", monthLimit?.description)
            for (name, value) in [
                ("senders", usesSenders), ("phonebook", usesContacts), ("active", isActive),
            ] {
                list.add(name, value.map { $0 ? "1" : "0" })
            }
            list.add("info", note)
            list.add("without_prefix", flag: isWithoutPrefix)
            return list
        }
    }

    /// Adds a sub-user.
    public static func adding(_ user: SubUser, account: Account = Account()) -> Preparation {
        if let error = nameError(user.name) { return Preparation(error) }
        guard let password = user.password else {
            return Preparation(PredictedError(1120, "a new user needs a password", field: "pass"))
        }
        return passwordError(password).map { Preparation($0) }
            ?? user.requestPassword.flatMap(requestPasswordError).map { Preparation($0) }
            ?? request("user.do", user.parameters("add_user"), account)
    }

    /// Changes a sub-user.
    public static func changing(_ user: SubUser, account: Account = Account()) -> Preparation {
        let list = user.parameters("set_user")
        guard
            list.parameters.contains(where: { !["set_user", "without_prefix"].contains($0.name) })
        else {
            return Preparation(PredictedError(1021, "there is nothing to change"))
        }
        return user.password.flatMap(passwordError).map { Preparation($0) }
            ?? user.requestPassword.flatMap(requestPasswordError).map { Preparation($0) }
            ?? request("user.do", list, account)
    }

    /// Asks for a sub-user's data.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - isWithoutPrefix: Whether the name stands without the main user's (`without_prefix`).
    ///   - account: The credentials.
    public static func subUser(
        named name: String,
        isWithoutPrefix: Bool = false,
        account: Account = Account()
    ) -> Preparation {
        var user = SubUser(name: name)
        user.isWithoutPrefix = isWithoutPrefix
        return request("user.do", user.parameters("get_user"), account)
    }

    /// Asks for all sub-users.
    public static func subUsers(account: Account = Account()) -> Preparation {
        var list = ParameterList()
        list.add("list", "1")
        return request("user.do", list, account)
    }

    /// Errors 1111, 1112 and 1114.
    private static func nameError(_ name: String) -> PredictedError? {
        if name.isEmpty { return PredictedError(1111, "the name is missing", field: "add_user") }
        if name.unicodeScalars.count < 3 {
            return PredictedError(1112, "the name has fewer than 3 characters", field: "add_user")
        }
        // With the main user's prefix it may have 32; how long that is, is not known here.
        if name.unicodeScalars.count > 32 {
            return PredictedError(1113, "the name has more than 32 characters", field: "add_user")
        }
        let isAllowed = name.unicodeScalars.allSatisfy {
            isLetterOrDigit($0) || "@-_.".unicodeScalars.contains($0)
        }
        return isAllowed
            ? nil : PredictedError(1114, "a character is not allowed", field: "add_user")
    }

    /// Error 1123: a known password isn't an MD5 hash.
    private static func passwordError(_ password: Secret) -> PredictedError? {
        guard password.isKnown, !isMD5(password.reveal()) else { return nil }
        return PredictedError(1123, "the password is not hashed with MD5", field: "pass")
    }

    /// Error 1192 for a password for requests of another length than a hash, 1193 for other characters.
    ///
    /// An empty one is documented: the password is then that of the web panel.
    private static func requestPasswordError(_ password: Secret) -> PredictedError? {
        let text = password.reveal()
        guard password.isKnown, !text.isEmpty, !isMD5(text) else { return nil }
        guard text.utf8.count == 32 else {
            return PredictedError(
                1192,
                "a password hashed with MD5 has 32 digits",
                field: "pass_api"
            )
        }
        return PredictedError(1193, "the password is not hashed with MD5", field: "pass_api")
    }

    private static func isMD5(_ text: String) -> Bool {
        text.utf8.count == 32 && (try? Hexadecimal.octets(of: text)) != nil
    }

    /// A message sent as an e-mail (`mail2sms`).
    ///
    /// The document has the values of the body bare. Those characters that would end a value or that a reader of
    /// such forms decodes are percent-encoded here (SA-18), and in the sender and the numbers control characters
    /// too; a text without them travels as it is. The message comes last.
    public struct Mail: Sendable, Hashable {
        /// Where such mail goes.
        public static let address = "sms.do@smsapi.com"

        private let username: String
        private let md5: Secret

        /// The body, in UTF-8; it holds no secret.
        public let body: String

        /// Makes a mail of a message's recipients, sender and text.
        ///
        /// Throws `invalidValue` for a control character in the name or the password, which would begin a header
        /// of its own, and `unsupportedCapability` for a binary message: the mail's scheme has only text. The
        /// error repeats no value.
        ///
        /// - Parameters:
        ///   - username: The name of the account.
        ///   - md5: Its password hashed with MD5.
        ///   - message: The message.
        ///   - wantsReport: Whether SMSAPI answers with a mail (`raport`, as it spells it).
        public init(
            username: String,
            md5: Secret,
            message: Message,
            wantsReport: Bool = false
        ) throws(PredictedError) {
            if username.hasControlCharacter { throw .controlCharacter(field: "username") }
            try md5.checkControlCharacters(field: "password")
            if message.isBinary { throw .unsupported(.binary) }
            self.username = username
            self.md5 = md5
            var fields: [(String, String)] = []
            if let sender = message.sender {
                fields.append(("from", Self.escaped(sender, controls: true)))
            }
            let numbers = message.recipients.map(SMSAPI.normalizedRecipient)
            fields.append(("to", Self.escaped(numbers.joined(separator: ","), controls: true)))
            if wantsReport {
                fields.append(("raport", "1"))
            }
            fields.append(("message", Self.escaped(message.template ?? "", controls: false)))
            body = fields.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        }

        /// The header fields `To` and `Subject`, the secret in the clear.
        public var headers: [(name: String, value: String)] {
            [
                (name: "To", value: Self.address),
                (name: "Subject", value: "\(username)@\(md5.reveal())"),
            ]
        }

        /// The subject with `***` for the secret.
        public var redactedSubject: String { "\(username)@\(Secret.redaction)" }

        private static func escaped(_ text: String, controls: Bool) -> String {
            text.unicodeScalars.reduce(into: "") { escaped, scalar in
                let isControl = scalar.value < 0x20 || scalar.value == 0x7F
                if "%&+#=".unicodeScalars.contains(scalar) || controls && isControl {
                    escaped += PercentEncoding.string(of: String(scalar))
                } else {
                    escaped.unicodeScalars.append(scalar)
                }
            }
        }
    }
}
