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
