extension Unified {
    /// A message on its way to a preparation: what is known about it so far.
    struct Draft {
        let message: Message
        let account: Account
        let audience: Audience
        var errors: [PredictedError] = []
        var warnings: [EstimateWarning] = []
        var wording: Wording?

        init(_ message: Message, account: Account) {
            self.message = message
            self.account = account
            audience = Audience(message.destinations)
        }

        mutating func predict(
            _ number: Int,
            _ what: String,
            field: String,
            utf8Offset: Int? = nil
        ) {
            errors.append(PredictedError(number, what, field: field, utf8Offset: utf8Offset))
        }

        mutating func warn(_ kind: EstimateWarning.Kind, _ message: String) {
            warnings.append(EstimateWarning(kind, message))
        }

        /// The number of the type; `nil` when the text is to decide.
        var typeNumber: Int? {
            message.type ?? (message.url == nil ? nil : MessageType.wapPush.rawValue)
        }
    }

    /// The destinations of a message as they will be sent.
    struct Audience {
        /// Digits only, in the order they were given; repeated ones stay (UN-14).
        let numbers: [String]
        let invalidCount: Int
        let duplicateCount: Int
        /// Whether nothing was given, or nothing but blanks.
        let isBlank: Bool

        init(_ destinations: [String]) {
            let given = destinations.flatMap { $0.divided(at: ",") }.filter { !$0.isBlank }
            numbers = given.compactMap(Self.number)
            isBlank = given.isEmpty
            invalidCount = given.count - numbers.count
            duplicateCount = numbers.count - Set(numbers).count
        }

        /// A number without plus sign, spaces and hyphens; `nil` when it is none.
        static func number(_ text: some StringProtocol) -> String? {
            let digits = text.without { " -+".unicodeScalars.contains($0) }
            guard DecimalField.isDigits(digits),
                Unified.destinationDigitCounts.contains(digits.utf8.count)
            else { return nil }
            return digits
        }
    }
}
