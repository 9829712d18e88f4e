extension CheapGlobalSMS {
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
