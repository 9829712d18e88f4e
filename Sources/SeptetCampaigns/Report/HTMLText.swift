/// Writes HTML: elements are closed, and all text is escaped.
struct HTMLText {
    /// What has been written.
    private(set) var text = ""

    /// Writes an element with its attributes in their order.
    ///
    /// - Parameters:
    ///   - name: The name, which is taken as it is, as are those of the attributes.
    ///   - content: Writes what is inside.
    mutating func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        _ content: (inout HTMLText) -> Void = { _ in }
    ) {
        open(name, attributes)
        text += ">"
        content(&self)
        text += "</\(name)>"
        if Self.blocks.contains(name) { text += "\n" }
    }

    /// Writes an element whose content is a text.
    mutating func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        text content: String
    ) {
        element(name, attributes) { $0.append(content) }
    }

    /// Writes an element that has no content and is not closed.
    mutating func void(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        open(name, attributes)
        text += ">\n"
    }

    /// Writes text.
    mutating func append(_ content: String) {
        text += Self.escaped(content)
    }

    /// Writes what is HTML or style already; never a text of the input.
    mutating func raw(_ markup: StaticString) {
        text += "\(markup)"
    }

    private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        text += "<\(name)"
        for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value))\"" }
    }

    /// A text in which nothing is markup, neither in an element nor in an attribute.
    ///
    /// Controls, which HTML forbids, are shown by their pictures.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\u{0}"..."\u{1F}":
                result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? " ")
            case "\u{7F}"..."\u{9F}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static let blocks: Set<String> = [
        "section", "h1", "h2", "p", "table", "thead", "tbody", "tr", "caption", "svg", "header",
        "main", "footer", "head", "body", "style", "title", "div", "dl", "ul", "li",
    ]
}
