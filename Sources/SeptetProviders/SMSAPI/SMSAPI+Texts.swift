internal import Septet
public import SeptetBilling

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

    /// Finds the placeholders of a text, whose marks are matched once.
    package struct PlaceholderScan: Sendable {
        private let octets: [UInt8]

        /// Where the mark `%]` stands that belongs to the mark `[%` at an offset.
        private var closings: [Int: Int] = [:]

        /// Matches the marks of a text in UTF-8.
        ///
        /// Complexity: linear; allocates.
        package init(_ octets: [UInt8]) {
            self.octets = octets
            var open: [Int] = []
            var position = 0
            while position < octets.count {
                // The mark `[%]` only closes.
                if opens(at: position) && !closes(at: position + 1) {
                    open.append(position)
                    position += 2
                } else if closes(at: position) {
                    if let opening = open.popLast() { closings[opening] = position }
                    position += 2
                } else {
                    position += 1
                }
            }
        }

        /// The placeholder that begins at an offset; `nil` when none does.
        ///
        /// An address may hold placeholders of its own. Complexity: linear in a contact's name.
        package func placeholder(at offset: Int) -> Placeholder? {
            guard let closing = closings[offset] else { return nil }
            let range = offset..<closing + 2
            let inner = octets[offset + 2..<closing]
            if let digit = inner.first, inner.count == 1, (0x31...0x34).contains(digit) {
                return Placeholder(kind: .parameter(Int(digit) - 0x30), range: range)
            } else if inner.starts(with: "goto:".utf8) {
                return Placeholder(kind: .shortLink, range: range)
            } else if inner.starts(with: "contact.".utf8) {
                let name = String(decoding: inner.dropFirst("contact.".utf8.count), as: UTF8.self)
                return Placeholder(kind: .contact(name), range: range)
            }
            return nil
        }

        /// Whether `[%` stands at an offset.
        private func opens(at offset: Int) -> Bool {
            octet(offset) == UInt8(ascii: "[") && octet(offset + 1) == UInt8(ascii: "%")
        }

        private func closes(at offset: Int) -> Bool {
            octet(offset) == UInt8(ascii: "%") && octet(offset + 1) == UInt8(ascii: "]")
        }

        private func octet(_ offset: Int) -> UInt8? {
            offset < octets.count ? octets[offset] : nil
        }
    }

    /// What stands between `[%` and `%]`, marks included.
    package struct Placeholder: Sendable, Hashable {
        /// What it is replaced with.
        package enum Kind: Sendable, Hashable {
            case parameter(Int)
            case shortLink
            case contact(String)
        }

        package let kind: Kind
        /// Its octets in the text.
        package let range: Range<Int>
    }

    /// The text that `normalize=1` makes of a text (SA-6).
    ///
    /// It does not make every text free of special characters: what the table lacks stays. Some
    /// letters become two. Complexity: linear; allocates the result.
    public static func normalized(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let replacement = NormalizationTable.smsapi.replacement(for: scalar) {
                scalars.append(contentsOf: replacement.unicodeScalars)
            } else {
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    /// The characters that the document's table calls normal and its regular expression leaves out.
    ///
    /// The table counts (SA-1); who fears the expression may want to avoid these.
    /// Complexity: linear.
    public static func charactersMissingFromRegex(in text: String) -> [Unicode.Scalar] {
        let missing: Set<Unicode.Scalar> = [
            "€", "¡", "\u{0C}", "\r", "Δ", "Φ", "Γ", "Λ", "Ω", "Π", "Ψ", "Σ", "Θ", "Ξ",
        ]
        var found: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars where missing.contains(scalar) {
            if !found.contains(scalar) {
                found.append(scalar)
            }
        }
        return found
    }

    /// How SMSAPI counts and bills one text.
    public struct TextSize: Sendable, Hashable {
        /// The text after placeholders and normalizing.
        public let text: String
        /// The size by the standard.
        public let measure: TextMeasure
        /// Units by SMSAPI's rule: a line break counts twice in a text without special characters.
        public let unitCount: Int
        /// Parts by SMSAPI's table.
        public let billedPartCount: Int

        /// Measures a text (SA-3, SA-4, SA-5).
        public init(_ text: String) {
            self.text = text
            measure = TextMeasure(text)
            unitCount = Self.unitCount(of: measure)
            billedPartCount = Self.billedPartCount(of: measure)
        }

        /// Parts of a text by SMSAPI's table.
        static func billedPartCount(of measure: TextMeasure) -> Int {
            ProviderRule.smsapi.billedPartCount(of: measure)
        }

        private static func unitCount(of measure: TextMeasure) -> Int {
            ProviderRule.smsapi.unitCount(of: measure)
        }

        /// How the text travels.
        public var encoding: MessageEncoding { measure.encoding }

        /// Whether the text has a character that is special to SMSAPI.
        public var isSpecial: Bool { measure.alphabet == .ucs2 }

        /// The segments by the standard; `nil` where no message can carry the text.
        public var wireSegmentCount: Int? { measure.plan?.partCount }
    }
}
