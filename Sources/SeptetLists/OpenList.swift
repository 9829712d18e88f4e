internal import SeptetCharsets
package import SeptetNumbers

/// A list that was opened: its form is known, and which of its columns is what.
package struct OpenList: ~Copyable {
    /// The reader, whose next record is the first behind the header.
    package var reader: BlockReader

    /// The names of the fields of a record, in their order.
    package let names: ColumnNames

    /// The field with the recipient's number.
    package let recipient: Int?

    /// What the list turned out to be.
    package let input: ListInput

    private let text: Result<Int, HeaderError>

    fileprivate init(
        _ reader: consuming BlockReader,
        _ names: ColumnNames,
        recipient: Int?,
        text: Result<Int, HeaderError>,
        _ input: ListInput
    ) {
        self.reader = reader
        self.names = names
        self.recipient = recipient
        self.text = text
        self.input = input
    }

    /// The field with the finished text.
    package var textField: Int {
        get throws(HeaderError) { try text.get() }
    }

    /// Gives the reader away.
    package consuming func takeReader() -> BlockReader { reader }
}

/// Which column of a list feeds which part of a message.
package struct ListColumns: Sendable {
    /// The member and the column of finished texts.
    static let textKey = "text"

    /// Names of columns of finished texts, the likeliest first.
    private static let textNames = [
        textKey, "message", "sms", "msg", "body", "message text", "sms text", "content", "texte",
        "texto", "testo", "tekst", "nachricht", "mensaje", "messaggio", "mensagem", "bericht",
        "wiadomość", "treść", "zpráva", "сообщение", "текст",
    ]

    private let options: ListOptions
    private let fields: [String]?
    private let recipient: String?
    private let numbers: NumberReader
    private let wantsNumbers: Bool

    /// Says what is wanted of a list.
    ///
    /// - Parameters:
    ///   - fields: The columns that a template fills in; `nil` when the texts are finished.
    ///   - recipient: The column of the recipient's number, when it was named.
    ///   - numbers: Reads the values of columns, to find those of numbers.
    ///   - wantsNumbers: Whether the numbers of the recipients are the texts.
    package init(
        _ options: ListOptions,
        fields: [String]?,
        recipient: String?,
        numbers: NumberReader = NumberReader(),
        wantsNumbers: Bool = false
    ) {
        self.options = options
        self.fields = fields
        self.recipient = recipient
        self.numbers = numbers
        self.wantsNumbers = wantsNumbers
    }

    /// Opens a list: finds its form, its header and its columns.
    ///
    /// Throws `ListError` when it isn't one or cannot be read, `HeaderError` when its columns are not
    /// those that are wanted, and `InputError`. Looks at the first 64 KiB and 200 records; allocates.
    package func open(_ source: consuming ByteSource) throws -> OpenList {
        var input = ListInput(format: .lines, charset: Charset.utf8.ianaName)
        var reader = try ListOpening.reader(source, options, wantsColumns, &input)
        let sample = try reader.sample()
        switch input.format {
        case .lines: return try lines(reader, input, sample)
        case .ndjson, .json: return try objects(reader, input, sample)
        case .csv, .xlsx: return try table(reader, input, sample)
        }
    }

    /// Whether lines would not do.
    private var wantsColumns: Bool {
        options.column != nil || recipient != nil || options.delimiter != nil || !options.hasHeader
            || options.sheet != nil
            || fields.map { $0.contains { ColumnKey($0) != ColumnKey(Self.textKey) } } ?? false
    }

    // MARK: Lines

    private func lines(
        _ reader: consuming BlockReader,
        _ input: ListInput,
        _ sample: [SampleRecord]
    ) throws(HeaderError) -> OpenList {
        var input = input
        let names = ColumnNames([Self.textKey], reader)
        input.columns = names.names
        input.textColumns = fields ?? [Self.textKey]
        // Lines of numbers are recipients of a template.
        let rows = sample.map { $0.cells }
        var found: Int?
        if let recipient {
            found = try names.place(of: recipient)
        } else if fields != nil {
            found = RecipientColumn(names.names, rows, numbers).byContent
        }
        input.recipientColumn = found.map { names.names[$0] }
        return OpenList(reader, names, recipient: found, text: .success(0), input)
    }

    // MARK: Objects

    private func objects(
        _ reader: consuming BlockReader,
        _ input: ListInput,
        _ sample: [SampleRecord]
    ) throws -> OpenList {
        var input = input
        var reader = reader
        let members = SampledMembers(sample)
        let known = ColumnNames(members.names, reader)
        input.columns = members.names
        var keys: [String] = []
        var places: [[UInt8]: Int] = [:]
        var isSeen: [Bool] = []
        func add(_ name: String, isSeen seen: Bool) -> Int {
            let octets = Array(name.utf8)
            if let place = places[octets] { return place }
            places[octets] = keys.count
            keys.append(name)
            isSeen.append(seen)
            return keys.count - 1
        }
        // A member that no sampled object has may still come; without it a row is rejected.
        func place(of name: String) throws(HeaderError) -> Int {
            guard known.index.spelling(of: name) != nil else { return add(name, isSeen: false) }
            return add(known.names[try known.place(of: name)], isSeen: true)
        }
        for field in fields ?? [] { _ = try place(of: field) }
        var text: Int?
        if fields == nil && !wantsNumbers {
            let found = options.column ?? Self.likelyText(known.index)
            text = try place(of: found ?? Self.textKey)
            text.map { isSeen[$0] = false }
        }
        input.textColumns =
            fields?.map { known.index.spelling(of: $0) ?? $0 } ?? text.map { [keys[$0]] } ?? []
        input.textColumns = Self.unique(input.textColumns)
        let choice = RecipientColumn(members.names, members.rows, numbers)
        var field: Int?
        if let recipient {
            field = try place(of: recipient)
        } else if let found = choice.best, choice.byContent != nil || !members.isNested[found] {
            field = add(members.names[found], isSeen: true)
            input.otherNumberColumns = choice.others.map { members.names[$0] }
        }
        input.recipientColumn = field.map { keys[$0] }
        if wantsNumbers, text == nil {
            text = try field ?? place(of: options.column ?? Self.textKey)
        }
        reader.setKeys(keys, optional: isSeen)
        return OpenList(
            reader,
            ColumnNames(keys, reader),
            recipient: field,
            text: .success(text ?? 0),
            input
        )
    }

    // MARK: Tables

    private func table(
        _ reader: consuming BlockReader,
        _ input: ListInput,
        _ sample: [SampleRecord]
    ) throws -> OpenList {
        var input = input
        var reader = reader
        var rows = sample[...]
        if let first = rows.first, first.isSeparatorLine { rows.removeFirst() }
        guard let first = rows.first else {
            // An input without any record has the columns that are asked for.
            let asked =
                (options.column.map { [$0] } ?? fields ?? []) + (recipient.map { [$0] } ?? [])
            let names = ColumnNames(Self.unique(asked), reader)
            let field = try recipient.map { name throws(HeaderError) in try names.place(of: name) }
            input.recipientColumn = recipient
            return OpenList(reader, names, recipient: field, text: text(among: names, nil), input)
        }
        let header = options.hasHeader ? headerRow(rows) : nil
        let titled = header.map { rows[$0] } ?? first
        try reader.begin(at: titled, isHeader: header != nil)
        let data = rows[(header.map { $0 + 1 } ?? rows.startIndex)...].filter { $0.error == nil }
        let fieldCount = data.map(\.cells.count).max() ?? 1
        let names = ColumnNames(
            header == nil ? (1...max(1, fieldCount)).map { String($0) } : titled.names,
            reader
        )
        if header != nil { input.headerLine = titled.line }
        input.columns = names.names
        let choice = RecipientColumn(
            header == nil ? names.names.map { _ in "" } : names.names,
            data.map(\.cells),
            numbers
        )
        var field: Int?
        if let recipient {
            field = try names.place(of: recipient)
        } else {
            field = choice.best
            input.otherNumberColumns = choice.others.map { names.names[$0] }
        }
        input.recipientColumn = field.map { names.names[$0] }
        let text = text(among: names, field)
        if let fields {
            input.textColumns = Self.unique(fields.map { names.index.spelling(of: $0) ?? $0 })
        } else if let place = try? text.get() {
            input.textColumns = [names.names[place]]
        }
        return OpenList(reader, names, recipient: field, text: text, input)
    }

    /// The column of finished texts.
    private func text(among names: ColumnNames, _ recipient: Int?) -> Result<Int, HeaderError> {
        Result { () throws(HeaderError) in
            if wantsNumbers, options.column == nil, let recipient { return recipient }
            if let column = options.column { return try names.place(of: column) }
            let likely = Self.likelyText(names.index)
            if likely == nil && names.names.count == 1 { return 0 }
            guard let likely else { throw names.error(.noTextColumn(known: names.names)) }
            return try names.place(of: likely)
        }
    }

    private static func likelyText(_ columns: ColumnIndex) -> String? {
        textNames.first { columns.spelling(of: $0) != nil }
    }

    /// The row with the names of the columns; `nil` when already the first has a recipient's number.
    ///
    /// It is the first row with a name that is wanted. Otherwise titles, rows with a single cell
    /// where most have several, are passed.
    private func headerRow(_ rows: ArraySlice<SampleRecord>) -> Int? {
        let start = rows.startIndex
        guard rows[start].error == nil else { return start }
        let wanted = Set(
            ((fields ?? []) + [options.column, recipient].compactMap(\.self)).map { ColumnKey($0) }
        )
        let beginning = rows.prefix(30)
        func wantedCount(_ row: SampleRecord) -> Int {
            Set(row.names.map { ColumnKey($0) }).intersection(wanted).count
        }
        if wantedCount(rows[start]) > 0 { return start }
        let counts = beginning.map(wantedCount)
        if let most = counts.max(), most > 0, let place = counts.firstIndex(of: most) {
            return start + place
        }
        let filled = rows.map { row in row.cells.count { !$0[...].isBlank } }
        let usual = filled.dropFirst().sorted()
        let most = usual.isEmpty ? filled[0] : usual[usual.count / 2]
        let header = zip(beginning.indices, filled).first { $1 > 1 || most <= 1 }?.0 ?? start
        let cells = rows[start...].filter { $0.error == nil }.map(\.cells)
        let isNumbered =
            wanted.isEmpty
            || wanted.allSatisfy { Int(String(decoding: $0.octets, as: UTF8.self)) != nil }
        if isNumbered, header == start,
            RecipientColumn.hasNumberFirst(cells, numbers)
        {
            return nil
        }
        return header
    }

    /// The names without those that came before, by their octets.
    static func unique(_ names: [String]) -> [String] {
        var seen: Set<[UInt8]> = []
        return names.filter { seen.insert(Array($0.utf8)).inserted }
    }
}
