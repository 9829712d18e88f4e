internal import Septet
internal import SeptetCharsets

/// The charset a text travels to a provider in; the message's own encoding does not depend on it.
package struct RequestCharset: Sendable {
    /// The name as the provider's document spells it.
    package let name: String
    private let charset: Charset

    /// UTF-8, which every provider takes.
    package static let utf8 = RequestCharset(name: "utf-8", charset: .utf8)

    /// Finds a charset by a name that ICU knows; `nil` when it knows none.
    package init?(named name: String) {
        guard let charset = try? Charset(name: name) else { return nil }
        self.init(name: name, charset: charset)
    }

    private init(name: String, charset: Charset) {
        self.name = name
        self.charset = charset
    }

    /// The parameter of a text; a character without octets is an error, it is never replaced.
    ///
    /// Complexity: linear; allocates the octets unless the charset is UTF-8.
    package func parameter(
        _ name: String,
        _ text: String
    ) throws(PredictedError) -> RequestParameter {
        guard charset != .utf8 else { return RequestParameter(name, text) }
        do throws(CharsetError) {
            let octets = try Transcoder.convert(Array(text.utf8), from: .utf8, to: charset)
            return RequestParameter(name, .octets(octets, text: text))
        } catch {
            guard case .unmappable(let scalar, let offset) = error else {
                throw PredictedError(local: .unmappableCharacter, "\(error)", field: name)
            }
            throw PredictedError(
                local: .unmappableCharacter,
                "\(scalar.codePointName) at byte \(offset) is not in \(self.name)",
                field: name,
                utf8Offset: offset
            )
        }
    }
}
