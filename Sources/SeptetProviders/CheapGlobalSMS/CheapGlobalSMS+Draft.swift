extension CheapGlobalSMS {
    /// A message on its way to a preparation: what is known about it so far.
    struct Draft {
        /// A recipient with the text it gets.
        struct Delivery {
            let recipient: Audience.Recipient
            let text: String
            let pages: PageCount
        }

        let message: Message
        let account: Account
        let now: Timestamp
        let audience: Audience
        /// What goes to each recipient, in order.
        let deliveries: [Delivery]
        /// The message itself, for those who have none of their own.
        let pages: PageCount
        var errors: [PredictedError] = []
        var warnings: [EstimateWarning] = []

        init(_ message: Message, account: Account, now: Timestamp) {
            self.message = message
            self.account = account
            self.now = now
            let audience = Audience(message, dialCode: Self.dialCode(message, account))
            self.audience = audience
            let isSpecial = specialCharacter(in: message.text) != nil
            // Measured once for each text, not once for each recipient.
            var needs = [OctetKey(message.text): isSpecial]
            let overrides = audience.recipients.compactMap { $0.contact?.overrideMessage }
            for text in overrides where needs[OctetKey(text)] == nil {
                needs[OctetKey(text)] = specialCharacter(in: text) != nil
            }
            let pinned = message.unicode.map { $0 == 1 }
            let common = pinned ?? needs.values.contains(true)
            let splitsByEncoding = message.splitsByEncoding && pinned == nil
            var sizes: [OctetKey: PageCount] = [:]
            func size(_ text: String) -> PageCount {
                let key = OctetKey(text)
                if let size = sizes[key] { return size }
                let isUnicode = splitsByEncoding ? needs[key] ?? false : common
                let size = PageCount(text, isUnicode: isUnicode)
                sizes[key] = size
                return size
            }
            pages = size(message.text)
            deliveries = audience.recipients.map { recipient in
                let text = recipient.contact?.overrideMessage ?? message.text
                return Delivery(recipient: recipient, text: text, pages: size(text))
            }
        }

        /// The dial code that replaces a leading zero, without its plus sign.
        static func dialCode(_ message: Message, _ account: Account) -> String? {
            guard let code = message.defaultDialCode ?? account.defaultDialCode, !code.isEmpty
            else {
                return nil
            }
            return code.rest(after: "+").map { String($0) } ?? code
        }

        mutating func predict(_ number: Int, _ what: String, field: String) {
            errors.append(PredictedError(number, what, field: field))
        }

        mutating func predict(
            local kind: LocalErrorKind,
            _ what: String,
            field: String,
            utf8Offset: Int? = nil
        ) {
            errors.append(
                PredictedError(local: kind, what, field: field, utf8Offset: utf8Offset)
            )
        }

        mutating func warn(_ kind: EstimateWarning.Kind, _ message: String) {
            warnings.append(EstimateWarning(kind, message))
        }

        /// Whether recipients get different texts.
        var isPersonal: Bool {
            deliveries.contains { $0.recipient.contact?.overrideMessage != nil }
        }

        /// The message and every text that replaces it.
        var texts: [(field: String, text: String)] {
            [("message", message.text)]
                + message.contacts.enumerated().compactMap { index, contact in
                    contact.overrideMessage.map { ("contacts[\(index)].override_message", $0) }
                }
        }
    }
}
