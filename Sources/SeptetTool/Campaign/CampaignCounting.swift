internal import ArgumentParser
internal import Foundation
internal import SeptetCampaigns
internal import SeptetLists

/// Counts a campaign as the command line describes it.
struct CampaignCounting {
    private let command: EstimateCommand
    private let template: MessageTemplate?

    /// The rules, and the prices.
    private(set) var settings: CampaignSettings

    /// Whether the recipients are known.
    private(set) var hasRecipients = false

    init(_ command: EstimateCommand) throws {
        self.command = command
        template = try command.campaignOptions.messageTemplate()
        settings = CampaignSettings(command.planningOptions.planner)
        settings.prices = try command.campaignOptions.priceList()
        settings.provider = command.campaignOptions.provider?.provider
    }

    /// Reads the input to its end, or until a signal comes.
    mutating func count(
        _ interruption: Interruption,
        rejects: RejectsFile?
    ) throws -> CampaignCount {
        do {
            return try countRows(interruption, rejects)
        } catch let error as HeaderError {
            // Totals of a part of the input would be taken for those of the whole.
            StandardError.report(error.withHint)
            throw ExitStatus.inputRejected
        }
    }

    private mutating func countRows(
        _ interruption: Interruption,
        _ rejects: RejectsFile?
    ) throws -> CampaignCount {
        let options = command.inputOptions
        let isStopped = interruption.isNoticed
        var reader = try options.blockReader(
            command.files.first,
            columns: listColumns,
            isStopped: isStopped
        )
        let names = try listColumns.names(&reader)
        let columns = try columns(names)
        hasRecipients = columns.recipient != nil
        let scanner = RecordScanner(
            reader,
            fieldCount: names.names.count,
            unescapes: options.escaped
        )
        var journal = CampaignJournal(
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
            recipient: command.campaignOptions.recipient
        )
    }

    private func columns(_ names: ColumnNames) throws -> CampaignColumns {
        let recipient = try listColumns.recipient(among: names)
        guard let template else {
            let text = try listColumns.text(among: names)
            return CampaignColumns(text: .field(text), recipient: recipient)
        }
        do {
            let compiled = try CompiledTemplate(
                template,
                columns: names.names,
                planner: settings.planner
            )
            return CampaignColumns(text: .template(compiled), recipient: recipient)
        } catch {
            let isLines = command.inputOptions.input == .lines
            throw command.campaignOptions.rejected(
                error,
                hint: isLines
                    ? "lines are one column, \"text\"; --input csv has others"
                    : "there are: " + names.listing + CSVDelimiter.hint(for: names.names)
            )
        }
    }
}
