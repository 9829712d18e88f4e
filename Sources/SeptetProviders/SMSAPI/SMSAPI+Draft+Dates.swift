extension SMSAPI.Draft {
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
        let start = message.date?.timestamp ?? now
        let life = end.secondsSince1970 - start.secondsSince1970
        if life < Self.shortestLife || life > Self.longestLife {
            let what = "\(life / 60) minutes after sending; 15 minutes to 72 hours are allowed"
            predict(PredictedError(56, what, field: "expiration_date"))
        } else if life < Self.advisedLife {
            warn(.shortExpiration, "a message that expires within an hour may be refused")
        }
    }
}
