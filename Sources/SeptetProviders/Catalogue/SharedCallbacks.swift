internal import SeptetBilling
internal import SeptetJSON

extension Provider {
    /// Reads the delivery reports of a callback; there may be several.
    ///
    /// Throws `missing` for a callback that has none, and for a provider whose document has no reports.
    /// Complexity: linear.
    public func reports(_ callback: Callback) throws(ReplyError) -> [DeliveryReport] {
        if let description { return try description.reports(callback) }
        guard let readReports else { throw .missing(path: "delivery reports of \(title)") }
        return try readReports(callback)
    }

    /// Reads the messages of a callback that somebody sent to the account.
    ///
    /// Throws `missing` for a callback that has none, and for a provider whose document pushes none.
    /// Complexity: linear.
    public func inboundMessages(_ callback: Callback) throws(ReplyError) -> [InboundMessage] {
        if let description { return try description.inboundMessages(callback) }
        guard let readInbound else { throw .missing(path: "received messages of \(title)") }
        return try readInbound(callback)
    }
}

/// The one shape of callbacks for providers that are written in Swift.
extension SharedShape {
    /// The fields of a callback that its document sends as a form.
    private static func form(_ callback: Callback) throws(ReplyError) -> FormFields {
        guard case .form(let fields) = callback else {
            throw .wrongValue(path: "the callback", wanted: "a form or a query")
        }
        return fields
    }

    /// What CheapGlobalSMS calls back: JSON in a field of a form.
    ///
    /// It has no numbers; what the caller gave the contact stands for them. Whether units are those of a
    /// part is not known (CG-6), so no price is made of them.
    static func cheapGlobalSMSReports(_ callback: Callback) throws(ReplyError) -> [DeliveryReport] {
        let fields: FormFields
        switch callback {
        case .form(let form): fields = form
        case .json(let octets):
            // A server that has taken the field out of the form has only the JSON.
            let text = try ReplyBody(octets).text
            fields = FormFields([FormFields.Field(name: "result", value: String(text))])
        }
        let members = try cheapGlobalSMSAnswers().members(of: fields, to: "callback")
        let answer = JSONNode(.object(members))
        return try reading { () throws(JSONFault) in
            try answer.required("reports").elements().map { report throws(JSONFault) in
                let code = try report.required("status").integer()
                let state: DeliveryState =
                    switch code {
                    case -4, -1: .failed
                    case -3: .expired
                    case -2: .rejected
                    case 0, 1: .pending
                    case 2: .delivered
                    default: .unknown
                    }
                let reason = code < 0 ? try report["info"]?.text() : nil
                return DeliveryReport(
                    id: try report.required("id").text(),
                    requestID: try report["batchID"]?.text(),
                    reference: try report["extraData"]?.text(),
                    status: try report["statusName"]?.text() ?? String(code),
                    state: state,
                    isFinal: try report.required("final").boolean(),
                    partCount: try report["pages"]?.integer(),
                    priceIsPerPart: false,
                    error: reason.map {
                        ReportedError(code: nil, message: $0, meaning: nil, retry: .never)
                    }
                )
            }
        }
    }

    /// What CheapGlobalSMS posts to the address of an inbound campaign.
    static func cheapGlobalSMSInbound(_ callback: Callback) throws(ReplyError) -> [InboundMessage] {
        let members = try cheapGlobalSMSAnswers().members(of: try form(callback), to: "campaign")
        let message = JSONNode(.object(members))
        return try reading { () throws(JSONFault) in
            [
                InboundMessage(
                    sender: try message["sender"]?.text(),
                    recipient: try message["recipient"]?.text(),
                    text: try message["message"]?.text(),
                    partCount: try message["pages"]?.integer()
                )
            ]
        }
    }

    private static func reading<Value>(
        _ body: () throws(JSONFault) -> Value
    ) throws(ReplyError) -> Value {
        do throws(JSONFault) { return try body() } catch { throw ReplyError(error) }
    }

    /// The description of what CheapGlobalSMS answers.
    private static func cheapGlobalSMSAnswers() throws(ReplyError) -> ProviderDescription {
        guard let calls = Provider.cheapGlobalSMS.calls else { throw .missing(path: "answers") }
        return calls
    }

    /// What CheapGlobalSMS answers: one name for the whole request, and nothing about recipients.
    static func cheapGlobalSMSReply(_ octets: [UInt8]) throws(ReplyError) -> Reply {
        let members = try cheapGlobalSMSAnswers().members(of: octets, to: "send_sms")
        let node = JSONNode(.object(members))
        return try reading { () throws(JSONFault) in
            guard let failure = node["error"] else {
                let id = try node.required("batchID").text()
                return Reply(outcome: .accepted, id: id, recipients: [], error: nil)
            }
            let kind = try failure["kind"]?.text() ?? ""
            return Reply(
                outcome: .rejected,
                id: nil,
                recipients: [],
                error: ReportedError(
                    code: try failure["code"]?.text(),
                    message: try failure["message"]?.text(),
                    meaning: nil,
                    // Whether an operation that failed had an effect is not known.
                    retry: kind.utf8.elementsEqual("operationFailed".utf8) ? .unclear : .never
                )
            )
        }
    }
}
