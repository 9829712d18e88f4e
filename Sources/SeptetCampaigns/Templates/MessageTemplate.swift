internal import SeptetLists
internal import Septet

/// A message with fields for the columns of a recipient list.
///
/// `{{first_name}}` stands for the recipient's value of the column `first_name`, and
/// `{{first_name|friend}}` for `friend` where that is empty; so does `{{first_name | default: "friend"}}`.
/// Spaces around the name don't count; everything else, defaults too, is taken as it is written. `\{{`
/// is text, two braces, and `\\{{` a backslash before a field; elsewhere backslashes and braces are
/// text. Of more than two braces in a row the last two open a field. Values are final: no fields are
/// looked for in them. A value of nothing but no-break spaces is empty.
public struct MessageTemplate: Sendable, Hashable {
    /// The fields a template may have.
    public static let fieldLimit = 1 << 16

    /// A piece of a template.
    public enum Piece: Sendable, Hashable {
        /// Text that is the same for all recipients.
        case text(String)
        /// The value of a column, or the default where it is empty.
        case field(Field)
    }

    /// A place for the value of a column.
    public struct Field: Sendable, Hashable {
        /// The column's name.
        public let column: String
        /// What stands in place of an empty value; empty when nothing was given.
        public let fallback: String
        /// Where the field begins in the template.
        public let utf8Offset: Int
    }

    /// Texts and fields in their order; no text is empty and none follows another.
    public let pieces: [Piece]

    /// Whether a text stands for a link that the provider will make, whose length is an estimate.
    public let hasShortLink: Bool

    /// Filters that are not applied, in sentences.
    let filterRemarks: [String]

    /// Reads a template.
    ///
    /// Complexity: linear; allocates the pieces.
    public init(_ text: String, syntax: TemplateSyntax = .fields) throws(TemplateError) {
        var parser = TemplateParser(text, syntax)
        try parser.parse()
        pieces = parser.pieces
        hasShortLink = parser.hasShortLink
        filterRemarks = parser.filterRemarks
    }

    /// Reads a template from raw UTF-8; a byte order mark and one line end at the end are dropped.
    public init(utf8: [UInt8], syntax: TemplateSyntax = .fields) throws(TemplateError) {
        do {
            _ = try UTF8Span(validating: utf8.span)
        } catch {
            throw .invalidUTF8(utf8Offset: error.byteOffsets.lowerBound)
        }
        // The offsets of errors count the mark, as an editor does.
        let text = String(decoding: utf8, as: UTF8.self)
        var parser = TemplateParser(text, syntax)
        parser.skipByteOrderMarkAndLastLineEnd()
        try parser.parse()
        pieces = parser.pieces
        hasShortLink = parser.hasShortLink
        filterRemarks = parser.filterRemarks
    }

    /// The template that is a column of finished messages.
    public init(messageColumn name: String) {
        pieces = [.field(Field(column: name, fallback: "", utf8Offset: 0))]
        hasShortLink = false
        filterRemarks = []
    }

    /// The full text of a message.
    ///
    /// Throws `TemplateError.unknownColumn` for a field without a value; an empty value is replaced
    /// by the field's default. Complexity: linear; allocates the text.
    ///
    /// - Parameter values: The recipient's values by the names of their columns.
    public func text(_ values: [String: String]) throws(TemplateError) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let constant): text += constant
            case .field(let field):
                let found = values.first { $0.key.utf8.elementsEqual(field.column.utf8) }
                guard let value = found?.value else {
                    throw .unknownColumn(
                        field.column,
                        nearest: NearestName.of(field.column, among: values.keys.sorted()),
                        utf8Offset: field.utf8Offset
                    )
                }
                let octets = value.utf8Span.span
                let isEmpty = octets.isEmpty || octets.isInvisible(0..<octets.count)
                text += isEmpty ? field.fallback : value
            }
        }
        return text
    }

    /// The characters of the text that is the same for all, and of the defaults.
    public var constantCharacters: Set<Unicode.Scalar> {
        pieces.reduce(into: []) { characters, piece in
            switch piece {
            case .text(let text): characters.formUnion(text.unicodeScalars)
            case .field(let field): characters.formUnion(field.fallback.unicodeScalars)
            }
        }
    }

    /// The fields in their order.
    ///
    /// Complexity: linear; allocates.
    public var fields: [Field] {
        pieces.compactMap { piece in
            if case .field(let field) = piece { field } else { nil }
        }
    }
}

/// Which placeholders a template may have.
public struct TemplateSyntax: Sendable {
    /// What finds a placeholder at an offset of a template.
    public typealias Finder = @Sendable (_ utf8Offset: Int) -> TemplatePlaceholder?

    /// Makes a finder for the octets of a template; `nil` when there are fields only.
    let finder: (@Sendable (_ utf8: [UInt8]) -> Finder)?

    /// `{{column}}` and `{{column|default}}`.
    public static let fields = Self(finder: nil)

    /// Fields, and the placeholders of a provider, such as `[%1%]`.
    ///
    /// - Parameter finder: Called with the octets of a template; what it returns is called with
    ///   offsets at which a `[` stands.
    public static func placeholders(
        _ finder: @escaping @Sendable (_ utf8: [UInt8]) -> Finder
    ) -> Self {
        Self(finder: finder)
    }
}

/// A placeholder that a provider would fill in.
public struct TemplatePlaceholder: Sendable, Hashable {
    /// What stands in its place.
    public enum Content: Sendable, Hashable {
        /// The value of a column.
        case column(String)
        /// A text as long as the provider's own probably is, such as a short link.
        case shortLink(String)
    }

    /// Where it is in the template, in octets of UTF-8.
    public let range: Range<Int>

    /// What stands in its place.
    public let content: Content

    /// Describes a placeholder.
    public init(range: Range<Int>, content: Content) {
        self.range = range
        self.content = content
    }
}

/// Why a template cannot be used, and where.
///
/// Offsets are octets of UTF-8 from the beginning of the template.
@nonexhaustive
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
    /// Several columns have the name, perhaps in several spellings.
    case ambiguousColumn(String, among: [String], utf8Offset: Int)
}

extension TemplateError {
    /// Where the template goes wrong.
    public var utf8Offset: Int {
        switch self {
        case .invalidUTF8(let offset), .unclosedField(let offset), .emptyName(let offset),
            .tooManyFields(_, let offset), .unknownColumn(_, _, let offset),
            .ambiguousColumn(_, _, let offset):
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
        case .ambiguousColumn(let name, let among, _):
            "several columns are called \"\(name)\": \(ColumnNames.listing(among))"
        }
    }
}
