internal import Septet

extension SMSAPI {
    /// A message for `sms.do`, with every parameter that carries, prices or counts text.
    public struct Message: Sendable, Hashable {
        /// The message.
        public enum Content: Sendable, Hashable {
            /// `message`: a text with placeholders.
            case text(String)
            /// `template`: a text kept at SMSAPI, with its wording when it is known here.
            case template(name: String, text: String?)
            /// `datacoding=bin`: hexadecimal octets and header; `nil` where they were not given.
            case binary(body: String?, header: String?)
        }

        /// The message.
        public var content: Content
        /// `to`: the numbers, as they were given.
        public var recipients: [String]
        /// `group`: a group of the contacts database instead of numbers.
        public var group: String?
        /// `from`: the sender name.
        public var sender: String?
        /// `encoding`: the charset the text travels to SMSAPI in, not the one of the message.
        public var charset: String = "utf-8"
        /// `flash`: shown at once and not kept.
        public var isFlash = false
        /// `test`: answered and neither sent nor billed.
        public var isTest = false
        /// `details`: the reply has the length and the parts.
        public var wantsDetails = false
        /// `date`: when to send.
        public var date: Moment?
        /// `date_validate`: a date in a wrong format is refused.
        public var validatesDate = false
        /// `expiration_date`: when to give up.
        public var expirationDate: Moment?
        /// `allow_duplicates`: a number that is given twice gets two messages.
        public var allowsDuplicates = false
        /// `idx`: one value of the caller's own for each recipient; empty for none.
        public var idx: [String] = []
        /// `check_idx`: the same value is refused for 24 hours.
        public var checksIdx = false
        /// `max_parts`: more parts are refused.
        public var maximumPartCount: Int?
        /// `nounicode`: special characters are refused.
        public var refusesSpecialCharacters = false
        /// `normalize`: special characters are replaced where the table has them.
        public var normalizes = false
        /// `fast`: highest priority at half as much again.
        public var isFast = false
        /// `notify_url`: where delivery reports go.
        public var notifyURL: String?
        /// `param1` to `param4`: for each number the values, one per recipient.
        public var parameters: [Int: [String]] = [:]
        /// `single`: more than one part is refused.
        public var isSingle = false
        /// `time_restriction`: `follow`, `ignore` or `nearest_available`.
        public var timeRestriction: String?
        /// `skip_foreign`: numbers abroad are skipped.
        ///
        /// Not in the document, known from clients.
        public var skipsForeign = false
        /// `partner_id`.
        ///
        /// Not in the document, known from clients.
        public var partnerID: String?
        /// `discount_group`.
        ///
        /// Not in the document, known from clients.
        public var discountGroup: String?
        /// `fallback`.
        ///
        /// Not in the document, known from clients.
        public var fallback: String?
        /// What `[%contact.NAME%]` is for each recipient, by name; empty when it is not known.
        public var contacts: [NamedTexts] = []
        /// The most parts this account may send (SA-7).
        public var partLimit = SMSAPI.partLimit
        /// Whether more recipients than one request may have make several (errors 19 otherwise).
        public var splits = false
        /// Whether to name the characters that the document's regular expression lacks (SA-1).
        public var checksRegex = false

        /// Makes a message.
        public init(_ content: Content, recipients: [String], group: String? = nil) {
            self.content = content
            self.recipients = recipients
            self.group = group
        }

        /// Makes a message of a text.
        public init(_ text: String, recipients: [String]) {
            self.init(.text(text), recipients: recipients)
        }

        /// The text with its placeholders; `nil` when there is none or it is not known here.
        var template: String? {
            switch content {
            case .text(let text): text
            case .template(_, let text): text
            case .binary: nil
            }
        }

        var isBinary: Bool {
            if case .binary = content { true } else { false }
        }
    }

    /// A date as SMSAPI takes it: Unix time or ISO 8601, sent as it was given.
    public struct Moment: Sendable, Hashable {
        /// The text that is sent.
        public let text: String

        /// Makes a moment of a text, which need not be a date.
        public init(_ text: String) {
            self.text = text
        }

        /// Makes a moment in Unix time.
        public init(_ timestamp: Timestamp) {
            text = String(timestamp.secondsSince1970)
        }

        /// Whether the text is Unix time or ISO 8601; `nil` from `timestamp` may still be a date.
        public var isValid: Bool { timestamp != nil }

        /// The second it means; a date without a zone is read as UTC.
        public var timestamp: Timestamp? {
            if DecimalField.isDigits(text), text.utf8.count <= 11, let seconds = Int(text) {
                return Timestamp(secondsSince1970: seconds)
            }
            if let reading = ISO8601Reading(Self.extended(text)) {
                return Timestamp(
                    date: reading.date,
                    secondOfDay: reading.secondOfDay,
                    offsetMinutes: reading.offsetMinutes ?? 0
                )
            }
            return CalendarDate(text).map {
                Timestamp(date: $0, secondOfDay: 0, offsetMinutes: 0)
            }
        }

        /// The extended form of the basic form `20120510T084027Z`; other texts unchanged.
        private static func extended(_ text: String) -> String {
            let octets = Array(text.utf8)
            func digits(_ ranges: [Range<Int>]) -> [String]? {
                let fields = ranges.map { String(decoding: octets[$0], as: UTF8.self) }
                return fields.allSatisfy(DecimalField.isDigits) ? fields : nil
            }
            guard octets.count >= 15, octets[8] == UInt8(ascii: "T"),
                let date = digits([0..<4, 4..<6, 6..<8]),
                let time = digits([9..<11, 11..<13, 13..<15])
            else { return text }
            return date.joined(separator: "-") + "T" + time.joined(separator: ":")
                + String(decoding: octets[15...], as: UTF8.self)
        }
    }

    /// The octets of a binary message, checked.
    struct Binary: Sendable, Hashable {
        let header: [UInt8]
        let body: [UInt8]

        /// Reads hexadecimal digits of either case; throws 11 for no body and 30 for the rest.
        init(body: String?, header: String?) throws(PredictedError) {
            guard let body, !body.isEmpty else {
                throw PredictedError(11, "there is no message", field: "message")
            }
            guard let header, !header.isEmpty else {
                throw PredictedError(30, "a binary message needs a header", field: "udh")
            }
            self.header = try Self.octets(header, field: "udh")
            guard Int(self.header[0]) == self.header.count - 1 else {
                throw PredictedError(
                    30,
                    "the header says \(self.header[0]) octets and has \(self.header.count - 1)",
                    field: "udh"
                )
            }
            self.body = try Self.octets(body, field: "message")
        }

        private static func octets(
            _ digits: String,
            field: String
        ) throws(PredictedError) -> [UInt8] {
            do {
                return try Hexadecimal.octets(of: digits)
            } catch {
                throw PredictedError(30, error.description, field: field)
            }
        }

        var octetCount: Int { header.count + body.count }

        /// Error 11 when the octets do not fit into one user data field; none are concatenated.
        var lengthError: PredictedError? {
            guard octetCount > UserDataField.octetCount else { return nil }
            return PredictedError(
                11,
                "\(octetCount) octets with the header, more than \(UserDataField.octetCount)",
                field: "message"
            )
        }

        /// The header's elements do not fill it exactly; SMSAPI may or may not mind.
        var headerWarning: EstimateWarning? {
            do {
                _ = try UserDataHeader(parsing: header.span)
                return nil
            } catch {
                return EstimateWarning(.malformedHeader, "the header: \(error)")
            }
        }

        /// The parameters of the octets, digits in lower case.
        var parameters: [RequestParameter] {
            [
                RequestParameter("datacoding", "bin"),
                RequestParameter("udh", Hexadecimal.string(of: header.span)),
            ]
        }
    }
}

extension SMSAPI.Message.Content {
    /// A WAP push: a link with a text, as the service indication that phones open.
    ///
    /// The header names port 2948 (WAP push) and the source port of the document's example. The
    /// body is WAP-230 WSP with WAP-167 service indication in WBXML; the practice of other senders,
    /// the document gives the header only. Throws `forbiddenCharacter` for U+0000, which ends a
    /// text there, and U+001B.
    public static func wapPush(url: String, text: String) throws(PredictedError) -> Self {
        for (field, text) in [("url", url), ("message", text)] {
            if let error = PredictedError.forbiddenCharacter(in: text, field: field) {
                throw error
            }
        }
        var octets: [UInt8] = [0xDC, 0x06, 0x01, 0xAE]
        // WBXML 1.2, service indication 1.0, UTF-8, no string table, then si and indication.
        octets += [0x02, 0x05, 0x6A, 0x00, 0x45, 0xC6]
        let (token, rest) = address(url)
        octets += [token, 0x03] + rest.utf8 + [0x00, 0x01, 0x03] + text.utf8 + [0x00, 0x01, 0x01]
        return .binary(
            body: Hexadecimal.string(of: octets.span),
            header: SMSAPI.wapPushHeader
        )
    }

    /// The attribute token that stands for the scheme, and the rest of the address.
    private static func address(_ url: String) -> (token: UInt8, rest: Substring) {
        for (scheme, token) in [("http://", 0x0C as UInt8), ("https://", 0x0E)]
        where url.beginsIgnoringCase(scheme) {
            return (token, Substring(url.utf8.dropFirst(scheme.utf8.count)))
        }
        return (0x0B, url[...])
    }
}

extension SMSAPI {
    /// The user data header of a WAP push in the document, as `udh`.
    public static let wapPushHeader = "0605040b8423f0"
}
