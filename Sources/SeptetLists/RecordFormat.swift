/// How texts stand in an input.
public enum RecordFormat: Sendable, Hashable {
    /// One text a line; lines end with LF or CR LF.
    case lines
    /// One JSON object a line; the text is the string under a key.
    case ndjson(key: String)
    /// Values separated by an octet, after RFC 4180; the text is in the named column.
    ///
    /// Without a header columns are named by their numbers, from 1.
    case csv(column: String, delimiter: UInt8 = 0x2C, hasHeader: Bool = true)
}
