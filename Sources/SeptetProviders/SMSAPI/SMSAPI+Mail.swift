extension SMSAPI {
    /// A message sent as an e-mail (`mail2sms`).
    ///
    /// The document has the values of the body bare. Those characters that would end a value or
    /// that a reader of such forms decodes are percent-encoded here (SA-18); a text without them
    /// travels as it is. The message comes last.
    public struct Mail: Sendable, Hashable {
        /// Where such mail goes.
        public static let address = "sms.do@smsapi.com"

        private let username: String
        private let md5: Secret

        /// The body, in UTF-8.
        public let body: String

        /// Makes a mail of a message's recipients, sender and text.
        ///
        /// - Parameters:
        ///   - username: The name of the account.
        ///   - md5: Its password hashed with MD5.
        ///   - wantsReport: Whether SMSAPI answers with a mail (`raport`, as it spells it).
        public init(username: String, md5: Secret, message: Message, wantsReport: Bool = false) {
            self.username = username
            self.md5 = md5
            var fields: [(String, String)] = []
            if let sender = message.sender {
                fields.append(("from", sender))
            }
            let numbers = message.recipients.map(SMSAPI.normalizedRecipient)
            fields.append(("to", numbers.joined(separator: ",")))
            if wantsReport {
                fields.append(("raport", "1"))
            }
            fields.append(("message", message.template ?? ""))
            body = fields.map { "\($0.0)=\(Self.escaped($0.1))" }.joined(separator: "&")
        }

        /// The subject with the secret in the clear.
        public var subject: String { "\(username)@\(md5.reveal())" }

        /// The subject with `***` for the secret.
        public var redactedSubject: String { "\(username)@\(Secret.redaction)" }

        private static func escaped(_ text: String) -> String {
            text.unicodeScalars.reduce(into: "") { escaped, scalar in
                if "%&+#=".unicodeScalars.contains(scalar) {
                    escaped += PercentEncoding.string(of: String(scalar))
                } else {
                    escaped.unicodeScalars.append(scalar)
                }
            }
        }
    }
}
