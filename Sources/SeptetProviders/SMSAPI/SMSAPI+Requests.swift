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
    /// - Parameter idx: One value for each number, or none; at most 36 letters and digits.
    public static func lookup(
        of numbers: [String],
        idx: [String] = [],
        account: Account = Account()
    ) -> Preparation {
        let numbers = numbers.map(normalizedRecipient)
        guard numbers.contains(where: isNumber) else {
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
    /// - Parameter includesShared: Whether a sub-user also gets the names of its main user.
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
}
