extension SMSAPI {
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
}
