internal import SeptetBilling
internal import SeptetJSON

// Requests that stop or delete what their parameters select.
extension DescribedDraft {
    /// Whether a parameter selects what a request stops or deletes.
    func isFilter(_ parameter: ProviderDescription.Parameter) -> Bool {
        guard case .option = parameter.origin else { return false }
        return entry.filter != nil && parameter.place != .check
    }

    /// Whether a filter is blank, and so lets everything through; of a list, whether all its values are.
    func restrictsNothing(
        _ text: String,
        _ parameter: ProviderDescription.Parameter
    ) -> Bool {
        text.unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || (parameter.kind == .list && $0 == ",")
        }
    }

    /// Whether a filter selects something by a letter or a digit. Wildcards, commas and invisible characters
    /// may select everything.
    private static func restricts(_ text: String) -> Bool {
        text.unicodeScalars.contains {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
    }

    /// A request that stops or deletes needs a filter that selects something, or the word that every record is
    /// meant; not both.
    mutating func checkFilter() -> Bool {
        guard let all = entry.filter else { return false }
        let isForAll = ["1", "true"].contains { message.options[all]?.isSame(as: $0) ?? false }
        var isFiltered = false
        var isRestricted = false
        for parameter in entry.parameters where isFilter(parameter) {
            guard let text = message.options[parameter.name.text] else { continue }
            isFiltered = isFiltered || !restrictsNothing(text, parameter)
            isRestricted = isRestricted || Self.restricts(text)
        }
        let name = entry.name
        if isForAll, isFiltered {
            let what = "\(name) is for every record or for those a filter selects, not both"
            predict(nil, .invalidValue, what, all)
        } else if !isForAll, !isRestricted {
            let what =
                "without a filter \(name) affects every record of the account; set '\(all)' if that is meant"
            errors.append(PredictedError(local: .filterRequired, what))
        }
        return isForAll
    }
}

extension ProviderDescription.Parameter {
    /// A day with the year first, whichever way it was written; `nil` when it is invalid.
    static func day(_ text: String) -> String? {
        let fields = text.divided(at: " ")
        guard (1...2).contains(fields.count) else { return nil }
        let numbers = fields[0].divided(at: "-")
        let isDayFirst = numbers.last?.utf8.count == 4
        let written = isDayFirst ? numbers.reversed() : numbers
        guard let date = CalendarDate(written.joined(separator: "-")) else { return nil }
        guard fields.count == 2 else { return date.description }
        guard fields[1].utf8.count == 5, ISO8601Reading.secondOfDay(fields[1]) != nil else {
            return nil
        }
        return "\(date) \(fields[1])"
    }
}
