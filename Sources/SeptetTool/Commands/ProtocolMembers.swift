internal import Septet
internal import SeptetInspection
internal import SeptetJSON
internal import SeptetProtocols

extension TPDU.Kind {
    /// The value of `direction` and of `type`.
    var jsonName: String {
        switch self {
        case .deliver: "deliver"
        case .submit: "submit"
        case .statusReport: "status-report"
        }
    }
}

extension JSONText {
    /// Writes the fields of a unit by name, in the order in which they travel.
    mutating func members(of reading: TPDU.Reading) {
        member("type", reading.tpdu.kind.jsonName)
        if let centre = reading.serviceCentre { member("serviceCentre", "\(centre)") }
        switch reading.tpdu {
        case .submit(let unit): members(of: unit)
        case .deliver(let unit): members(of: unit)
        case .statusReport(let unit): members(of: unit)
        }
        guard let userData = reading.tpdu.userData else { return }
        member("hasHeader", userData.hasHeader)
        member("userDataLength", userData.length)
        member("userData", Hexadecimal.string(of: userData.octets))
    }

    private mutating func members(of unit: SubmitTPDU) {
        member("messageReference", Int(unit.messageReference))
        members("destination", unit.destination)
        member("protocolIdentifier", Int(unit.protocolIdentifier.octet))
        member("dataCoding", Int(unit.userData.dataCodingScheme.octet))
        if let period = unit.validityPeriod { member("validityPeriod", period) }
        member("rejectDuplicates", unit.rejectsDuplicates)
        member("statusReportRequest", unit.requestsStatusReport)
        member("replyPath", unit.setsReplyPath)
    }

    private mutating func members(of unit: DeliverTPDU) {
        members("originator", unit.originator)
        member("protocolIdentifier", Int(unit.protocolIdentifier.octet))
        member("dataCoding", Int(unit.userData.dataCodingScheme.octet))
        member("timeStamp", unit.timeStamp.iso8601)
        member("moreMessages", unit.hasMoreMessages)
        member("loopPrevention", unit.preventsLoops)
        member("statusReportIndication", unit.indicatesStatusReport)
        member("replyPath", unit.setsReplyPath)
    }

    private mutating func members(of unit: StatusReportTPDU) {
        member("messageReference", Int(unit.messageReference))
        members("recipient", unit.recipient)
        member("timeStamp", unit.timeStamp.iso8601)
        member("dischargeTime", unit.dischargeTime.iso8601)
        member("status", Int(unit.status.octet))
        member("statusName", unit.status.name)
        member("outcome", "\(unit.status.outcome)")
        member("moreMessages", unit.hasMoreMessages)
        member("loopPrevention", unit.preventsLoops)
        member("statusReportQualifier", unit.answersCommand)
        if let indicator = unit.parameterIndicator {
            member("parameterIndicator", Int(indicator))
        }
        if let identifier = unit.protocolIdentifier {
            member("protocolIdentifier", Int(identifier.octet))
        }
        if let scheme = unit.userData?.dataCodingScheme ?? unit.dataCodingScheme {
            member("dataCoding", Int(scheme.octet))
        }
    }

    private mutating func members(_ name: String, _ address: Address) {
        member(name, "\(address)")
        member(name + "Type", "\(address.typeOfNumber)")
        member(name + "Plan", Int(address.numberingPlan.rawValue))
    }

    private mutating func member(_ key: String, _ period: ValidityPeriod) {
        object(key) { json in
            switch period {
            case .relative(let octet):
                json.member("format", "relative")
                json.member("octet", Int(octet))
            case .absolute(let stamp):
                json.member("format", "absolute")
                json.member("until", stamp.iso8601)
            case .enhanced(let period):
                json.member("format", "enhanced")
                json.member("octets", Hexadecimal.string(of: period.octets))
                json.member("singleShot", period.isSingleShot)
            }
            if let seconds = period.seconds { json.member("seconds", seconds) }
        }
    }

    /// Writes the fields of a submit_sm that carry the text.
    mutating func member(_ key: String, _ fields: SMPPFields) {
        object(key) { json in
            json.member("dataCoding", Int(fields.dataCoding))
            json.member("esmClass", Int(fields.esmClass))
            json.member("shortMessage", Hexadecimal.string(of: fields.shortMessage))
            json.objects("tlvs", of: fields.parameters) { json, parameter in
                json.member("tag", parameter.tag.hexadecimal)
                json.member("value", Hexadecimal.string(of: parameter.value))
            }
        }
    }
}
