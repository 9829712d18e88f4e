internal import ArgumentParser
internal import Septet
internal import SeptetCampaigns
internal import SeptetJSON

/// Tells how many parts a template can have by the lengths of its columns, without recipients.
struct TemplateLinting {
    let template: MessageTemplate
    let planner: Planner

    /// The lengths as they were given: `first_name=1...20`.
    let lengths: [String]

    /// Prints the bounds; names what is wrong with the template or a length.
    func run(_ options: CampaignOptions, json: Bool, style: TerminalStyle) throws {
        let columns = try columns()
        try requireLengths(columns, options)
        let lint: TemplateLint
        do {
            lint = try TemplateLint(
                template,
                columns: columns,
                planner: planner,
                provider: options.provider?.provider
            )
        } catch {
            throw options.rejected(error)
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

    /// The lengths, each of a column that the template names.
    private func columns() throws -> [ColumnLengths] {
        let names = template.fields.map(\.column)
        let known = Set(names.map { Array($0.utf8) })
        return try lengths.map { length in
            let column: ColumnLengths
            do {
                column = try ColumnLengths(declaration: length)
            } catch {
                throw ValidationError("--length: \(error)")
            }
            guard known.contains(Array(column.name.utf8)) else {
                let nearest = NearestName.of(column.name, among: names.distinct.sorted())
                throw ValidationError(
                    "--length: the template names no column \"\(column.name)\""
                        + NearestName.proposal(nearest)
                )
            }
            return column
        }
    }

    /// Names every column of the template whose length is not known.
    private func requireLengths(_ columns: [ColumnLengths], _ options: CampaignOptions) throws {
        var known = Set(columns.map { Array($0.name.utf8) })
        var isAnyMissing = false
        for name in template.fields.map(\.column) where known.insert(Array(name.utf8)).inserted {
            StandardError.report(
                "\(options.templateName): the length of \"\(name)\" is not known; "
                    + "give it with --length \(name)=0...20"
            )
            isAnyMissing = true
        }
        if isAnyMissing { throw ExitStatus.inputRejected }
    }
}
