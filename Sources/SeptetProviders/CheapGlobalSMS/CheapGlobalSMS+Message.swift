internal import Septet
public import SeptetBilling
internal import SeptetJSON
internal import SeptetNumbers

extension CheapGlobalSMS {
    /// A message for `send_sms`, with every parameter of the document.
    public struct Message: Sendable, Hashable {
        /// `message`: the text.
        public var text: String
        /// `recipients`: the numbers, as they were given.
        public var recipients: [String]
        /// `contacts`: recipients with particulars.
        public var contacts: [Contact] = []
        /// `contact_groups`: groups of the account whose members get the message too.
        public var contactGroups: [String] = []
        /// `ignore_groups`: groups of the account whose members do not get it.
        public var ignoredGroups: [String] = []
        /// `type`: 1 is shown at once and not kept; `nil` sends 0.
        public var type: Int?
        /// `unicode`: the value the caller insists on; `nil` lets the texts decide.
        public var unicode: Int?
        /// `route`: 0 standard, 1 financial, 2 corporate (CG-8).
        public var route: Int?
        /// `sender_id`: `nil` for the account's own.
        public var sender: String?
        /// `default_dial_code`: replaces a leading zero; `nil` for the account's own.
        public var defaultDialCode: String?
        /// `send_at`: `YYYY-MM-DD HH:MM`, `YYYY-MM-DD` or `HH:MM`.
        public var sendAt: String?
        /// `timezone_offset` of `send_at`, such as `+1` or `-3:30`; `nil` for the account's own.
        public var timezoneOffset: String?
        /// `save_as`: a group the numbers are saved in.
        public var saveAs: String?
        /// `callback_url`: where delivery reports go.
        public var callbackURL: String?
        /// Whether more than 5,000 recipients make several requests (error 11 otherwise).
        public var splits = false
        /// Whether plain and Unicode texts go in requests of their own (CG-4).
        public var splitsByEncoding = false

        /// Makes a message.
        public init(_ text: String, recipients: [String]) {
            self.text = text
            self.recipients = recipients
        }
    }

    /// What a page costs and what is left, both in the account's units.
    public struct Pricing: Sendable, Hashable {
        /// The price of one page on the recipients' network.
        public var unitsPerPage: Amount
        /// The balance; `nil` when it is not known.
        public var balance: Amount?

        /// Makes a pricing.
        public init(unitsPerPage: Amount, balance: Amount? = nil) {
            self.unitsPerPage = unitsPerPage
            self.balance = balance
        }
    }

    /// A recipient with particulars, in the JSON of `contacts`.
    public struct Contact: Sendable, Hashable {
        /// `phone`: the number; mandatory.
        public var phone: String
        /// `firstname`.
        public var firstName: String?
        /// `lastname`.
        public var lastName: String?
        /// `group_name`: the group the contact is saved in.
        public var groupName: String?
        /// `extra_data`: up to 60 characters that come back in the records of the message.
        public var extraData: String?
        /// `override_message`: what this contact gets instead of the message.
        public var overrideMessage: String?
        /// `override_date_time`: when this contact gets it.
        public var overrideTime: String?
        /// Members the document does not know, by name.
        public var further: NamedTexts = [:]

        /// Makes a contact.
        public init(phone: String) {
            self.phone = phone
        }

        /// The JSON of a contact, with its number as given.
        func json(phone: String) -> JSONValue {
            var object: JSONObject = ["phone": .string(phone)]
            object["firstname"] = firstName.map(JSONValue.string)
            object["lastname"] = lastName.map(JSONValue.string)
            object["group_name"] = groupName.map(JSONValue.string)
            object["extra_data"] = extraData.map(JSONValue.string)
            object["override_message"] = overrideMessage.map(JSONValue.string)
            object["override_date_time"] = overrideTime.map(JSONValue.string)
            // None of these is one of those above, so nothing is looked up.
            let rest = further.sorted.map {
                JSONObject.Member(name: $0.name, value: .string($0.text))
            }
            return .object(JSONObject(object.members + rest))
        }

        init(_ node: JSONNode) throws(JSONFault) {
            self.init(phone: try node["phone"]?.text() ?? "")
            for member in try node.members() where member.node.value != .null {
                let text = try member.node.text()
                switch member.name {
                case "phone": break
                case "firstname": firstName = text
                case "lastname": lastName = text
                case "group_name": groupName = text
                case "extra_data": extraData = text
                case "override_message": overrideMessage = text
                case "override_date_time": overrideTime = text
                default: further[member.name] = text
                }
            }
        }

        /// The JSON of several contacts.
        static func json(_ contacts: [(contact: Contact, phone: String)]) -> String {
            JSONText.string(of: .array(contacts.map { $0.contact.json(phone: $0.phone) }))
        }
    }

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

        /// The first recipient that is not a number.
        private(set) var firstInvalid: RecipientNumber?

        init(_ message: Message, dialCode: String?) {
            var seenNumbers: Set<String> = []
            let plain = Self.numbers(message.recipients).map {
                (text: String($0), contact: Contact?.none)
            }
            let further = message.contacts.map { (text: $0.phone, contact: Contact?.some($0)) }
            for (text, contact) in plain + further {
                let read = Self.read(text, dialCode: dialCode)
                guard let number = read.cheapGlobalSMSDigits else {
                    invalidCount += 1
                    firstInvalid = firstInvalid ?? read
                    continue
                }
                unresolvedCount += read.nationalDigits == nil ? 0 : 1
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

        /// The digits of a number with its calling code; `nil` when it is none.
        static func number(_ text: some StringProtocol, dialCode: String?) -> String? {
            read(text, dialCode: dialCode).cheapGlobalSMSDigits
        }

        /// Reads a number; the dial code is that of numbers which begin with a zero.
        private static func read(
            _ text: some StringProtocol,
            dialCode: String?
        ) -> RecipientNumber {
            // The server drops a plus, and then gives a number with one zero its dial code.
            let shown = dialCode == nil ? nil : String(text).rest(after: "+0").map { "0\($0)" }
            let text = shown ?? String(text)
            let number = RecipientNumber(text)
            guard number.nationalDigits != nil, let code = dialCode.flatMap({ Int($0) }),
                let country = CountryCode.main(ofCallingCode: code)
            else { return number }
            return RecipientNumber(text, country: country)
        }
    }

    /// The size of a text in pages, as the provider bills it, beside the standard's segments.
    ///
    /// The document gives 72 characters a page in Unicode and nothing else; the rest is the rule of
    /// the author's own program: no room is left for concatenation in Unicode, and beyond the
    /// first 160 characters of plain text each 145 make a page. Characters are code points, those
    /// of the extension table too (CG-2).
    struct PageCount {
        let isUnicode: Bool
        let characterCount: Int
        let pageCount: Int
        /// `nil` when more than 255 segments would be needed.
        let wireSegmentCount: Int?

        init(_ text: String, isUnicode: Bool) {
            self.isUnicode = isUnicode
            let measure = TextMeasure(text, isUCS2: isUnicode)
            characterCount = measure.scalarCount
            pageCount = Self.pageCount(characterCount: characterCount, isUnicode: isUnicode)
            wireSegmentCount = measure.fitsOneMessage ? measure.partCount : nil
        }

        /// The pages of so many code points.
        static func pageCount(characterCount: Int, isUnicode: Bool) -> Int {
            ProviderRule.pageCount(characterCount: characterCount, isUnicode: isUnicode)
        }

        var encoding: MessageEncoding { isUnicode ? .ucs2 : .gsm7 }
    }

    /// The first character of a text outside the default alphabet; such a text needs `unicode`.
    ///
    /// CG-1. Complexity: one pass.
    static func specialCharacter(
        in text: String
    ) -> (scalar: Unicode.Scalar, utf8Offset: Int)? {
        do {
            _ = try Planner(choice: .gsm7Bit).plan(text)
            return nil
        } catch {
            guard case .notEncodable(let scalar, let offset) = error else { return nil }
            return (scalar, offset)
        }
    }
}

extension RecipientNumber {
    /// The document's digits, more than six.
    ///
    /// The server has a dial code for numbers that begin with a zero. An example of the document is
    /// a number of thirteen digits in a country whose numbers have twelve; so digits that are too
    /// many for a national number pass as they are.
    fileprivate var cheapGlobalSMSDigits: String? {
        let found = digits ?? nationalDigits ?? longDigits
        return found.flatMap { $0.utf8.count > 6 ? $0 : nil }
    }

    private var longDigits: String? {
        guard fault?.reason == .nationalNumber, (11...15).contains(text.utf8.count),
            DecimalField.isDigits(text)
        else { return nil }
        return text
    }
}
