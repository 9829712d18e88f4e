internal import Septet
public import SeptetBilling

extension SMSAPI {
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
        return passwordError(password, 1123, "pass").map { Preparation($0) }
            ?? user.requestPassword.flatMap { passwordError($0, 1193, "pass_api") }
            .map { Preparation($0) }
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
        return request("user.do", list, account)
    }

    /// Asks for a sub-user's data.
    ///
    /// - Parameter isWithoutPrefix: Whether the name stands without the main user's (`without_prefix`).
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
        let isAllowed = name.unicodeScalars.allSatisfy {
            isLetterOrDigit($0) || "@-_.".unicodeScalars.contains($0)
        }
        return isAllowed
            ? nil : PredictedError(1114, "a character is not allowed", field: "add_user")
    }

    /// An error when a known password is no MD5 hash.
    private static func passwordError(
        _ password: Secret,
        _ number: Int,
        _ field: String
    ) -> PredictedError? {
        let digits = password.reveal()
        guard password.isKnown, (try? Hexadecimal.octets(of: digits))?.count != 16 else {
            return nil
        }
        return PredictedError(number, "the password is not hashed with MD5", field: field)
    }
}
