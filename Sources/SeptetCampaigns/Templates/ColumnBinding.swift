/// Finds the columns of a list by their names.
struct ColumnBinding {
    private let names: [String]

    /// The column of each name, by its octets; -1 where several have it.
    private var columns: [[UInt8]: Int] = [:]

    init(_ names: [String]) {
        self.names = names
        for (index, name) in names.enumerated() {
            let key = Array(name.utf8)
            columns[key] = columns[key] == nil ? index : -1
        }
    }

    /// The number of the column a field stands for.
    func index(of field: MessageTemplate.Field) throws(TemplateError) -> Int {
        guard let column = columns[Array(field.column.utf8)] else {
            throw .unknownColumn(
                field.column,
                nearest: NearestName.of(field.column, among: names),
                utf8Offset: field.utf8Offset
            )
        }
        guard column >= 0 else {
            throw .ambiguousColumn(field.column, utf8Offset: field.utf8Offset)
        }
        return column
    }
}
