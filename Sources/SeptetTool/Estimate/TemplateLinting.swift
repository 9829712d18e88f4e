internal import ArgumentParser
internal import Septet
internal import SeptetBilling
internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetLists
internal import SeptetProviders

/// Finds how many parts a template can have from the lengths of its columns: those of a list's values, and
/// those that were given.
struct TemplateLinting {
    let template: MessageTemplate
    let planner: Planner

    /// The list; `nil` without one.
    let file: String?

    let inputOptions: InputOptions

    /// The lengths as they were given, such as `first_name=1...20`.
    ///
    /// They count before those of the list.
    let lengths: [String]

    /// What decides about parts beside the text.
    let route: Route

    /// Prints the bounds; reports what is wrong with the template or a length.
    ///
    /// Rows that were left out make the status that of rejected rows, behind the bounds of the others.
    func run(_ options: EstimateOptions, json: Bool, style: TerminalStyle) throws {
        var columns = try columns()
        var rejectedCount = 0
        if let file { columns += try lengths(of: file, besides: columns, &rejectedCount) }
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
        if rejectedCount > 0 { throw ExitStatus.inputRejected }
    }

    /// What looks like a placeholder and is text.
    private var remarks: [String] { template.remarks(columns: template.fields.map(\.column)) }

    /// The lengths, each of a column that the template names.
    private func columns() throws -> [ColumnLengths] {
        let names = template.fields.map(\.column)
        let known = Set(names.map { ColumnKey($0) })
        return try lengths.map { length in
            let column: ColumnLengths
            do {
                column = try ColumnLengths(declaration: length)
            } catch {
                throw ValidationError("--length: \(error)")
            }
            guard known.contains(ColumnKey(column.name)) else {
                let nearest = NearestName.of(column.name, among: names.distinct.sorted())
                throw ValidationError(
                    "--length: the template has no column \"\(column.name)\""
                        + NearestName.proposal(nearest)
                )
            }
            return column
        }
    }

    /// The lengths of a list's values, of each column that the template names and that has values.
    ///
    /// Reports how many rows could not be read.
    private func lengths(
        of file: String,
        besides given: [ColumnLengths],
        _ rejectedCount: inout Int
    ) throws -> [ColumnLengths] {
        let wanted = template.fields.map(\.column)
        let list = try inputOptions.open(
            file,
            columns: ListColumns(inputOptions.list, fields: wanted, recipient: nil),
            isStopped: { false }
        )
        let names = list.names
        InputOptions.reportGuessedCharset(list.input, of: list.reader.name)
        var known = Set(given.map { ColumnKey($0.name) })
        var found: [(place: Int, name: String, lengths: ColumnLengths?)] = []
        for name in wanted where known.insert(ColumnKey(name)).inserted {
            // What the list lacks is reported with all lengths that are not known.
            if names.index.places(of: name).isEmpty { continue }
            let place = try InputOptions.reporting { try names.place(of: name) }
            found.append((place, name, nil))
        }
        var reader = list.takeReader()
        var scanner = RecordScanner(
            reader,
            fieldCount: names.names.count,
            unescapes: inputOptions.escaped
        )
        var block = RecordBlock()
        while try reader.read(into: &block) {
            scanner.begin(block)
            while scanner.next(in: block) {
                guard scanner.error == nil else {
                    rejectedCount += 1
                    continue
                }
                let octets = scanner.isWritten ? scanner.written : block.octets
                for index in found.indices {
                    let value = octets.span.extracting(scanner.field(found[index].place))
                    if found[index].lengths == nil {
                        found[index].lengths = ColumnLengths(found[index].name, firstValue: value)
                    } else {
                        found[index].lengths?.include(value)
                    }
                }
            }
        }
        if rejectedCount > 0 {
            StandardError.report(
                "\(file): \(counted(rejectedCount, "row")) left out, which can't be read"
            )
        }
        return found.compactMap(\.lengths)
    }

    /// Reports every column of the template whose length is not known.
    private func requireLengths(_ columns: [ColumnLengths], _ options: EstimateOptions) throws {
        var known = Set(columns.map { ColumnKey($0.name) })
        var isAnyMissing = false
        for name in template.fields.map(\.column) where known.insert(ColumnKey(name)).inserted {
            StandardError.report(
                "\(options.templateName): the length of \"\(name)\" is not known; "
                    + "give it with --length \(name)=0...20, or a list that has it"
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
        let encoding = ReportWording.encoding(MessageEncoding(bound.alphabet))
        let units = "\(counted(bound.unitCount, "unit")) of \(encoding)"
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
            json.member("encoding", MessageEncoding(bound.alphabet).rawValue)
            json.member("units", bound.unitCount)
            json.member("parts", bound.partCount)
            if bound.billedPartCount != bound.partCount {
                json.member("billedParts", bound.billedPartCount)
            }
        }
    }
}
