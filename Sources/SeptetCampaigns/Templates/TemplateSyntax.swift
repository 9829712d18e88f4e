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
