internal import ArgumentParser
internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetNumbers

struct NumbersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "numbers",
        _superCommandName: SeptetCommand.name,
        abstract: "Reads telephone numbers, one JSON object a line: E.164 form, country and kind.",
        discussion: """
            Numbers may be written in any usual way. \
            Those that do not show their country are numbers of --country; without it they are \
            read only when their digits are an international number. "possible" is about their \
            length, "valid" about their range. "reason" says why there is no number, or why no \
            message can be sent to it. On a terminal a summary follows.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "The numbers, one a line; standard input by default or with -.",
            valueName: "file"
        ),
        completion: .file()
    )
    var file: String?

    @OptionGroup var countryOptions: CountryOptions
    @OptionGroup var inputOptions: InputOptions

    func run() throws {
        let reader = countryOptions.reader
        var summary = NumberSummary(reader)
        var output = StandardOutput()
        var json = JSONText()
        let outcome = try inputOptions.forEachText(in: file, numbers: reader) { line, text in
            let reading = Result { () throws(NumberFault) in try reader.read(text) }
            summary.add(text, reading)
            json.removeAll()
            json.object { json in
                json.member("line", line)
                json.key("input")
                json.value(utf8: text)
                json.members(of: reading)
            }
            json.endLine()
            try output.write(json.octets)
        }
        try output.flush()
        if StandardOutput.isTerminal || StandardError.isTerminal {
            StandardError.write(summary.text())
        }
        try outcome.check()
    }
}

/// The country of numbers that do not show theirs.
struct CountryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The country of numbers without a calling code, by two letters (ISO 3166).",
            valueName: "CC"
        ),
        transform: Self.country
    )
    var country: CountryCode?

    var reader: NumberReader { NumberReader(country: country) }

    private static func country(_ name: String) throws -> CountryCode {
        guard let country = CountryCode(name) else {
            throw ValidationError("\(name.shown) is not a country: give two letters, such as GB.")
        }
        return country
    }
}

extension JSONText {
    /// The members `number`, `country`, `kind`, `possible`, `valid` and `reason`.
    mutating func members(of reading: Result<NumberReading, NumberFault>) {
        switch reading {
        case .success(let reading):
            member("number", reading.number.description)
            member("country", reading.facts.country?.description)
            member("kind", reading.facts.kind.description)
            member("possible", reading.facts.isPossible)
            member("valid", reading.facts.isValid)
            member("reason", reading.fault(by: .possible)?.description)
        case .failure(let fault):
            member("number", String?.none)
            member("country", String?.none)
            member("kind", NumberKind.unknown.description)
            member("possible", false)
            member("valid", false)
            member("reason", fault.description)
        }
    }
}

/// What a list of numbers holds, for a person.
struct NumberSummary {
    private let reader: NumberReader
    private var survey = CountrySurvey()
    private var count = 0
    private var digitsOnlyCount = 0
    private var unknownCount = 0
    private var kinds: [NumberKind: Int] = [:]
    private var countries: [CountryCode?: Int] = [:]
    private var reasons: [NumberFault.Reason: Int] = [:]

    init(_ reader: NumberReader) {
        self.reader = reader
    }

    mutating func add(_ octets: Span<UInt8>, _ result: Result<NumberReading, NumberFault>) {
        count += 1
        switch result {
        case .success(let reading):
            survey.add(octets, read: reading)
            if let reason = reading.fault(by: .possible) {
                reasons[reason, default: 0] += 1
                return
            }
            if reading.form == .digits { digitsOnlyCount += 1 }
            kinds[reading.facts.kind, default: 0] += 1
            countries[reading.facts.country, default: 0] += 1
        case .failure(let fault):
            survey.add(octets, rejected: fault)
            reasons[fault.reason, default: 0] += 1
        }
    }

    /// The summary, several lines.
    mutating func text() -> String {
        let rejectedCount = reasons.values.reduce(0, +)
        var lines = [
            "\(counted(count, "line")): \(counted(count - rejectedCount, "number")) to send to, "
                + "\(rejectedCount) without"
        ]
        if let suggestion = survey.suggestion(for: reader) {
            lines.insert(suggestion.sentence(given: reader.country), at: 0)
        }
        if digitsOnlyCount > 0 {
            lines.append("read as international by their digits: \(digitsOnlyCount)")
        }
        lines += Self.ranked(
            countries.map { ("country \($0.key.map { "\($0)" } ?? "unknown")", $0.value) }
        )
        lines += Self.ranked(kinds.map { ($0.key.plural, $0.value) })
        lines += Self.ranked(reasons.map { ("rejected, \($0.key)", $0.value) })
        return lines.map { "septet: \($0)\n" }.joined()
    }

    private static func ranked(_ counts: [(String, Int)]) -> [String] {
        counts.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map { "\($0.0): \($0.1)" }
    }
}
