internal import SeptetBilling

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

    /// What SMSAPI calls back: one to five reports.
    static func smsapiReports(_ callback: Callback) throws(ReplyError) -> [DeliveryReport] {
        try SMSAPI.DeliveryReport.reports(in: try form(callback)).map { report in
            let state: DeliveryState =
                switch report.status {
                case .sent, .queued, .accepted: .pending
                case .delivered: .delivered
                case .undelivered, .failed: .failed
                case .rejected: .rejected
                case .expired: .expired
                case .stopped: .cancelled
                // The network sends none.
                case .unknown: .unconfirmed
                case .notFound, nil: .unknown
                }
            let network = [report.mcc, report.mnc].compactMap(\.self).joined(separator: "-")
            return DeliveryReport(
                id: report.id,
                recipient: report.recipient,
                reference: report.idx,
                status: report.statusName ?? report.statusCode.map { String($0) },
                state: state,
                isFinal: report.status?.isFinal ?? false,
                price: report.points,
                priceIsPerPart: false,
                network: network.isEmpty ? nil : network,
                time: report.date.map { String($0.secondsSince1970) }
            )
        }
    }

    /// What Unified Communications calls back: one report.
    static func unifiedReports(_ callback: Callback) throws(ReplyError) -> [DeliveryReport] {
        let report = try Unified.DeliveryReport(try form(callback))
        let states: [(word: String, state: DeliveryState)] = [
            ("DELIVRD", .delivered), ("EXPIRED", .expired), ("DELETED", .cancelled),
            ("UNDELIV", .failed), ("REJECTD", .rejected), ("ACKED", .pending),
            ("ENROUTE", .pending), ("ACCEPTED", .pending),
        ]
        let status = report.status.rawValue
        let isHarmless = report.errorCode?.utf8.allSatisfy { $0 == UInt8(ascii: "0") } ?? true
        let error =
            isHarmless || report.status.isDelivered
            ? nil
            : ReportedError(code: report.errorCode, message: nil, meaning: nil, retry: .never)
        return [
            DeliveryReport(
                id: report.messageID,
                recipient: report.destination,
                sender: report.sender,
                status: status,
                state: states.first { $0.word.isSame(as: status) }?.state ?? .unknown,
                isFinal: report.status.isFinal,
                price: report.charge ?? report.costPerPart,
                priceIsPerPart: report.charge == nil && report.costPerPart != nil,
                network: report.network,
                time: report.doneAt,
                error: error
            )
        ]
    }

    /// What CheapGlobalSMS calls back: JSON in a field of a form.
    ///
    /// It has no numbers; what the caller gave the contact stands for them. Whether units are those of a
    /// part is not known (CG-6), so no price is made of them.
    static func cheapGlobalSMSReports(_ callback: Callback) throws(ReplyError) -> [DeliveryReport] {
        let reports =
            switch callback {
            case .form(let fields): try CheapGlobalSMS.DeliveryReport.read(fields)
            case .json(let octets): try CheapGlobalSMS.DeliveryReport.read(json: octets)
            }
        return reports.map { report in
            let state: DeliveryState =
                switch report.status.rawValue {
                case -4, -1: .failed
                case -3: .expired
                case -2: .rejected
                case 0, 1: .pending
                case 2: .delivered
                default: .unknown
                }
            let reason = report.status.rawValue < 0 ? report.info : nil
            return DeliveryReport(
                id: report.id,
                requestID: report.batchID,
                reference: report.extraData,
                status: report.statusName ?? String(report.status.rawValue),
                state: state,
                isFinal: report.status.isFinal,
                partCount: report.pageCount,
                priceIsPerPart: false,
                error: reason.map {
                    ReportedError(code: nil, message: $0, meaning: nil, retry: .never)
                }
            )
        }
    }

    /// What CheapGlobalSMS posts to the address of an inbound campaign.
    static func cheapGlobalSMSInbound(_ callback: Callback) throws(ReplyError) -> [InboundMessage] {
        let message = try CheapGlobalSMS.CampaignMessage(try form(callback))
        return [
            InboundMessage(
                sender: message.sender,
                recipient: message.recipient,
                text: message.text,
                partCount: message.pageCount
            )
        ]
    }
}
