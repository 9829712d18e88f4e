/// The charset a text travels to a provider in; the message's own encoding does not depend on it.
///
/// UTF-8 only, until the module of the legacy charsets is there.
package struct RequestCharset: Sendable {
    /// The name as the provider's document spells it.
    package let name: String

    /// UTF-8, which every provider takes.
    package static let utf8 = RequestCharset(name: "utf-8")

    private init(name: String) {
        self.name = name
    }

    /// Finds a charset by name; `nil` when it is not known.
    package init?(named name: String) {
        guard name == "utf-8" else { return nil }
        self.init(name: name)
    }

    /// The parameter of a text; a character without octets is an error, it is never replaced.
    ///
    /// Complexity: linear; allocates the octets unless the charset is UTF-8.
    package func parameter(
        _ name: String,
        _ text: String
    ) throws(PredictedError) -> RequestParameter {
        RequestParameter(name, text)
    }
}
