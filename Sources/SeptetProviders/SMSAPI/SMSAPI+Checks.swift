extension SMSAPI.Draft {
    /// Errors 93, 25 and 30, and 11 for no message at all.
    mutating func checkShape() {
        if message.group != nil {
            if !message.parameters.isEmpty {
                predict(
                    PredictedError(93, "parameters and a group exclude each other", field: "group")
                )
            }
            if !message.recipients.isEmpty {
                let error = PredictedError(
                    local: .invalidValue,
                    "a message goes to numbers or to a group",
                    field: "group"
                )
                predict(error)
            }
        }
        if message.isBinary, message.normalizes {
            predict(
                PredictedError(
                    25,
                    "normalize and datacoding exclude each other",
                    field: "normalize"
                )
            )
        }
        switch message.content {
        case .text(""):
            predict(PredictedError(11, "there is no message", field: "message"))
        case .template("", _):
            predict(PredictedError(11, "there is no message", field: "template"))
        default: break
        }
        switch binary {
        case .success(let binary): warnings += binary.headerWarning.map { [$0] } ?? []
        case .failure(let error): predict(error)
        case nil: break
        }
    }

    /// Errors 13, 18, 20, 27 and 19; counts are of the numbers as they were given (SA-12).
    mutating func checkRecipients() {
        let numbers = audience.numbers
        if message.group == nil, numbers.isEmpty || audience.invalid.count == numbers.count {
            let first = audience.invalid.first.map { RecipientNumber($0) }
            let reason = InvalidNumberWording.reason(first)
            predict(PredictedError(13, "there is no valid phone number\(reason)", field: "to"))
        }
        if !audience.invalid.isEmpty, audience.invalid.count < numbers.count {
            let count = audience.invalid.count
            let subject = "\(count) of \(numbers.count) recipients"
            let first = audience.invalid.first.map { RecipientNumber($0) }
            warn(.invalidRecipient, InvalidNumberWording.sentence(subject, count, first))
        }
        if audience.duplicateCount > 0, !message.allowsDuplicates {
            warn(.duplicates, "\(audience.duplicateCount) repeated recipients get nothing more")
        }
        if message.group == nil {
            for (number, values) in parameterLists where values.count != numbers.count {
                let field = "param\(number)"
                let what = "\(values.count) values for \(numbers.count) recipients"
                predict(PredictedError(18, what, field: field))
            }
            if !message.idx.isEmpty, message.idx.count != numbers.count {
                let what = "\(message.idx.count) values for \(numbers.count) recipients"
                predict(PredictedError(20, what, field: "idx"))
            }
        }
        if message.idx.contains(where: { $0.unicodeScalars.count > SMSAPI.idxLimit }) {
            predict(PredictedError(27, "more than \(SMSAPI.idxLimit) characters", field: "idx"))
        }
        let limit = SMSAPI.limits.personalisedRecipients ?? numbers.count
        if needsSmallRequests, !message.splits, numbers.count > limit {
            let what = "\(numbers.count) personal messages, more than \(limit) in one request"
            predict(PredictedError(19, what, field: "to"))
        }
    }

    /// Errors 14, 28 and 70, and invalid part limits.
    mutating func checkValues() {
        if let sender = message.sender, !sender.isEmpty, !SMSAPI.isSender(sender) {
            let what = "a sender is 1 to 11 letters, digits, spaces, points or hyphens, or a number"
            predict(PredictedError(14, what, field: "from"))
        }
        let restrictions = ["follow", "ignore", "nearest_available"]
        if let restriction = message.timeRestriction,
            !restrictions.contains(where: restriction.asciiLowercased.isSame)
        {
            let what = "there are \(restrictions.joined(separator: ", "))"
            predict(PredictedError(28, what, field: "time_restriction"))
        }
        if let url = message.notifyURL, !url.isWebAddress {
            predict(PredictedError(70, "the address is not a URL", field: "notify_url"))
        }
        if let limit = message.maximumPartCount, !(1...message.partLimit).contains(limit) {
            let error = PredictedError(
                local: .invalidValue,
                "the limit is 1 to \(message.partLimit) parts",
                field: "max_parts"
            )
            predict(error)
        }
        if message.checksIdx, message.idx.isEmpty {
            warn(.ignored, "check_idx has no idx to check")
        }
        if message.isBinary {
            for (name, isSet) in [
                ("flash", message.isFlash), ("nounicode", message.refusesSpecialCharacters),
            ] where isSet {
                warn(.ignored, "\(name) is left out of a binary message")
            }
        }
    }

    private static let shortestLife = 15 * 60
    private static let advisedLife = 60 * 60
    private static let longestLife = 72 * 60 * 60
    private static let longestWaitMonths = 3

    /// Errors 54, 50 and 56.
    mutating func checkDates() {
        checkDate()
        checkExpiration()
    }

    private mutating func checkDate() {
        guard let date = message.date else { return }
        guard let time = date.timestamp else {
            if message.validatesDate {
                predict(PredictedError(54, "neither Unix time nor ISO 8601", field: "date"))
            } else {
                warn(.invalidDate, "date is neither Unix time nor ISO 8601")
            }
            return
        }
        let (today, second) = now.clock()
        if let day = today.adding(months: Self.longestWaitMonths),
            time > Timestamp(date: day, secondOfDay: second, offsetMinutes: 0)
        {
            let what = "more than \(Self.longestWaitMonths) months ahead"
            predict(PredictedError(50, what, field: "date"))
        } else if time < now {
            warn(.dateInPast, "date is in the past: the message is sent at once")
        }
    }

    /// The document says 15 minutes in one place and an hour in another (SA-10).
    private mutating func checkExpiration() {
        guard let expiration = message.expirationDate else { return }
        guard let end = expiration.timestamp else {
            let error = PredictedError(
                local: .invalidValue,
                "neither Unix time nor ISO 8601",
                field: "expiration_date"
            )
            predict(error)
            return
        }
        // A message with a past date is sent at once.
        let start = max(message.date?.timestamp ?? now, now)
        let life = end.secondsSince1970 - start.secondsSince1970
        if life < Self.shortestLife || life > Self.longestLife {
            let what = "\(life / 60) minutes after sending; 15 minutes to 72 hours are allowed"
            predict(PredictedError(56, what, field: "expiration_date"))
        } else if life < Self.advisedLife {
            warn(.shortExpiration, "a message that expires within an hour may be refused")
        }
    }
}
