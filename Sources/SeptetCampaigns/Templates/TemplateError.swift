/// Why a template cannot be used, and where.
///
/// Offsets are octets of UTF-8 from the beginning of the template.
public enum TemplateError: Error, Sendable, Hashable {
    /// The octets are not UTF-8.
    case invalidUTF8(utf8Offset: Int)
    /// A field that is opened at the offset has no `}}`.
    case unclosedField(utf8Offset: Int)
    /// A field without a name.
    case emptyName(utf8Offset: Int)
    /// More fields than a template may have; the offset is that of the first one too many.
    case tooManyFields(limit: Int, utf8Offset: Int)
    /// No column has the name; the nearest one that there is, when one is near.
    case unknownColumn(String, nearest: String?, utf8Offset: Int)
    /// Several columns have the name.
    case ambiguousColumn(String, utf8Offset: Int)
}

extension TemplateError {
    /// Where the template goes wrong.
    public var utf8Offset: Int {
        switch self {
        case .invalidUTF8(let offset), .unclosedField(let offset), .emptyName(let offset),
            .tooManyFields(_, let offset), .unknownColumn(_, _, let offset),
            .ambiguousColumn(_, let offset):
            offset
        }
    }
}

extension TemplateError: CustomStringConvertible {
    /// What is wrong and where, in a sentence part.
    public var description: String { "\(reason) at byte \(utf8Offset)" }

    private var reason: String {
        switch self {
        case .invalidUTF8: "invalid UTF-8"
        case .unclosedField: "no \"}}\" closes the field"
        case .emptyName: "the field names no column"
        case .tooManyFields(let limit, _): "more than \(limit) fields"
        case .unknownColumn(let name, let nearest, _):
            "no column is called \"\(name)\"" + NearestName.proposal(nearest)
        case .ambiguousColumn(let name, _): "several columns are called \"\(name)\""
        }
    }
}
