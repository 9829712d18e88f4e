/// How records are told apart, whatever is in them.
package enum RecordSyntax: Sendable, Hashable {
    /// One record a line; lines end with LF or CR LF, and a CR elsewhere is text.
    case lines
    /// One JSON object a line; its fields are the values under some keys.
    case ndjson(keys: [String])
    /// Values separated by an octet, after RFC 4180.
    case csv(delimiter: UInt8, hasHeader: Bool)
}
