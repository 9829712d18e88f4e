/// How texts stand in an input.
public enum RecordFormat: Sendable, Hashable {
    /// One text a line; lines end with LF or CR LF.
    case lines
    /// One JSON object a line; the text is the string under a key.
    case ndjson(key: String)
    /// Comma-separated values (RFC 4180) with a header; the text is in the named column.
    case csv(column: String)
}
