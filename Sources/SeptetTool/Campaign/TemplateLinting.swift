internal import ArgumentParser
internal import Septet
internal import SeptetEstimates

/// Tells what a template can cost by the lengths of its columns, without recipients.
struct TemplateLinting {
    let template: MessageTemplate
    let planner: Planner

    /// The lengths as they were given: `first_name=1...20`.
    let lengths: [String]

    /// Prints the bounds; names what is wrong with the template or a length.
    func run(_ options: CampaignOptions, json: Bool, style: TerminalStyle) throws {
        let lint: TemplateLint
        do {
            lint = try TemplateLint(
                template,
                columns: try columns(),
                planner: planner,
                provider: options.provider?.provider
            )
        } catch let error as TemplateError {
            throw options.rejected(error, hint: "--length NAME=MIN...MAX tells of a column")
        }
        var output = StandardOutput()
        if json {
            var json = JSONText()
            json.lint(lint)
            json.endLine()
            try output.write(json.octets)
        } else {
            try output.write(TemplateLintPage(lint, style).text)
        }
        try output.flush()
    }

    private func columns() throws -> [ColumnLengths] {
        try lengths.map { length in
            do {
                return try ColumnLengths(declaration: length)
            } catch {
                throw ValidationError("--length: \(error)")
            }
        }
    }
}
