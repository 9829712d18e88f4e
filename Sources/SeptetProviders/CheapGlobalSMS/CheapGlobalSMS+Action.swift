extension CheapGlobalSMS {
    /// Everything the provider does besides sending.
    public enum Action: Sendable, Hashable {
        /// `fetch_sms`: records of messages.
        case fetchSMS(SMSFilter, PageOfList = PageOfList())
        /// `stop_sms`: stops what is not sent yet.
        case stopSMS(SMSFilter)
        /// `delete_sms`: deletes records.
        case deleteSMS(SMSFilter)
        /// `get_total_units`: what messages cost together.
        case getTotalUnits(SMSFilter)
        /// `get_delivery_stat`: how many messages of a batch have which status.
        case getDeliveryStatistics(batchID: String)
        /// `account_info`: the balance and what is set.
        case accountInfo
        /// `save_contacts`: saves numbers and contacts in a group.
        case saveContacts(phoneNumbers: [String], contacts: [Contact], groupName: String?)
        /// `fetch_contacts`: records of contacts.
        case fetchContacts(ContactFilter, PageOfList = PageOfList())
        /// `get_contact_groups`: the groups with their sizes.
        case getContactGroups
        /// `delete_contacts`: deletes contacts.
        case deleteContacts(ContactFilter)
        /// `fetch_inbox`: received messages.
        case fetchInbox(InboxFilter, PageOfList = PageOfList())
        /// `delete_inbox`: deletes received messages.
        case deleteInbox(InboxFilter)

        /// The value of `action`.
        public var name: String {
            switch self {
            case .fetchSMS: "fetch_sms"
            case .stopSMS: "stop_sms"
            case .deleteSMS: "delete_sms"
            case .getTotalUnits: "get_total_units"
            case .getDeliveryStatistics: "get_delivery_stat"
            case .accountInfo: "account_info"
            case .saveContacts: "save_contacts"
            case .fetchContacts: "fetch_contacts"
            case .getContactGroups: "get_contact_groups"
            case .deleteContacts: "delete_contacts"
            case .fetchInbox: "fetch_inbox"
            case .deleteInbox: "delete_inbox"
            }
        }

        func write(_ writer: inout FilterWriter) {
            switch self {
            case .fetchSMS(let filter, let page):
                page.write(&writer)
                filter.write(&writer)
            case .stopSMS(let filter), .deleteSMS(let filter):
                var known = filter
                known.searchTerm = nil
                writer.require(
                    isFiltered: !known.isEmpty,
                    isForAll: filter.includesAll,
                    name
                )
                writeWithoutSearch(filter, &writer)
            case .getTotalUnits(let filter):
                writeWithoutSearch(filter, &writer)
            case .getDeliveryStatistics(let batchID):
                guard !batchID.isBlank else { return writer.miss("batch_id") }
                writer.add("batch_id", batchID)
            case .accountInfo, .getContactGroups:
                break
            case .saveContacts(let numbers, let contacts, let groupName):
                write(numbers, contacts, groupName, &writer)
            case .fetchContacts(let filter, let page):
                filter.write(&writer)
                page.write(&writer)
            case .deleteContacts(let filter):
                writer.require(
                    isFiltered: !filter.isEmpty,
                    isForAll: filter.includesAll,
                    name
                )
                filter.write(&writer)
            case .fetchInbox(let filter, let page):
                page.write(&writer)
                filter.write(&writer)
            case .deleteInbox(let filter):
                writer.require(
                    isFiltered: !filter.isEmpty,
                    isForAll: filter.includesAll,
                    name
                )
                filter.write(&writer)
            }
        }

        /// A server that has no such parameter would ignore a search term and take every record.
        private func writeWithoutSearch(_ filter: SMSFilter, _ writer: inout FilterWriter) {
            if filter.searchTerm != nil {
                writer.fail("search_term", "search_term belongs to fetch_sms")
            }
            var filter = filter
            filter.searchTerm = nil
            filter.write(&writer)
        }

        private func write(
            _ numbers: [String],
            _ contacts: [Contact],
            _ groupName: String?,
            _ writer: inout FilterWriter
        ) {
            let numbers = Audience.numbers(numbers)
            if numbers.isEmpty, contacts.isEmpty {
                writer.miss("phone_numbers")
            }
            for (index, contact) in contacts.enumerated() where contact.phone.isEmpty {
                writer.fail("contacts[\(index)].phone", "a contact has a phone")
            }
            writer.add("phone_numbers", numbers.map { String($0) })
            if !contacts.isEmpty {
                let pairs = contacts.map { (contact: $0, phone: $0.phone) }
                writer.add("contacts", Contact.json(pairs))
            }
            writer.add("group_name", groupName)
        }
    }

    /// Makes the request of an action, or predicts the error.
    ///
    /// Errors come in this order: 1, 2, a missing filter, then 7 and 8 in the order of the
    /// document's table. A value that is given and blank is error 8: it would restrict nothing. Nothing is sent.
    public static func prepare(_ action: Action, account: Account = Account()) -> Preparation {
        var writer = FilterWriter()
        writer.errors = account.errors
        action.write(&writer)
        let estimate = Estimate(warnings: writer.warnings, predictedErrors: writer.errors)
        return Preparation(estimate) { () throws(PredictedError) in
            [try account.request(action.name, writer.list.parameters)]
        }
    }
}

extension CheapGlobalSMS {
    /// Which messages an action is about; `nil` does not restrict, a blank value is an error.
    public struct SMSFilter: Sendable, Hashable {
        /// `batch_id`: from the answer to `send_sms`.
        public var batchID: String?
        /// `sms_ids`.
        public var smsIDs: [String] = []
        /// `stage`: `pending`, `sent` or `failed`; void beside a status.
        public var stage: String?
        /// `status`: −4 to 2.
        public var status: Int?
        /// `type`: 1 for those shown at once.
        public var type: Int?
        /// `recipient`: with or without country code.
        public var recipient: String?
        /// `sender_id`.
        public var sender: String?
        /// `search_term`: for `fetch_sms` only.
        public var searchTerm: String?
        /// `start_date`: a date with or without a time; the year or the day first.
        public var startDate: String?
        /// `end_date`: as `start_date`.
        public var endDate: String?

        /// Whether every record is meant; a stop or deletion without a filter is rejected otherwise.
        public var includesAll = false

        /// Makes a filter that lets everything through.
        public init() {}

        /// Whether it restricts nothing: every value is missing or blank.
        public var isEmpty: Bool {
            status == nil && type == nil && smsIDs.allSatisfy(\.isBlank)
                && [batchID, stage, recipient, sender, searchTerm, startDate, endDate]
                    .allSatisfy { $0?.isBlank ?? true }
        }

        /// Adds the parameters in the order of the document, or says what is wrong with them.
        func write(_ writer: inout FilterWriter) {
            writer.add("batch_id", batchID)
            writer.add("sms_ids", smsIDs)
            if status != nil, stage != nil {
                writer.warnings.append(
                    EstimateWarning(stageIgnored, "stage is void beside a status and left out")
                )
            } else {
                writer.add("stage", stage, oneOf: ["pending", "sent", "failed"])
            }
            writer.add("status", status, in: -4...2)
            writer.add("type", type, in: 0...1)
            writer.add("recipient", recipient)
            if let sender, !sender.isBlank, !isSender(sender) {
                writer.errors.append(senderError)
            }
            writer.add("sender_id", sender)
            writer.add("search_term", searchTerm)
            writer.add("start_date", date: startDate)
            writer.add("end_date", date: endDate)
        }
    }

    /// Which received messages an action is about; `nil` does not restrict, a blank value is an error.
    public struct InboxFilter: Sendable, Hashable {
        /// `campaign_id`: the campaign that caught the messages.
        public var campaignID: String?
        /// `message_ids`.
        public var messageIDs: [String] = []
        /// `keyword`: the keyword that caught the messages.
        public var keyword: String?
        /// `recipient`: the own number they were sent to.
        public var recipient: String?
        /// `sender`: the number they came from.
        public var sender: String?
        /// `search_term`.
        public var searchTerm: String?
        /// `start_date`: a date with or without a time; the year or the day first.
        public var startDate: String?
        /// `end_date`: as `start_date`.
        public var endDate: String?

        /// Whether every record is meant; a deletion without a filter is rejected otherwise.
        public var includesAll = false

        /// Makes a filter that lets everything through.
        public init() {}

        /// Whether it restricts nothing: every value is missing or blank.
        public var isEmpty: Bool {
            messageIDs.allSatisfy(\.isBlank)
                && [campaignID, keyword, recipient, sender, searchTerm, startDate, endDate]
                    .allSatisfy { $0?.isBlank ?? true }
        }

        /// Adds the parameters in the order of the document, or says what is wrong with them.
        func write(_ writer: inout FilterWriter) {
            writer.add("campaign_id", campaignID)
            writer.add("message_ids", messageIDs)
            writer.add("keyword", keyword)
            writer.add("recipient", recipient)
            writer.add("sender", sender)
            writer.add("search_term", searchTerm)
            writer.add("start_date", date: startDate)
            writer.add("end_date", date: endDate)
        }
    }

    /// Which contacts an action is about; `nil` does not restrict, a blank value is an error.
    public struct ContactFilter: Sendable, Hashable {
        /// `group_name`.
        public var groupName: String?
        /// `search_term`: a number, a first name or a last name.
        public var searchTerm: String?
        /// `contact_ids`.
        public var contactIDs: [String] = []

        /// Whether every record is meant; a deletion without a filter is rejected otherwise.
        public var includesAll = false

        /// Makes a filter that lets everything through.
        public init() {}

        /// Whether it restricts nothing: every value is missing or blank.
        public var isEmpty: Bool {
            contactIDs.allSatisfy(\.isBlank)
                && [groupName, searchTerm].allSatisfy { $0?.isBlank ?? true }
        }

        /// Adds the parameters in the order of the document.
        func write(_ writer: inout FilterWriter) {
            writer.add("group_name", groupName)
            writer.add("search_term", searchTerm)
            writer.add("contact_ids", contactIDs)
        }
    }

    /// Which page of a list is wanted; what is `nil` is the provider's choice.
    public struct PageOfList: Sendable, Hashable {
        /// `perpage`: 1 to 300 records.
        public var recordCount: Int?
        /// `p`: the page, from 1.
        public var number: Int?

        /// Makes a page.
        public init(recordCount: Int? = nil, number: Int? = nil) {
            self.recordCount = recordCount
            self.number = number
        }

        func write(_ writer: inout FilterWriter) {
            writer.add("perpage", recordCount, in: recordCounts)
            writer.add("p", number, in: 1...Int.max)
        }
    }

    /// Parameters of a filter in order, with the errors 8 and 7 among them.
    struct FilterWriter {
        var list = ParameterList()
        var errors: [PredictedError] = []
        var warnings: [EstimateWarning] = []
        /// Whether blank values are left out, because the action is meant for every record.
        var leavesOutBlank = false

        /// A value that was given blank would restrict nothing, so it is an error and never left out.
        mutating func add(_ name: String, _ text: String?) {
            guard let text else { return }
            guard text.isBlank else { return list.add(name, text) }
            if !leavesOutBlank {
                fail(name, "'\(name)' is blank")
            }
        }

        mutating func add(_ name: String, _ texts: [String]) {
            guard !texts.isEmpty else { return }
            guard texts.contains(where: \.isBlank) else {
                return list.add(name, texts.joined(separator: ","))
            }
            if !leavesOutBlank {
                fail(name, "'\(name)' is blank, or one of its values is")
            }
        }

        mutating func add(_ name: String, _ text: String?, oneOf words: [String]) {
            if let text, !text.isBlank, !words.contains(where: text.isSame) {
                fail(name, "\(name) is one of \(words.joined(separator: ", "))")
            }
            add(name, text)
        }

        mutating func add(_ name: String, _ number: Int?, in allowed: ClosedRange<Int>) {
            guard let number else { return }
            if !allowed.contains(number) {
                let end = allowed.upperBound == .max ? "" : " and ends at \(allowed.upperBound)"
                fail(name, "\(name) begins at \(allowed.lowerBound)\(end)")
            }
            add(name, String(number))
        }

        mutating func add(_ name: String, date text: String?) {
            guard let text, !text.isBlank else { return add(name, text) }
            if let date = filterDate(text) {
                add(name, date)
            } else {
                fail(name, "a date is YYYY-MM-DD or DD-MM-YYYY, with HH:MM or without")
            }
        }

        /// Error 8: a parameter in a form the document does not have.
        mutating func fail(_ field: String, _ what: String) {
            errors.append(PredictedError(8, what, field: field))
        }

        /// Error 7: a parameter that is missing.
        mutating func miss(_ field: String) {
            errors.append(PredictedError(7, "'\(field)' is missing", field: field))
        }

        /// A stop or deletion needs a filter or the word that every record is meant, not both (CG-12).
        mutating func require(isFiltered: Bool, isForAll: Bool, _ action: String) {
            leavesOutBlank = isForAll
            if isForAll, isFiltered {
                let what = "\(action) is for every record or for those a filter selects, not both"
                errors.append(PredictedError(local: .invalidValue, what, field: "all"))
            } else if !isForAll, !isFiltered {
                let what =
                    "without a filter \(action) affects every record of the account; set 'all' if that is meant"
                errors.append(PredictedError(local: filterRequired, what))
            }
        }
    }
}
