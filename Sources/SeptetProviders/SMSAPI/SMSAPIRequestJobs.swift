internal import SeptetJSON

/// Jobs for the endpoints that send no text.
enum SMSAPIRequestJobs {
    /// Whose request it is: `username` with `password`, `access_token` or `token`.
    static func account(_ job: Job) throws(JSONFault) -> SMSAPI.Account {
        var account = SMSAPI.Account()
        let variable = SMSAPI.Credentials.tokenVariable
        if let username = try job.text("username") {
            account.credentials = .password(
                username: username,
                md5: try Job.secret(
                    job.find("password"),
                    variable: SMSAPI.Credentials.passwordVariable
                )
            )
        } else if let token = job.find("access_token") {
            account.credentials = .parameter(try Job.secret(token, variable: variable))
        } else if let token = job.find("token") {
            account.credentials = .bearer(try Job.secret(token, variable: variable))
        }
        account.method = try job.method() ?? account.method
        if let origin = try job.origin() {
            account.origin = origin.isSame(as: "backup") ? SMSAPI.backupOrigin : origin
        }
        return account
    }

    /// What `options` may have in every request.
    private static let accountNames = [
        "username", "password", "access_token", "token", "method", "origin", "baseURL", "format",
    ]

    /// The result, with a warning about options that the request does not have.
    private static func result(
        _ preparation: Preparation,
        _ job: Job,
        _ names: [String]
    ) throws(JSONFault) -> JSONObject {
        var preparation = preparation
        preparation.estimate.warnings += try job.unknownOptions(known: names + accountNames)
        return JobResult.members(of: preparation)
    }

    /// The values of a list, or of texts divided at commas; blank ones stay.
    private static func list(_ node: JSONNode?) throws(JSONFault) -> [String] {
        try Job.texts(node).flatMap { $0.divided(at: ",").map { String($0) } }
    }

    static func deletion(_ job: Job) throws(JSONFault) -> JSONObject {
        let ids = try list(job.find("sch_del"))
        return try result(SMSAPI.deletion(of: ids, account: try account(job)), job, ["sch_del"])
    }

    static func prices(_ job: Job) throws(JSONFault) -> JSONObject {
        try result(SMSAPI.priceList(account: try account(job)), job, [])
    }

    static func lookup(_ job: Job) throws(JSONFault) -> JSONObject {
        let numbers = try list(job.find("numbers", "number", "recipients"))
            .filter { !$0.isEmpty }
        let lookup = SMSAPI.lookup(
            of: numbers,
            idx: try list(job.find("idx")),
            account: try account(job)
        )
        return try result(lookup, job, ["numbers", "number", "recipients", "idx"])
    }

    static func sender(_ job: Job) throws(JSONFault) -> JSONObject {
        let options = try job.object("options")
        let account = try account(job)
        let isList = try options["list"]?.boolean() ?? false
        let actions = SMSAPI.SenderAction.allCases.filter { options[$0.rawValue] != nil }
        // Of several questions all but one would be dropped.
        guard actions.count + (isList ? 1 : 0) == 1 else {
            let what = "one of add, status, delete, list and default is expected"
            return JobResult.members(of: Preparation(PredictedError(2001, what)))
        }
        guard let action = actions.first else {
            let shared = try options["with_nat_names"]?.boolean() ?? false
            return try result(
                SMSAPI.senders(includesShared: shared, account: account),
                job,
                ["list", "with_nat_names"]
            )
        }
        let name = try options[action.rawValue]?.text() ?? ""
        return try result(
            SMSAPI.sender(action, name: name, account: account),
            job,
            ["list", action.rawValue]
        )
    }

    static func user(_ job: Job) throws(JSONFault) -> JSONObject {
        let options = try job.object("options")
        let account = try account(job)
        var questions: [String] = []
        for flag in ["credits", "list"] where try options[flag]?.boolean() ?? false {
            questions.append(flag)
        }
        questions += ["get_user", "add_user", "set_user"].filter { options[$0] != nil }
        // Of several questions all but one would be dropped.
        guard questions.count == 1 else {
            let what = "one of add_user, set_user, get_user, list and credits is expected"
            return JobResult.members(of: Preparation(PredictedError(1001, what)))
        }
        let question = questions[0]
        let name = try options[question]?.text() ?? ""
        let names = ["credits", "list", question]
        let data = [
            "pass", "pass_api", "limit", "month_limit", "senders", "phonebook", "active", "info",
            "without_prefix",
        ]
        switch question {
        case "credits": return try result(SMSAPI.balance(account: account), job, names)
        case "list": return try result(SMSAPI.subUsers(account: account), job, names)
        case "get_user":
            let isWithoutPrefix = try options["without_prefix"]?.boolean() ?? false
            let request = SMSAPI.subUser(
                named: name,
                isWithoutPrefix: isWithoutPrefix,
                account: account
            )
            return try result(request, job, names + ["without_prefix"])
        case "add_user":
            let user = try subUser(name, options)
            return try result(SMSAPI.adding(user, account: account), job, names + data)
        default:
            let user = try subUser(name, options)
            return try result(SMSAPI.changing(user, account: account), job, names + data)
        }
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
