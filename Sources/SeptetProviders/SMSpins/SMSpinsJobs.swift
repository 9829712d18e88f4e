internal import SeptetJSON

/// Jobs for SMSpins, in the vocabulary of docs/providers/jobs.md.
enum SMSpinsJobs {
    static func run(_ job: Job) throws(JSONFault) -> JSONObject {
        if let parse = try job.parse() { return try reply(job, to: parse) }
        let name = try job.input.required("call").string()
        if let capability = Capability(rawValue: name) {
            return ["error": JobResult.error(.unsupported(capability))]
        }
        var account = SMSpins.Account(
            key: try Job.secret(job.find("apiKey", "api_key"), variable: SMSpins.keyVariable)
        )
        account.origin = try job.origin() ?? account.origin
        guard let call = try call(name, job) else {
            throw JSONFault(.invalid(path: "call", wanted: "a call of docs/providers/smspins.md"))
        }
        var preparation = SMSpins.prepare(call, account: account)
        preparation.estimate.warnings += try job.unknownOptions(
            known: [
                "apiKey", "api_key", "telephoneID", "telephone_id", "requestID", "request_id",
                "knownStatus", "action", "zip", "origin", "baseURL",
            ]
        )
        var result = JobResult.members(of: preparation)
        if case .autocheck(_, "enable") = call {
            result["endsAt"] = .string(SMSpins.autoCheckEnd(after: job.now).description)
        }
        return result
    }

    private static func call(_ name: String, _ job: Job) throws(JSONFault) -> SMSpins.Call? {
        let telephone = try job.text("telephoneID", "telephone_id") ?? ""
        let request = try job.text("requestID", "request_id") ?? ""
        let status = try job.text("knownStatus").map(SMSpins.Status.init)
        return switch name {
        case "telephones": .telephones
        case "request": .request(telephoneID: telephone)
        case "status": .status(requestID: request)
        case "cancel": .cancel(requestID: request, knownStatus: status)
        case "smsesByTelephone", "smses_by_tid": .smsesByTelephone(telephoneID: telephone)
        case "autocheck":
            .autocheck(telephoneID: telephone, action: try job.text("action") ?? "")
        case "ncRequest": .changeNumber(telephoneID: telephone, zip: try job.text("zip") ?? "")
        case "ncRequests": .numberChanges
        case "ncStatus": .numberChangeStatus(requestID: request)
        case "ncCancel": .cancelNumberChange(requestID: request, knownStatus: status)
        default: nil
        }
    }
}
