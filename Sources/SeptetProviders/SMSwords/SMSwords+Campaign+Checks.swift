extension SMSwords.Campaign {
    /// What the document demands and the campaign lacks, in the order of the document's table.
    ///
    /// SW-8: the provider has no numbers for errors, so these are ours.
    func errors(country: SMSwords.Country?) -> [PredictedError] {
        var check = SMSwords.FieldCheck()
        check.word("target_mode", targetMode, oneOf: ["location", "fta"])
        if isLocation {
            check.countryCode(countryCode)
            checkPlaces(country.flatMap { $0.code == countryCode ? $0 : nil }, &check)
        } else if targetMode == "fta" {
            if ftaIDs.isEmpty {
                check.miss("fta_id")
            }
            if ftaIDs.contains(where: { $0 < 1 }) {
                check.refuse("fta_id", "identifiers begin at 1")
            }
        }
        check.identifier("industry_id", industryID)
        if !isImmediate {
            checkDates(&check)
        }
        if let time, !time.isEmpty {
            if time.utf8.count != 5 || ISO8601Reading.secondOfDay(time[...]) == nil {
                check.refuse("time", "a time is HH:MM")
            }
        } else if !isImmediate {
            check.miss("time")
        }
        check.text("original_name", name)
        check.identifier("volume", volume)
        check.identifier("sender_id", senderID)
        check.text("message", message)
        check.text("reference", reference)
        return check.errors
    }

    private func checkPlaces(_ country: SMSwords.Country?, _ check: inout SMSwords.FieldCheck) {
        let places: [(String, Int?, Bool?)] = [
            ("city_id", cityID, country?.hasCities), ("area_id", areaID, country?.hasAreas),
            ("district_id", districtID, country?.hasDistricts),
        ]
        for (field, id, isAvailable) in places {
            guard let id else { continue }
            if id < 1 {
                check.refuse(field, "identifiers begin at 1")
            } else if isAvailable == false {
                check.errors.append(
                    PredictedError(
                        local: SMSwords.notAvailable,
                        "the country has none of these",
                        field: field
                    )
                )
            }
        }
    }

    private func checkDates(_ check: inout SMSwords.FieldCheck) {
        check.word("recurring", recurring, oneOf: ["none", "weekly", "monthly"])
        switch recurring {
        case "none":
            check.date("date", date)
        case "weekly", "monthly":
            check.date("date_from", dateFrom)
            check.date("date_to", dateTo)
            if let first = dateFrom.flatMap(CalendarDate.init),
                let last = dateTo.flatMap(CalendarDate.init), last < first
            {
                check.refuse("date_to", "the last day is before the first")
            }
        default:
            break
        }
    }
}

extension SMSwords {
    /// Something the country of a campaign has none of.
    static let notAvailable = LocalErrorKind(rawValue: "notAvailable")

    /// Errors of fields, one after the other.
    struct FieldCheck {
        var errors: [PredictedError] = []

        mutating func miss(_ field: String) {
            errors.append(
                PredictedError(local: .missingField, "'\(field)' is missing", field: field)
            )
        }

        mutating func refuse(_ field: String, _ what: String) {
            errors.append(PredictedError(local: .invalidValue, what, field: field))
        }

        mutating func text(_ field: String, _ text: String?) {
            if text?.isEmpty ?? true {
                miss(field)
            }
        }

        mutating func word(_ field: String, _ word: String?, oneOf words: [String]) {
            guard let word, !word.isEmpty else { return miss(field) }
            if !words.contains(word) {
                refuse(field, "\(field) is one of \(words.joined(separator: ", "))")
            }
        }

        mutating func countryCode(_ code: String?) {
            guard let code, !code.isEmpty else { return miss("country_code") }
            if !SMSwords.isCountryCode(code) {
                refuse("country_code", "a country code has two letters")
            }
        }

        mutating func identifier(_ field: String, _ number: Int?) {
            guard let number else { return miss(field) }
            if number < 1 {
                refuse(field, "\(field) is at least 1")
            }
        }

        mutating func date(_ field: String, _ date: String?) {
            guard let date, !date.isEmpty else { return miss(field) }
            if CalendarDate(date) == nil {
                refuse(field, "a date is YYYY-MM-DD")
            }
        }
    }

    static func isCountryCode(_ text: String) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
    }
}
