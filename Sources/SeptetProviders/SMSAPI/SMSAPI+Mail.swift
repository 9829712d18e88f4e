extension SMSAPI {
    /// Whether a text can be a sender name (2112): up to 11 letters, digits, spaces, points or hyphens.
    static func isSenderName(_ text: String) -> Bool {
        (1...11).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy {
                isLetterOrDigit($0) || $0 == " " || $0 == "." || $0 == "-"
            }
    }

    /// Whether a message can come from a text (14): a sender name, or a number.
    static func isSender(_ text: String) -> Bool {
        DecimalField.isDigits(text) ? text.utf8.count <= 15 : isSenderName(text)
    }

    /// Whether a scalar is a letter or a digit of ASCII.
    static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9": true
        default: false
        }
    }

    /// A message sent as an e-mail (`mail2sms`).
    ///
    /// The document has the values of the body bare. Those characters that would end a value or that a reader of
    /// such forms decodes are percent-encoded here (SA-18), and in the sender and the numbers control characters
    /// too; a text without them travels as it is. The message comes last.
    public struct Mail: Sendable, Hashable {
        /// Where such mail goes.
        public static let address = "sms.do@smsapi.com"

        private let username: String
        private let md5: Secret

        /// The body, in UTF-8; it holds no secret.
        public let body: String

        /// Makes a mail of a message's recipients, sender and text.
        ///
        /// Throws `invalidValue` for a control character in the name or the password, which would begin a header
        /// of its own, and `unsupportedCapability` for a binary message: the mail's scheme has only text. The
        /// error repeats no value.
        ///
        /// - Parameters:
        ///   - username: The name of the account.
        ///   - md5: Its password hashed with MD5.
        ///   - message: The message.
        ///   - wantsReport: Whether SMSAPI answers with a mail (`raport`, as it spells it).
        public init(
            username: String,
            md5: Secret,
            message: Message,
            wantsReport: Bool = false
        ) throws(PredictedError) {
            if username.hasControlCharacter { throw .controlCharacter(field: "username") }
            try md5.checkControlCharacters(field: "password")
            if message.isBinary { throw .unsupported(.binary) }
            self.username = username
            self.md5 = md5
            var fields: [(String, String)] = []
            if let sender = message.sender {
                fields.append(("from", Self.escaped(sender, controls: true)))
            }
            let numbers = message.recipients.map(SMSAPI.normalizedRecipient)
            fields.append(("to", Self.escaped(numbers.joined(separator: ","), controls: true)))
            if wantsReport {
                fields.append(("raport", "1"))
            }
            fields.append(("message", Self.escaped(message.template ?? "", controls: false)))
            body = fields.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        }

        /// The header fields `To` and `Subject`, the secret in the clear.
        public var headers: [(name: String, value: String)] {
            [
                (name: "To", value: Self.address),
                (name: "Subject", value: "\(username)@\(md5.reveal())"),
            ]
        }

        /// The subject with `***` for the secret.
        public var redactedSubject: String { "\(username)@\(Secret.redaction)" }

        private static func escaped(_ text: String, controls: Bool) -> String {
            text.unicodeScalars.reduce(into: "") { escaped, scalar in
                let isControl = scalar.value < 0x20 || scalar.value == 0x7F
                if "%&+#=".unicodeScalars.contains(scalar) || controls && isControl {
                    escaped += PercentEncoding.string(of: String(scalar))
                } else {
                    escaped.unicodeScalars.append(scalar)
                }
            }
        }
    }
}
