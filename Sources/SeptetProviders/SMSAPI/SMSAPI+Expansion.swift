extension SMSAPI {
    /// A text whose placeholders are replaced, as one recipient reads it.
    struct Expansion: Sendable, Hashable {
        /// The text of the recipient.
        private(set) var text = ""
        /// How sure the text is.
        private(set) var certainty = Estimate.Certainty.exact
        /// Placeholders for which nothing was given.
        private(set) var unknownNames: [String] = []

        /// Replaces `[%1%]` to `[%4%]`, `[%goto:url%]` and `[%contact.name%]`; values are final.
        ///
        /// Complexity: linear in the text and the values.
        init(of template: String, values: [Int: String], contact: [String: String]?) {
            // By scalars: a mark that combines with a bracket leaves the bracket a bracket.
            var rest = template.unicodeScalars[...]
            while let start = rest.firstRange(of: "[%".unicodeScalars) {
                text += String(rest[..<start.lowerBound])
                rest = rest[start.lowerBound...]
                guard let placeholder = Placeholder(at: rest) else {
                    text += "[%"
                    rest = rest[start.upperBound...]
                    continue
                }
                replace(placeholder.kind, values, contact)
                rest = rest[placeholder.end...]
            }
            text += String(rest)
        }

        private mutating func replace(
            _ kind: Placeholder.Kind,
            _ values: [Int: String],
            _ contact: [String: String]?
        ) {
            switch kind {
            case .parameter(let number):
                guard let value = values[number] else { return miss("[%\(number)%]") }
                text += value
            case .shortLink:
                text += SMSAPI.shortLink
                if certainty == .exact {
                    certainty = .estimated
                }
            case .contact(let name):
                guard let value = contact?[name] else { return miss("[%contact.\(name)%]") }
                text += value
            }
        }

        /// The least the text can be is without the placeholder.
        private mutating func miss(_ name: String) {
            certainty = .indeterminate
            unknownNames.append(name)
        }
    }

    /// What stands between `[%` and `%]`.
    struct Placeholder: Sendable, Hashable {
        /// What it is replaced with.
        enum Kind: Sendable, Hashable {
            case parameter(Int)
            case shortLink
            case contact(String)
        }

        let kind: Kind
        /// The first character after it.
        let end: String.Index

        /// Reads the placeholder a text begins with; `nil` when it is none.
        init?(at text: Substring.UnicodeScalarView) {
            let inner = text.dropFirst(2)
            let number = inner.first.flatMap { Int(String($0)) } ?? 0
            if (1...4).contains(number), inner.dropFirst().starts(with: Self.closing) {
                kind = .parameter(number)
                end = inner.index(inner.startIndex, offsetBy: 3)
            } else if inner.starts(with: "goto:".unicodeScalars),
                let close = Self.close(in: inner)
            {
                kind = .shortLink
                end = close.upperBound
            } else if inner.starts(with: "contact.".unicodeScalars),
                let close = Self.close(in: inner)
            {
                kind = .contact(String(inner[..<close.lowerBound].dropFirst(8)))
                end = close.upperBound
            } else {
                return nil
            }
        }

        private static let closing = "%]".unicodeScalars

        /// The closing mark; an address may hold placeholders of its own.
        private static func close(in text: Substring.UnicodeScalarView) -> Range<String.Index>? {
            var rest = text
            var depth = 0
            while let close = rest.firstRange(of: closing) {
                depth += rest[..<close.lowerBound].ranges(of: "[%".unicodeScalars).count
                if depth == 0 { return close }
                depth -= 1
                rest = rest[close.upperBound...]
            }
            return nil
        }
    }

    /// Whether a text holds a short link.
    static func hasShortLink(_ text: String) -> Bool {
        text.unicodeScalars.firstRange(of: "[%goto:".unicodeScalars) != nil
    }

    /// Whether a text holds a value of the contacts database.
    static func hasContactValue(_ text: String) -> Bool {
        text.unicodeScalars.firstRange(of: "[%contact.".unicodeScalars) != nil
    }
}
