extension CheapGlobalSMS {
    /// The recipients of a message as the provider will see them: normalized and each once.
    struct Audience {
        /// One number, with its particulars when it came among the contacts.
        struct Recipient {
            let number: String
            let contact: Contact?
        }

        private(set) var recipients: [Recipient] = []
        private(set) var invalidCount = 0
        private(set) var duplicateCount = 0
        /// Numbers with a leading zero, for which no dial code is known.
        private(set) var unresolvedCount = 0

        init(_ message: Message, dialCode: String?) {
            var seenNumbers: Set<String> = []
            let plain = Self.numbers(message.recipients).map {
                (text: String($0), contact: Contact?.none)
            }
            let further = message.contacts.map { (text: $0.phone, contact: Contact?.some($0)) }
            for (text, contact) in plain + further {
                guard let number = Self.number(text, dialCode: dialCode) else {
                    invalidCount += 1
                    continue
                }
                unresolvedCount += number.begins(with: "0") && dialCode == nil ? 1 : 0
                if seenNumbers.insert(number).inserted {
                    recipients.append(Recipient(number: number, contact: contact))
                } else {
                    duplicateCount += 1
                }
            }
        }

        /// The numbers of a list; commas separate also within an element.
        static func numbers(_ texts: [String]) -> [Substring] {
            texts.flatMap { $0.divided(at: ",") }.filter { !$0.isBlank }
        }

        /// A number without hyphens, spaces and a leading plus sign; `nil` when it is none.
        ///
        /// A leading zero becomes the dial code. A number has more than six digits.
        static func number(_ text: some StringProtocol, dialCode: String?) -> String? {
            let written = text.without { $0 == "-" || $0.properties.isWhitespace }
            var number = written
            if let rest = written.rest(after: "+") {
                number = String(rest)
            } else if let rest = written.rest(after: "0"), let dialCode {
                number = dialCode + rest
            }
            guard number.utf8.count > 6, DecimalField.isDigits(number) else { return nil }
            return number
        }
    }
}
