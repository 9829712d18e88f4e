/// What the header of comma-separated values says about the records below it.
struct CSVHeader: Hashable {
    /// How many fields each record has.
    let fieldCount: Int

    /// The place of the field with the text, from 0.
    let textColumn: Int

    /// Finds a column among the names of the header.
    init(names: [String], column: String) throws(RecordError) {
        let found = names.indices.filter { names[$0] == column }
        guard let textColumn = found.first else {
            throw .unknownColumn(column, known: names)
        }
        guard found.count == 1 else { throw .ambiguousColumn(column) }
        fieldCount = names.count
        self.textColumn = textColumn
    }
}
