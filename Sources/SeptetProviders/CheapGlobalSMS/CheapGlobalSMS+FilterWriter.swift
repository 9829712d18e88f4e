extension CheapGlobalSMS {
    /// Parameters of a filter in order, with the errors 8 and 7 among them.
    struct FilterWriter {
        var list = ParameterList()
        var errors: [PredictedError] = []
        var warnings: [EstimateWarning] = []

        mutating func add(_ name: String, _ text: String?) {
            list.add(name, text.flatMap { $0.isEmpty ? nil : $0 })
        }

        mutating func add(_ name: String, _ texts: [String]) {
            add(name, texts.joined(separator: ","))
        }

        mutating func add(_ name: String, _ text: String?, oneOf words: [String]) {
            if let text, !text.isEmpty, !words.contains(text) {
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
            guard let text, !text.isEmpty else { return }
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

        /// A stop or deletion without a filter, which would affect everything (CG-12).
        mutating func require(_ isFiltered: Bool, _ action: String) {
            guard !isFiltered else { return }
            let what = "without a filter \(action) affects every record of the account"
            errors.append(PredictedError(local: filterRequired, what))
        }
    }
}
