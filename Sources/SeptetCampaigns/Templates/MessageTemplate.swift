internal import Septet

/// A message with fields for the columns of a recipient list.
///
/// `{{first_name}}` stands for the recipient's value of the column `first_name`, and
/// `{{first_name|friend}}` for `friend` where that is empty. Spaces around the name do not count;
/// all else, defaults too, is taken as it is written. `\{{` is text, two braces, and `\\{{` a
/// backslash before a field; elsewhere backslashes and braces are text. Of more than two braces
/// in a row the last two open a field. Values are final: no fields are looked for in them.
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

    /// Reads a template.
    ///
    /// Complexity: linear; allocates the pieces.
    public init(_ text: String, syntax: TemplateSyntax = .fields) throws(TemplateError) {
        var parser = TemplateParser(text, syntax)
        try parser.parse()
        pieces = parser.pieces
        hasShortLink = parser.hasShortLink
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
    }

    /// The template that is a column of finished messages.
    public init(messageColumn name: String) {
        pieces = [.field(Field(column: name, fallback: "", utf8Offset: 0))]
        hasShortLink = false
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
                guard let value = values[field.column] else {
                    throw .unknownColumn(
                        field.column,
                        nearest: NearestName.of(field.column, among: values.keys.sorted()),
                        utf8Offset: field.utf8Offset
                    )
                }
                text += value.isEmpty ? field.fallback : value
            }
        }
        return text
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
