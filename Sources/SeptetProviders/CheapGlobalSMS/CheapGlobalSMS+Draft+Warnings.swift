extension CheapGlobalSMS.Draft {
    /// What is worth knowing about a message that will be sent.
    mutating func addWarnings() {
        warnAboutRecipients()
        warnAboutTime()
        if !message.contacts.isEmpty, texts.contains(where: { Self.hasPlaceholder($0.text) }) {
            let what = "words in brackets may be replaced by what the contact has of that name"
            warn(.undocumented, what)
        }
        if let sender = message.sender, sender.utf8.contains(where: " '\"".utf8.contains) {
            warn(.undocumented, "senders with spaces or quotation marks may be refused")
        }
        let isMixed =
            isPersonal && message.unicode == nil
            && deliveries.contains {
                $0.pages.isUnicode && CheapGlobalSMS.specialCharacter(in: $0.text) == nil
            }
        if isMixed {
            let what = "plain texts are billed as Unicode; requests by encoding would avoid it"
            warn(.undocumented, what)
        }
    }

    private mutating func warnAboutRecipients() {
        if audience.invalidCount > 0, !deliveries.isEmpty {
            let what = InvalidNumberWording.sentence(audience.invalidCount, "recipient")
            warn(.invalidRecipient, what)
        }
        if audience.duplicateCount > 0 {
            let what = "\(audience.duplicateCount) repeated recipients get nothing more"
            warn(.duplicates, what)
        }
        if audience.unresolvedCount > 0 {
            let what = "\(audience.unresolvedCount) numbers wait for the account's dial code"
            warn(.indeterminate, what)
        }
        if !message.contactGroups.isEmpty || !message.ignoredGroups.isEmpty {
            warn(.indeterminate, "who is in a contact group is known to the provider only")
        }
    }

    private mutating func warnAboutTime() {
        let offset = (message.timezoneOffset ?? account.timezoneOffset)
            .flatMap(CheapGlobalSMS.offsetMinutes)
        let times = [message.sendAt] + message.contacts.map(\.overrideTime)
        let isPast = times.contains {
            $0.flatMap(CheapGlobalSMS.SendTime.init)?.isPast(at: now, offsetMinutes: offset)
                ?? false
        }
        if isPast {
            warn(.dateInPast, "a time in the past is sent at once")
        }
        if message.timezoneOffset != nil, times.allSatisfy({ $0 == nil }) {
            warn(.ignored, "an offset without a time has no effect")
        }
    }

    /// Whether a text has a word of letters and underscores in brackets.
    static func hasPlaceholder(_ text: String) -> Bool {
        text.divided(at: "[").dropFirst().contains { piece in
            let name = piece.unicodeScalars.prefix { $0 != "]" }
            return name.endIndex < piece.endIndex && !name.isEmpty
                && name.allSatisfy { $0.properties.isAlphabetic || $0 == "_" }
        }
    }
}
