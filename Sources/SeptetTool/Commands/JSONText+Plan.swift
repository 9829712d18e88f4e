internal import Septet
internal import SeptetCampaigns
internal import SeptetJSON

extension Alphabet {
    /// The name of the alphabet in JSON.
    var jsonName: String {
        switch self {
        case .gsm7Bit: "gsm7"
        case .eightBitData: "8bit"
        case .ucs2: "ucs2"
        }
    }
}

extension JSONText {
    /// The members that every planning subcommand gives of a plan.
    mutating func members(of plan: MessagePlan) {
        member("encoding", plan.alphabet.jsonName)
        member("units", plan.unitCount)
        member("parts", plan.partCount)
        member("unitsPerPart", plan.unitsPerPart)
        member("remaining", plan.remainingUnitCount)
        members(of: plan.shiftTables)
    }

    /// The members that name national tables, when there are any.
    mutating func members(of tables: ShiftTables) {
        if let language = tables.locking {
            member("locking", language.englishName.lowercased())
        }
        if let language = tables.single {
            member("single", language.englishName.lowercased())
        }
    }

    /// The member that lists the characters which force UCS-2.
    mutating func offenders(_ offenders: [Offender]) {
        objects("offenders", of: offenders) { json, offender in
            json.member("character", String(offender.scalar))
            json.member("scalar", offender.scalar.codePointName)
            json.member("count", offender.count)
        }
    }

    /// The member `providers`, what each makes of the text.
    mutating func providers(_ answers: [ProviderAnswer]) {
        array("providers", of: answers) { $0.value(.object($1.result)) }
    }
}
