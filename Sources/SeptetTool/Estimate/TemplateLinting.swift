internal import ArgumentParser
internal import Septet
internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetProviders

/// Finds how many parts a template can have from the lengths of its columns, without recipients.
struct TemplateLinting {
    let template: MessageTemplate
    let planner: Planner

    /// The lengths as they were given: `first_name=1...20`.
    let lengths: [String]

    /// What decides about parts beside the text.
    let route: Route

    /// Prints the bounds; reports what is wrong with the template or a length.
    func run(_ options: EstimateOptions, json: Bool, style: TerminalStyle) throws {
        let columns = try columns()
        try requireLengths(columns, options)
        let lint: TemplateLint
        do {
            lint = try TemplateLint(
                template,
                columns: columns,
                planner: planner,
                billing: options.provider?.provider.billing(route: route)
            )
        } catch {
            throw options.rejected(error)
        }
        var output = StandardOutput()
        if json {
            var json = JSONText()
            json.lint(lint, remarks: remarks)
            json.endLine()
            try output.write(json.octets)
        } else {
            try output.write(TemplateLintPage(lint, remarks, style).text)
        }
        try output.flush()
    }

    /// What looks like a placeholder and is text.
    private var remarks: [String] { template.remarks(columns: template.fields.map(\.column)) }

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
                    "--length: the template has no column \"\(column.name)\""
                        + NearestName.proposal(nearest)
                )
            }
            return column
        }
    }

    /// Reports every column of the template whose length is not known.
    private func requireLengths(_ columns: [ColumnLengths], _ options: EstimateOptions) throws {
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

/// How many parts a template can have, as a page for a person or as JSON.
struct TemplateLintPage {
    private let lint: TemplateLint
    private let remarks: [String]
    private let style: TerminalStyle

    init(_ lint: TemplateLint, _ remarks: [String], _ style: TerminalStyle) {
        self.lint = lint
        self.remarks = remarks
        self.style = style
    }

    /// The page, ending in a line feed.
    var text: String {
        var lines = [
            style.bold("Template"),
            row("fewest", lint.minimum),
            row("most", lint.maximum),
        ]
        for character in lint.forcingCharacters {
            let place =
                character.defaultOf.map { "in the default of \"\($0.shown)\"" } ?? "in the text"
            let name = character.scalar.displayName
            lines.append(
                style.expensive(
                    "  \(Character(character.scalar).picture) \(character.scalar.codePointName) "
                        + "\(place) forces UCS-2"
                ) + style.faint("  \(name)")
            )
        }
        for column in lint.forcingColumns {
            lines.append(style.expensive("  values of \"\(column.shown)\" can force UCS-2"))
        }
        lines += remarks.map { style.expensive("  ! \($0.shown)") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func row(_ label: String, _ bound: TemplateLint.Bound) -> String {
        let alphabet = bound.alphabet == .ucs2 ? "UCS-2" : "GSM 7 bit"
        let units = "\(counted(bound.unitCount, "unit")) of \(alphabet)"
        let isBilledOtherwise = bound.billedPartCount != bound.partCount
        return "  " + label.padded(to: 8) + counted(bound.partCount, "part").rightAligned(in: 10)
            + "  " + units + (isBilledOtherwise ? ", billed as \(bound.billedPartCount)" : "")
            + (bound.partCount > MessagePlan.maximumPartCount ? ", more than a message has" : "")
    }
}

extension JSONText {
    /// How many parts a template can have as one object.
    mutating func lint(_ lint: TemplateLint, remarks: [String]) {
        object { json in
            json.bound("minimum", lint.minimum)
            json.bound("maximum", lint.maximum)
            json.array("forcingColumns", of: lint.forcingColumns) { $0.value($1) }
            json.objects("forcingCharacters", of: lint.forcingCharacters) { json, character in
                json.member("character", String(character.scalar))
                json.member("scalar", character.scalar.codePointName)
                if let column = character.defaultOf { json.member("defaultOf", column) }
            }
            if !remarks.isEmpty { json.array("remarks", of: remarks) { $0.value($1) } }
        }
    }

    private mutating func bound(_ key: String, _ bound: TemplateLint.Bound) {
        object(key) { json in
            json.member("encoding", bound.alphabet == .ucs2 ? "ucs2" : "gsm7")
            json.member("units", bound.unitCount)
            json.member("parts", bound.partCount)
            if bound.billedPartCount != bound.partCount {
                json.member("billedParts", bound.billedPartCount)
            }
        }
    }
}
