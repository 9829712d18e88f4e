internal import SeptetJSON

/// The jobs of SMSAPI: requests by `endpoint`, replies and callbacks by `parse`.
enum SMSAPIJobs {
    static func run(_ job: Job) throws(JSONFault) -> JSONObject {
        if let parse = try job.parse() {
            return try read(parse, job)
        }
        let endpoint = try job.input["endpoint"]?.string() ?? "sms.do"
        switch endpoint {
        case "sms.do", "estimate":
            _ = try job.object("options")
            if job.find("sch_del") != nil {
                return try SMSAPIRequestJobs.deletion(job)
            }
            return try SMSAPIMessageJobs.prepare(job, sends: endpoint == "sms.do")
        case "mail2sms":
            return try SMSAPIMessageJobs.mail(job)
        case "user.do": return try SMSAPIRequestJobs.user(job)
        case "sender.do": return try SMSAPIRequestJobs.sender(job)
        case "hlr.do": return try SMSAPIRequestJobs.lookup(job)
        case "prices.do": return try SMSAPIRequestJobs.prices(job)
        default:
            throw JSONFault(
                .invalid(
                    path: "endpoint",
                    wanted: "sms.do, estimate, mail2sms, user.do, sender.do, hlr.do or prices.do"
                )
            )
        }
    }

    private static func read(_ parse: String, _ job: Job) throws(JSONFault) -> JSONObject {
        switch parse {
        case "sms.do", "any":
            try job.readBodies(SMSAPIReplyJobs.send)
        case "sch_del":
            try job.readBodies(SMSAPIReplyJobs.deletion)
        case "user.do", "credits", "add_user", "set_user", "get_user", "list_users":
            try SMSAPIReplyJobs.user(job, parse)
        case "sender.do", "sender":
            try job.readBodies(SMSAPIReplyJobs.sender)
        case "hlr.do", "hlr":
            try job.readBodies(SMSAPIReplyJobs.lookup)
        case "prices.do", "prices":
            try job.readBodies(SMSAPIReplyJobs.prices)
        case "dlr", "callback", "deliveryReport":
            try job.readForm(SMSAPIReplyJobs.deliveryReports)
        case "bulk", "bulkCallback":
            try job.readForm(SMSAPIReplyJobs.bulkReport)
        case "cutli", "cut.li":
            try job.readForm(SMSAPIReplyJobs.visit)
        case "status":
            try SMSAPIReplyJobs.status(job)
        case "errorCode":
            try SMSAPIReplyJobs.errorCode(job)
        default:
            throw JSONFault(
                .invalid(
                    path: "parse",
                    wanted: "sms.do, sch_del, user.do, sender.do, hlr.do, prices.do, dlr, bulk, "
                        + "cutli, status or errorCode"
                )
            )
        }
    }
}
