internal import ArgumentParser
internal import Septet
internal import SeptetCampaigns
internal import SeptetJSON

struct CountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        abstract: "Plans each text: encoding, units and parts, one JSON object a text."
    )

    @Argument(
        help: ArgumentHelp("The input; standard input by default or with -.", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @OptionGroup var inputOptions: InputOptions
    @OptionGroup var planningOptions: PlanningOptions

    @Flag(help: "Also list the characters that force UCS-2.")
    var offenders = false

    func run() throws {
        inputOptions.noteFormat(of: file)
        let planner = planningOptions.planner
        var output = StandardOutput()
        var json = JSONText()
        let outcome = try inputOptions.forEachText(in: file) { line, text in
            let diagnosis = offenders ? try planner.diagnose(utf8: text) : nil
            let plan = try diagnosis?.plan ?? planner.plan(utf8: text)
            json.removeAll()
            json.object { json in
                json.member("line", line)
                json.members(of: plan)
                if let diagnosis { json.offenders(diagnosis.offenders) }
            }
            json.endLine()
            try output.write(json.octets)
        }
        try output.flush()
        try outcome.check()
    }
}

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
