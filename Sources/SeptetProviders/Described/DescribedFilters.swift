internal import SeptetBilling
internal import SeptetJSON

// Requests that stop or delete what their parameters select.
extension DescribedDraft {
    /// Whether a parameter selects what a request stops or deletes.
    func isFilter(_ parameter: ProviderDescription.Parameter) -> Bool {
        guard case .option = parameter.origin else { return false }
        return entry.filter != nil && parameter.place != .check
    }

    /// Whether a filter lets everything through, or may at a server that divides, trims or takes `0` for empty:
    /// it has neither a letter nor a digit, but only separators, wildcards or what isn't seen, or only zeros in
    /// what isn't a number.
    func restrictsNothing(
        _ text: String,
        _ parameter: ProviderDescription.Parameter
    ) -> Bool {
        let isIdentifier = parameter.kind == .text || parameter.kind == .list
        return !text.unicodeScalars.contains { scalar in
            let properties = scalar.properties
            return !properties.isDefaultIgnorableCodePoint
                && (properties.isAlphabetic || properties.numericType != nil)
                && !(isIdentifier && scalar == "0")
        }
    }

    /// A request that stops or deletes needs a filter that selects something, or the word that every record is
    /// meant; not both.
    mutating func checkFilter() -> Bool {
        guard let all = entry.filter else { return false }
        let isForAll = ["1", "true"].contains { message.options[all]?.isSame(as: $0) ?? false }
        let isFiltered = entry.parameters.contains { parameter in
            guard isFilter(parameter), let text = message.options[parameter.name.text] else {
                return false
            }
            return !restrictsNothing(text, parameter)
        }
        let name = entry.name
        if isForAll, isFiltered {
            let what = "\(name) is for every record or for those a filter selects, not both"
            predict(nil, .invalidValue, what, all)
        } else if !isForAll, !isFiltered {
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
