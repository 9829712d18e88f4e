extension SMSAPI {
    /// A message on its way to a preparation: what is known about it so far.
    struct Draft {
        let message: Message
        let now: Timestamp
        let audience: Audience
        /// The octets of a binary message, or what is wrong with them; `nil` for a text.
        let binary: Result<Binary, PredictedError>?
        var estimate = Estimate()
        var errors: [PredictedError] = []
        var warnings: [EstimateWarning] = []
        /// The size of the text for each recipient; one when all get the same.
        var sizes: [TextSize] = []

        init(_ message: Message, now: Timestamp) {
            self.message = message
            self.now = now
            audience = Audience(message.recipients, allowsDuplicates: message.allowsDuplicates)
            if case .binary(let body, let header) = message.content {
                binary = Result { () throws(PredictedError) in
                    try Binary(body: body, header: header)
                }
            } else {
                binary = nil
            }
        }

        mutating func predict(_ error: PredictedError?) {
            if let error {
                errors.append(error)
            }
        }

        mutating func warn(_ kind: EstimateWarning.Kind, _ message: String) {
            warnings.append(EstimateWarning(kind, message))
        }

        /// Whether the text can be another one for each recipient.
        var isPersonalised: Bool {
            !message.parameters.isEmpty
                || message.template.map(SMSAPI.hasContactValue) ?? false
        }

        /// How many recipients are known; the contacts stand for the members of a group.
        var recipientCount: Int {
            message.group == nil ? audience.numbers.count : message.contacts.count
        }

        /// Places of the recipients that are billed.
        var billed: [Int] {
            message.group == nil ? audience.billed : Array(message.contacts.indices)
        }

        /// The size of the text for the recipient at an index.
        func size(at index: Int) -> TextSize? {
            sizes.count == 1 ? sizes[0] : index < sizes.count ? sizes[index] : nil
        }
    }
}
