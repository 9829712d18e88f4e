/// Which placeholders a template may have.
public enum TemplateSyntax: Sendable, Hashable {
    /// `{{column}}` and `{{column|default}}`.
    case fields

    /// The same, and SMSAPI's own.
    ///
    /// `[%1%]` to `[%4%]` are the columns given here in this order, `[%contact.name%]` is the
    /// column `name`, and `[%goto:address%]` becomes a short link.
    case smsapi(parameters: [String] = Self.parameterNames)

    /// The columns that SMSAPI's `[%1%]` to `[%4%]` stand for when nothing else is said: the names
    /// of its request parameters.
    public static let parameterNames = ["param1", "param2", "param3", "param4"]
}
