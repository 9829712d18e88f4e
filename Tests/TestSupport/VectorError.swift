/// Why a vector file cannot be used; a test that meets it fails.
package enum VectorError: Error {
    /// The file has no row, so that a test over its rows would pass without testing anything.
    case noRows(file: String)
    /// A row has another number of columns than the header.
    case wrongColumnCount(file: String, line: Int)
    /// The file has no column of that name.
    case noColumn(String)
    /// A value cannot be read.
    case unreadable(value: String, column: String, row: String)
    /// The text expression stops making sense at a character.
    case badExpression(String, offset: Int)
}
