internal import SeptetJSON

extension CheapGlobalSMS {
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
}
