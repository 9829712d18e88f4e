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
        init(of template: String, values: [Int: String], contact: NamedTexts?) {
            let octets = Array(template.utf8)
            let scan = PlaceholderScan(octets)
            var start = 0
            var position = 0
            while position < octets.count {
                guard let placeholder = scan.placeholder(at: position) else {
                    position += 1
                    continue
                }
                text += String(decoding: octets[start..<position], as: UTF8.self)
                replace(placeholder.kind, values, contact)
                position = placeholder.range.upperBound
                start = position
            }
            text += String(decoding: octets[start...], as: UTF8.self)
        }

        private mutating func replace(
            _ kind: Placeholder.Kind,
            _ values: [Int: String],
            _ contact: NamedTexts?
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

    /// Whether a text holds a short link.
    static func hasShortLink(_ text: String) -> Bool {
        text.unicodeScalars.firstRange(of: "[%goto:".unicodeScalars) != nil
    }

    /// Whether a text holds a value of the contacts database.
    static func hasContactValue(_ text: String) -> Bool {
        text.unicodeScalars.firstRange(of: "[%contact.".unicodeScalars) != nil
    }
}
