internal import SeptetBilling

extension CheapGlobalSMS {
    /// Makes the request that saves numbers and contacts (`save_contacts`), or predicts the error.
    ///
    /// The other actions are requests of `Provider.cheapGlobalSMS.calls`. Errors come in the order 1, 2, 7, 8.
    ///
    /// - Parameter groupName: `group_name`; a blank one is error 8.
    public static func prepareSaving(
        phoneNumbers: [String],
        contacts: [Contact],
        groupName: String? = nil,
        account: Account = Account()
    ) -> Preparation {
        var errors = account.errors
        func fail(_ number: Int, _ what: String, _ field: String) {
            errors.append(PredictedError(number, what, field: field))
        }
        let numbers = Audience.numbers(phoneNumbers)
        if numbers.isEmpty, contacts.isEmpty {
            fail(7, "'phone_numbers' is missing", "phone_numbers")
        }
        for (index, contact) in contacts.enumerated() where contact.phone.isEmpty {
            fail(8, "a contact has a phone", "contacts[\(index)].phone")
        }
        if groupName?.isBlank ?? false { fail(8, "'group_name' is blank", "group_name") }
        var list = ParameterList()
        list.add("phone_numbers", numbers.isEmpty ? nil : numbers.joined(separator: ","))
        let pairs = contacts.map { (contact: $0, phone: $0.phone) }
        list.add("contacts", contacts.isEmpty ? nil : Contact.json(pairs))
        list.add("group_name", groupName)
        let parameters = list.parameters
        return Preparation(Estimate(predictedErrors: errors)) { () throws(PredictedError) in
            [try account.request("save_contacts", parameters)]
        }
    }
}
