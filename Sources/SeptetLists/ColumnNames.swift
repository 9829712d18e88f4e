/// Which column of a list feeds which part of a message.
package struct ListColumns: Sendable {
    /// The member and the column of finished texts.
    static let textKey = "text"

    /// The names of columns that are taken for the recipient's number, the likeliest first.
    private static let recipientNames = [
        "phone", "recipient", "to", "number", "msisdn", "mobile", "phone_number", "phonenumber",
    ]

    private let options: ListOptions
    private let fields: [String]?
    private let recipient: String?

    /// Says what is wanted of a list.
    ///
    /// - Parameters:
    ///   - fields: The columns that a template fills in; `nil` when the texts are finished.
    ///   - recipient: The column of the recipient's number, when it was named.
    package init(_ options: ListOptions, fields: [String]?, recipient: String?) {
        self.options = options
        self.fields = fields
        self.recipient = recipient
    }

    /// The members that objects of NDJSON must have, each once.
    package var keys: [String] {
        Self.unique((fields ?? [Self.textKey]) + (recipient.map { [$0] } ?? []))
    }

    /// The names of the fields of a record; of comma-separated values it reads the header.
    ///
    /// An input without any record has the columns that are asked for.
    package func names(_ reader: inout BlockReader) throws -> ColumnNames {
        switch options.format {
        case .lines: return ColumnNames([Self.textKey], reader)
        case .ndjson: return ColumnNames(keys, reader)
        case .csv:
            let asked =
                (options.column.map { [$0] } ?? fields ?? []) + (recipient.map { [$0] } ?? [])
            return ColumnNames(try reader.readColumns() ?? Self.unique(asked), reader)
        }
    }

    /// The column of finished texts.
    package func text(among names: ColumnNames) throws(HeaderError) -> Int {
        try names.place(of: options.column ?? Self.textKey)
    }

    /// The column of the recipients: the one that was named, otherwise the likeliest by its name.
    package func recipient(among names: ColumnNames) throws(HeaderError) -> Int? {
        if let recipient { return try names.place(of: recipient) }
        return Self.recipientNames.lazy.compactMap { likely in
            names.names.firstIndex { $0.lowercased().utf8.elementsEqual(likely.utf8) }
        }.first
    }

    /// The names without those that came before, by their octets.
    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<[UInt8]> = []
        return names.filter { seen.insert(Array($0.utf8)).inserted }
    }
}

/// The names of the columns of comma-separated values.
package struct ColumnNames: Sendable, Hashable {
    /// The names, in the order of the columns.
    package let names: [String]

    /// How many columns of a header a message lists.
    private static let listedCount = 40

    private let input: String
    private let line: Int

    /// Takes the names a reader has read.
    package init(_ names: [String], _ reader: borrowing BlockReader) {
        self.names = names
        input = reader.name
        line = reader.headerLine
    }

    /// The names for a person, as many as can be read.
    package var listing: String { Self.listing(names) }

    /// Names of columns for a person, as many as can be read.
    static func listing(_ names: [String]) -> String {
        names.prefix(listedCount).map { "\"\($0.prefix(80))\"" }.joined(separator: ", ")
            + (names.count > listedCount ? " and \(names.count - listedCount) more" : "")
    }

    /// Finds a column by its whole name, which must be the name of no other.
    ///
    /// Octets decide: the precomposed and the decomposed form of a letter are two names.
    package func place(of name: String) throws(HeaderError) -> Int {
        let found = names.indices.filter { names[$0].utf8.elementsEqual(name.utf8) }
        guard let place = found.first else {
            let reason = RecordError.unknownColumn(name, known: names)
            throw HeaderError(name: input, line: line, reason: reason)
        }
        guard found.count == 1 else {
            throw HeaderError(name: input, line: line, reason: .ambiguousColumn(name))
        }
        return place
    }
}

/// Why the header of an input does not lead to its texts; nothing below it can be read.
public struct HeaderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name of the input, as shown to a person.
    public let name: String

    /// The line the header begins on.
    public let line: Int

    /// What is wrong with it.
    public let reason: RecordError

    /// The name, the line and the reason.
    public var description: String { "\(name):\(line): \(reason)" }
}
