internal import SeptetJSON

/// Jobs for the endpoints that send no text.
enum SMSAPIRequestJobs {
    /// Whose request it is: `token` or `access_token`, or `username` with `password`.
    static func account(_ job: Job) throws(JSONFault) -> SMSAPI.Account {
        let options = try job.object("options")
        var account = SMSAPI.Account()
        let variable = SMSAPI.Credentials.tokenVariable
        if let username = job.input["username"] ?? options["username"] {
            account.credentials = .password(
                username: try username.text(),
                md5: try Job.secret(
                    job.input["password"] ?? options["password"],
                    variable: SMSAPI.Credentials.passwordVariable
                )
            )
        } else if let token = job.input["access_token"] ?? options["access_token"] {
            account.credentials = .parameter(try Job.secret(token, variable: variable))
        } else if let token = job.input["token"] {
            account.credentials = .bearer(try Job.secret(token, variable: variable))
        }
        if let method = try (job.input["method"] ?? options["method"])?.string() {
            guard let known = PreparedRequest.Method(rawValue: method.uppercased()) else {
                throw JSONFault(.invalid(path: "method", wanted: "GET or POST"))
            }
            account.method = known
        }
        if let origin = try job.input["origin"]?.string() {
            account.origin = origin == "backup" ? SMSAPI.backupOrigin : origin
        }
        return account
    }

    private static func result(_ preparation: Preparation) -> JSONObject {
        JobResult.members(of: preparation)
    }

    static func deletion(_ job: Job) throws(JSONFault) -> JSONObject {
        let member = try job.object("options")["sch_del"] ?? job.input["sch_del"]
        var ids: [String] = []
        for text in try Job.texts(member) {
            ids += text.split(separator: ",").map { String($0) }
        }
        return result(SMSAPI.deletion(of: ids, account: try account(job)))
    }

    static func prices(_ job: Job) throws(JSONFault) -> JSONObject {
        result(SMSAPI.priceList(account: try account(job)))
    }

    static func lookup(_ job: Job) throws(JSONFault) -> JSONObject {
        let options = try job.object("options")
        let numbers = job.input["numbers"] ?? job.input["number"] ?? options["number"]
        let given = numbers ?? job.input["recipients"]
        var split: [String] = []
        for text in try Job.texts(given) {
            split += text.split(separator: ",").map { String($0) }
        }
        var idx: [String] = []
        for text in try Job.texts(options["idx"] ?? job.input["idx"]) {
            idx += text.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
        }
        return result(SMSAPI.lookup(of: split, idx: idx, account: try account(job)))
    }

    static func sender(_ job: Job) throws(JSONFault) -> JSONObject {
        let options = try job.object("options")
        let account = try account(job)
        if try options["list"]?.boolean() ?? false {
            let shared = try options["with_nat_names"]?.boolean() ?? false
            return result(SMSAPI.senders(includesShared: shared, account: account))
        }
        for action in SMSAPI.SenderAction.allCases {
            if let name = try options[action.rawValue]?.text() {
                return result(SMSAPI.sender(action, name: name, account: account))
            }
        }
        return result(
            Preparation(PredictedError(2001, "add, status, delete, list or default is expected"))
        )
    }

    static func user(_ job: Job) throws(JSONFault) -> JSONObject {
        let options = try job.object("options")
        let account = try account(job)
        if try options["credits"]?.boolean() ?? false {
            return result(SMSAPI.balance(account: account))
        }
        if try options["list"]?.boolean() ?? false {
            return result(SMSAPI.subUsers(account: account))
        }
        if let name = try options["get_user"]?.text() {
            return result(SMSAPI.subUser(named: name, account: account))
        }
        if let name = try options["add_user"]?.text() {
            return result(SMSAPI.adding(try subUser(name, options), account: account))
        }
        if let name = try options["set_user"]?.text() {
            return result(SMSAPI.changing(try subUser(name, options), account: account))
        }
        return result(
            Preparation(PredictedError(1001, "add_user, set_user, get_user or credits is expected"))
        )
    }

    private static func subUser(
        _ name: String,
        _ options: JSONNode
    ) throws(JSONFault) -> SMSAPI.SubUser {
        var user = SMSAPI.SubUser(name: name)
        let variable = SMSAPI.Credentials.passwordVariable
        user.password = try options["pass"].map { node throws(JSONFault) in
            try Job.secret(node, variable: variable)
        }
        user.requestPassword = try options["pass_api"].map { node throws(JSONFault) in
            try Job.secret(node, variable: variable)
        }
        user.limit = try options["limit"]?.amount()
        user.monthLimit = try options["month_limit"]?.amount()
        user.usesSenders = try options["senders"]?.boolean()
        user.usesContacts = try options["phonebook"]?.boolean()
        user.isActive = try options["active"]?.boolean()
        user.note = try options["info"]?.text()
        user.isWithoutPrefix = try options["without_prefix"]?.boolean() ?? false
        return user
    }
}
