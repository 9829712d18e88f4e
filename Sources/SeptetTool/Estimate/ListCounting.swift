internal import ArgumentParser
internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetLists
internal import SeptetNumbers
internal import SeptetProviders

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Counts a campaign as the command line describes it.
struct ListCounting {
    private let command: EstimateCommand
    private let template: MessageTemplate?

    /// The rules, and the prices.
    private(set) var settings: CampaignSettings

    /// The characters of the template's own text.
    var templateCharacters: Set<Unicode.Scalar> { template?.constantCharacters ?? [] }

    /// What looks like a placeholder in the template and is text.
    private(set) var remarks: [String] = []

    /// Whether the recipients are known.
    private(set) var hasRecipients = false

    /// What the list turned out to be.
    private(set) var input: ListInput?

    init(_ command: EstimateCommand) throws {
        self.command = command
        template = try command.estimateOptions.messageTemplate()
        settings = CampaignSettings(command.planningOptions.planner)
        settings.prices = try command.estimateOptions.priceList(
            sender: command.routeOptions.billedRoute.senderType
        )
        settings.billing = command.estimateOptions.provider?.provider
            .billing(route: command.routeOptions.billedRoute)
        if command.routeOptions.route.changesText {
            let route = command.routeOptions.route
            settings.textRewriting = { route.written($0) }
        }
        settings.numbers = command.countryOptions.reader
        settings.numberRule = command.numbers
        settings.previewCount = command.preview ?? 0
        settings.dropsDuplicates =
            command.duplicates.map { $0 == .drop }
            ?? command.estimateOptions.provider?.provider.sendsRepeatedOnce ?? false
        if let path = command.exclude {
            settings.excluded = try ExcludedRecipients.read(path, settings.numbers)
        }
    }

    /// Reads the input to its end, or until a signal comes.
    mutating func count(
        _ interruption: Interruption,
        rejects: RejectsFile?
    ) throws -> CampaignCount {
        do {
            return try countRows(interruption, rejects)
        } catch let error as HeaderError {
            // Totals of a part of the input would look like those of the whole.
            StandardError.report("\(error)")
            throw ExitStatus.inputRejected
        }
    }

    private mutating func countRows(
        _ interruption: Interruption,
        _ rejects: RejectsFile?
    ) throws -> CampaignCount {
        let options = command.inputOptions
        let isStopped = interruption.isNoticed
        let list = try options.open(
            command.files.first,
            columns: listColumns,
            isStopped: isStopped
        )
        let names = list.names
        let columns = try columns(list)
        hasRecipients = columns.recipient != nil
        remarks = template?.remarks(columns: names.names) ?? []
        input = list.input
        let reader = list.takeReader()
        if !hasRecipients && (command.exclude != nil || command.duplicates == .drop) {
            StandardError.report(
                "\(reader.name): no column of recipients, so --exclude and --duplicates have no effect; give --recipient NAME"
            )
        }
        let scanner = RecordScanner(
            reader,
            fieldCount: names.names.count,
            unescapes: options.escaped
        )
        var journal = CountJournal(
            input: reader.name,
            inputOctetCount: reader.inputOctetCount,
            rejects: rejects,
            interruption: interruption
        )
        let reading = CampaignReading(
            settings,
            threadCount: command.threads ?? ProcessInfo.processInfo.activeProcessorCount,
            writesRecords: command.each
        )
        defer { journal.finish() }
        return try reading.count(
            reader,
            scanner,
            columns,
            into: &journal,
            isStopped: isStopped
        )
    }

    /// Which columns are wanted of the list.
    private var listColumns: ListColumns {
        ListColumns(
            command.inputOptions.list,
            fields: template.map { $0.fields.map(\.column) },
            recipient: command.estimateOptions.recipient,
            numbers: settings.numbers
        )
    }

    private func columns(_ list: borrowing OpenList) throws -> CampaignColumns {
        let recipient = list.recipient
        let names = list.names
        guard let template else {
            return CampaignColumns(text: .field(try list.textField), recipient: recipient)
        }
        do {
            let compiled = try CompiledTemplate(
                template,
                columns: names.names,
                planner: settings.planner
            )
            return CampaignColumns(text: .template(compiled), recipient: recipient)
        } catch {
            let isLines = list.input.format == .lines
            throw command.estimateOptions.rejected(
                error,
                hint: isLines
                    ? "lines are one column, \"text\"; --input csv has others"
                    : "there are: " + names.listing
            )
        }
    }
}

/// What is done with messages to a recipient that had one before.
enum DuplicateRule: String, ExpressibleByArgument, CaseIterable {
    case keep, drop
}

/// The recipients of a list of those who opted out.
enum ExcludedRecipients {
    /// Reads the numbers of a list; reports on standard error how many rows have none.
    static func read(_ path: String, _ numbers: NumberReader) throws -> RecipientKeys {
        var keys = RecipientKeys()
        var faultCount = 0
        var records = RejectingReader(
            try InputOptions.reporting {
                try ListOptions().recordReader(InputOptions.source(path), ofNumbers: numbers)
            }
        )
        let outcome = try records.forEach { _, text in
            do throws(NumberFault) {
                keys.insert(try numbers.read(text).number)
            } catch {
                faultCount += 1
            }
        }
        try outcome.check()
        if faultCount > 0 {
            StandardError.report(
                "\(path): \(counted(faultCount, "row")) ignored: no number"
            )
        }
        return keys
    }
}

/// Shows how the counting of a list proceeds: messages on standard output when they are asked
/// for, rejected rows in a file or on standard error, progress on a terminal.
struct CountJournal: CampaignSink {
    private let input: String
    private let inputOctetCount: Int?
    private let rejects: RejectsFile?
    private let interruption: Interruption
    private var progress = Progress()

    /// How many rejected rows are printed; a sum stands for the others.
    private static let printedCount = 10

    private var rejectedCount = 0

    init(
        input: String,
        inputOctetCount: Int?,
        rejects: RejectsFile?,
        interruption: Interruption
    ) {
        self.input = input
        self.inputOctetCount = inputOctetCount
        self.rejects = rejects
        self.interruption = interruption
    }

    mutating func take(_ outcome: BlockOutcome) throws(OutputError) {
        if let rejects {
            try rejects.write(outcome.rejected)
        } else {
            for rejected in outcome.rejected {
                rejectedCount += 1
                guard rejectedCount <= Self.printedCount else { continue }
                progress.finish()
                StandardError.report("\(input):\(rejected.line): \(rejected.explanation)")
            }
        }
        if !outcome.records.isEmpty {
            var output = StandardOutput(isStopped: interruption.isNoticed)
            try output.write(outcome.records)
            try output.flush()
        }
        let share = inputOctetCount.map {
            Double(outcome.inputOctetCount) / Double(max(1, $0))
        }
        progress.advance(outcome.rowCount, share: share)
    }

    /// Takes the line of progress away.
    mutating func finish() {
        progress.finish()
        let more = rejectedCount - Self.printedCount
        guard more > 0 else { return }
        StandardError.report(
            "\(input): \(counted(more, "more row")) rejected; --rejects FILE takes them all"
        )
        rejectedCount = 0
    }
}

/// The file that the rejected rows of a campaign go to, as NDJSON or as comma-separated values.
struct RejectsFile: Sendable {
    private let file: OutputFile
    private let isNDJSON: Bool

    /// Begins an open file; one whose name ends in `.ndjson` or `.jsonl` has JSON in it.
    init(_ file: OutputFile, path: String) throws(OutputError) {
        self.file = file
        isNDJSON = path.hasOctetSuffix(".ndjson") || path.hasOctetSuffix(".jsonl")
        if !isNDJSON { try file.write("row,line,reason,explanation,record\n") }
    }

    /// Appends rows.
    func write(_ rows: [RejectedRow]) throws(OutputError) {
        guard !rows.isEmpty else { return }
        var json = JSONText()
        var csv: [UInt8] = []
        for row in rows {
            if isNDJSON {
                json.rejected(row)
            } else {
                csv += Array("\(row.row),\(row.line),\(row.reason.rawValue),".utf8)
                CSVCell.append(row.explanation.utf8, isAlwaysQuoted: true, to: &csv)
                csv.append(0x2C)
                CSVCell.append(row.record, isAlwaysQuoted: true, to: &csv)
                csv.append(0x0A)
            }
        }
        try file.write(isNDJSON ? json.octets : csv)
    }
}

extension RejectedRow {
    /// The octets of the row without its line end.
    var record: [UInt8] {
        var record = octets
        if record.last == 0x0A { record.removeLast() }
        if record.last == 0x0D { record.removeLast() }
        return record
    }
}

extension JSONText {
    /// A line that reports a rejected row.
    mutating func rejected(_ row: RejectedRow) {
        object { json in
            json.member("row", row.row)
            json.member("line", row.line)
            json.member("reason", row.reason.rawValue)
            json.member("explanation", row.explanation)
            json.member("record", String(decoding: row.record, as: UTF8.self))
        }
        endLine()
    }
}
