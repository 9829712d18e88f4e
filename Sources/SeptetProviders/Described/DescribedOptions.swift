internal import Septet
internal import SeptetBilling
internal import SeptetJSON
internal import SeptetNumbers

// The parameters that only this provider has.
extension DescribedDraft {
    mutating func checkOptions() {
        var unknown: [String] = []
        for (name, _) in message.options.sorted
        where !entry.parameters.contains(where: {
            $0.isOption(name) || $0.renamedBy.map { $0.isSame(as: name) } ?? false
        }) {
            unknown.append(name)
        }
        if !unknown.isEmpty { warnings.append(.leftOut(unknown)) }
        let isForAll = checkFilter()
        for parameter in entry.parameters {
            let name = parameter.name.text
            if case .time(let other, _) = parameter.origin, parameter.isRequired,
                message.options[other] == nil
            {
                let name = self.name(parameter)
                predict(parameter.missing, .missingField, "'\(name)' is missing", name)
            }
            guard case .option(let option) = parameter.origin else { continue }
            let given = message.options[name] ?? message.options[option]
            if let given {
                // For every record a blank value restricts nothing.
                if isForAll, isFilter(parameter), restrictsNothing(given, parameter) { continue }
                if let other = parameter.voidBeside, message.options[other] != nil {
                    let what = "\(name) is void beside a \(other) and left out"
                    let kind = EstimateWarning.Kind(rawValue: "\(name)Ignored")
                    warnings.append(EstimateWarning(kind, what))
                    continue
                }
                if let refusal = parameter.refusal, parameter.needs.isEmpty {
                    predict(parameter.invalid, .invalidValue, refusal, name)
                    continue
                }
            }
            guard let text = given, !parameter.isRequired || !text.isBlank else {
                if given == nil, let fallback = parameter.fallback {
                    values[name] = fallback
                } else if parameter.isRequired, travels(parameter, pinned) {
                    predict(parameter.missing, .missingField, "'\(option)' is missing", name)
                }
                continue
            }
            do throws(PredictedError) {
                let value = try parameter.value(of: text)
                if isFilter(parameter), restrictsNothing(text, parameter) {
                    predict(parameter.invalid, .invalidValue, "'\(name)' selects nothing", name)
                } else if value != .null || parameter.kind != .boolean {
                    values[name] = value
                }
            } catch {
                errors.append(error)
            }
        }
        let isAnyMissing = !entry.alternatives.contains { values[$0] != nil }
        if isAnyMissing, !entry.alternatives.isEmpty, errors.isEmpty {
            let list = entry.alternatives.joined(separator: ", ")
            errors.append(
                PredictedError(
                    code: entry.withoutAny ?? .local(.missingField),
                    "one of \(list) is expected"
                )
            )
        }
        for parameter in entry.parameters {
            guard let counterpart = parameter.counterpart,
                let count = parameter.elementCount(values[parameter.name.text]),
                let list = entry.parameters.first(where: { $0.name.text.isSame(as: counterpart) }),
                let other = list.elementCount(values[counterpart]), count != other
            else { continue }
            predict(
                parameter.miscounted,
                .invalidValue,
                "\(count) values for \(other) of '\(counterpart)'",
                parameter.name.text
            )
        }
        for remark in entry.remarks where remark.applies(message.options) {
            warnings.append(EstimateWarning(remark.kind, remark.message))
        }
        for parameter in entry.parameters where values[parameter.name.text] != nil {
            for other in parameter.needs where !isOn(other) && !isGiven(other) {
                if let refusal = parameter.refusal {
                    predict(parameter.invalid, .invalidValue, refusal, parameter.name.text)
                } else {
                    predict(nil, .missingField, "'\(parameter.name.text)' needs '\(other)'", other)
                }
            }
            for other in parameter.excludes where values[other] != nil || isGiven(other) {
                predict(
                    parameter.invalid,
                    .invalidValue,
                    "'\(parameter.name.text)' and '\(other)' exclude each other",
                    other
                )
            }
        }
    }

    private func isGiven(_ name: String) -> Bool {
        guard let parameter = entry.parameters.first(where: { $0.name.text.isSame(as: name) })
        else { return false }
        return switch parameter.origin {
        case .sender: message.sender != nil
        case .recipients: !numbers.isEmpty
        case .text: !message.text.isEmpty
        default: false
        }
    }

    /// Whether a parameter has a value, and one that isn't false.
    private func isOn(_ name: String) -> Bool {
        values[name].map { $0 != .boolean(false) } ?? false
    }

    /// Whether a parameter goes with an encoding; one for some encodings doesn't go with an unknown one.
    func travels(_ parameter: ProviderDescription.Parameter, _ encoding: MessageEncoding?) -> Bool {
        parameter.encodings.isEmpty || encoding.map(parameter.encodings.contains) ?? false
    }

    /// The encoding that is insisted on: by an option that signals one, by the message, by a link or by digits that are
    /// UTF-16 already.
    var pinned: MessageEncoding? {
        if let rule = pin?.rule { return rule.encoding }
        if let encoding = message.encoding { return encoding }
        let isLink = entry.parameters.contains {
            $0.encodings == [.binary] && message.options[$0.name.text] != nil
        }
        if isLink, description.encodings.contains(where: { $0.carriage == .link }) {
            return .binary
        }
        return readyDigits == nil ? nil : .ucs2
    }

    /// The encoding that an option of the caller signals, and whether it is that of a text shown at once.
    private var pin: (rule: ProviderDescription.EncodingRule, isFlash: Bool)? {
        func isChosen(_ settings: [ProviderDescription.Setting]) -> Bool {
            settings.contains { setting in
                message.options[setting.parameter] != nil
                    && values[setting.parameter].map { $0.plain.isSame(as: setting.value.plain) }
                        ?? false
            }
        }
        for rule in description.encodings {
            if isChosen(rule.settings + rule.pins) { return (rule, false) }
            if let flash = rule.flash, isChosen(flash) { return (rule, true) }
        }
        return nil
    }

    /// Whether a parameter that signals the encoding has a value that it cannot have.
    var signalsUnknown: Bool {
        description.encodings.contains { rule in
            (rule.settings + rule.pins + (rule.flash ?? [])).contains {
                message.options[$0.parameter] != nil && values[$0.parameter] == nil
            }
        }
    }

    /// Whether the text is shown at once.
    var isFlash: Bool {
        if let pin, description.flash == nil { return pin.isFlash }
        return message.isFlash
    }

    /// Warns about what the caller gave and the encoding has no use for.
    mutating func warnAboutUnused() {
        guard let encoding else { return }
        let rule = description.encodings.first { $0.encoding == encoding }
        if let remark = rule?.remark { warnings.append(EstimateWarning(.undocumented, remark)) }
        if message.isFlash, !isFlash || (rule?.flash ?? description.flash) == nil {
            let what = "flash has no effect on a message of this type"
            warnings.append(EstimateWarning(.ignored, what))
        }
        for parameter in entry.parameters where !travels(parameter, encoding) {
            let name = parameter.name.text
            guard case .option(let option) = parameter.origin,
                message.options[name] != nil || message.options[option] != nil, isOn(name)
            else { continue }
            let encodings = parameter.encodings.map(\.rawValue).joined(separator: " and ")
            let what = "'\(name)' goes with \(encodings) and is left out of \(encoding.rawValue)"
            warnings.append(EstimateWarning(.ignored, what))
        }
    }
}

extension ProviderDescription.Parameter {
    /// Whether an option of this name is this parameter.
    func isOption(_ name: String) -> Bool {
        guard case .option(let option) = origin else { return false }
        return option.isSame(as: name) || self.name.text.isSame(as: name)
    }

    /// The value that a text stands for, or the error of one that the parameter cannot have.
    func value(of text: String) throws(PredictedError) -> JSONValue {
        func fault(_ what: String) -> PredictedError {
            PredictedError(code: invalid ?? .local(.invalidValue), what, field: name.text)
        }
        if let error = PredictedError.forbiddenCharacter(in: text, field: name.text) { throw error }
        if text.isEmpty, mayBeEmpty { return .string(text) }
        switch kind {
        case .list where separator != nil, .numbers: return try joined(text)
        case .digits:
            let count = text.utf8.count
            guard DecimalField.isDigits(text), !text.isEmpty, range?.contains(count) ?? true else {
                throw fault(
                    range.map {
                        $0.lowerBound == $0.upperBound
                            ? "\($0.upperBound) digits are wanted"
                            : "\($0.lowerBound) to \($0.upperBound) digits are wanted"
                    } ?? "digits are wanted"
                )
            }
            return .string(text)
        case .day:
            if text.isBlank { throw fault("'\(name.text)' is blank") }
            guard let day = Self.day(text) else {
                throw fault("a date is YYYY-MM-DD or DD-MM-YYYY, with HH:MM or without")
            }
            return .string(day)
        case .country:
            guard !text.isEmpty else {
                throw PredictedError(
                    code: missing ?? .local(.missingField),
                    "'\(name.text)' is missing",
                    field: name.text
                )
            }
            guard text.utf8.count == 2,
                text.utf8.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) })
            else { throw fault("a country code has two letters") }
            return .string(text)
        case .text, .time, .url, .hex, .word:
            if text.isBlank { throw fault("'\(name.text)' is blank") }
            if kind == .url, !text.isWebAddress { throw fault("the address is no URL") }
            let count = text.unicodeScalars.count
            let range = DecimalField.isDigits(text) ? digits ?? range : range
            if let range, !range.contains(count) {
                throw PredictedError(
                    code: (count < range.lowerBound ? tooShort : tooLong) ?? invalid
                        ?? .local(.invalidValue),
                    "\(count) characters; "
                        + (range.lowerBound == range.upperBound
                            ? "\(range.upperBound) are wanted"
                            : "\(range.lowerBound) to \(range.upperBound) are allowed"),
                    field: name.text
                )
            }
            guard hasAllowedCharacters(text) else {
                let others = String(String.UnicodeScalarView((characters ?? []).sorted()))
                throw fault("only letters and digits of ASCII and any of '\(others)' are allowed")
            }
            if kind == .hex, (try? Hexadecimal.octets(of: text)) == nil {
                throw fault("not hexadecimal octets")
            }
            // A time that travels in a form of its own may be Unix time, too.
            let isTime = place == .check && Int(text) != nil || Timestamp(iso8601: text) != nil
            if kind == .time, !isTime { throw fault("not a time of ISO 8601 with a zone") }
            if kind == .word, !words.contains(where: text.isSame) {
                throw fault("one of \(words.joined(separator: ", ")) is wanted")
            }
            return .string(text)
        case .integer:
            guard let number = Int(text) else { throw fault("not a whole number") }
            if let range, !range.contains(number) {
                throw fault("\(number) is not between \(range.lowerBound) and \(range.upperBound)")
            }
            return .integer(number)
        case .decimal:
            guard (try? Amount(text)) != nil else { throw fault("not a decimal number") }
            return .string(text)
        case .boolean:
            let isTrue = text.isSame(as: "true") || text.isSame(as: "1")
            guard isTrue || text.isSame(as: "false") || text.isSame(as: "0") else {
                throw fault("not true or false")
            }
            // Of one word alone the other is to say nothing.
            if words.count == 1 { return isTrue ? .string(words[0]) : .null }
            if words.count == 2 { return .string(isTrue ? words[0] : words[1]) }
            return .boolean(isTrue)
        case .list:
            let elements = text.divided(at: "\n").filter { !$0.isEmpty }
            if let range, !range.contains(elements.count) {
                throw fault(
                    "\(elements.count) values; \(range.lowerBound) to \(range.upperBound) are allowed"
                )
            }
            return .array(elements.map { .string(String($0)) })
        case .json:
            do {
                return try JSONReader.value(of: Array(text.utf8))
            } catch {
                throw fault("not JSON: \(error)")
            }
        }
    }

    private func hasAllowedCharacters(_ text: String) -> Bool {
        guard let characters else { return true }
        return text.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "A"..."Z", "a"..."z", "0"..."9": true
            default: characters.contains(scalar)
            }
        }
    }

    /// The elements of a list as one value.
    ///
    /// An element that is blank is a mistake and not a missing one; of numbers blank ones are left out.
    private func joined(_ text: String) throws(PredictedError) -> JSONValue {
        func fault(_ what: String, _ code: PredictedError.Code?, _ kind: LocalErrorKind)
            -> PredictedError
        { PredictedError(code: code ?? .local(kind), what, field: name.text) }
        let separator = separator ?? ","
        var elements = text.divided(at: "\n").flatMap { $0.divided(at: separator) }.map(String.init)
        if kind == .numbers {
            elements.removeAll(where: \.isBlank)
            let numbers = elements.map { element in
                RecipientNumber(element).digits.flatMap {
                    (range ?? 6...15).contains($0.utf8.count) ? $0 : nil
                }
            }
            guard numbers.contains(where: { $0 != nil }) else {
                throw fault("there is no valid phone number", invalid, .invalidValue)
            }
            elements = zip(elements, numbers).map { $1 ?? $0 }
        } else {
            guard elements.contains(where: { !$0.isBlank }) else {
                throw fault("there is no value", missing, .missingField)
            }
            guard elementCounts.contains(0) || !elements.contains(where: \.isBlank) else {
                throw fault("one of the values is blank", invalid, .invalidValue)
            }
            let isAllowed = elements.allSatisfy {
                hasAllowedCharacters($0) && $0.unicodeScalars.count <= elementCounts.upperBound
            }
            guard isAllowed else {
                throw fault("one of the values is too long or not allowed", invalid, .invalidValue)
            }
        }
        return .string(elements.joined(separator: String(separator)))
    }

    /// How many elements a value has that `joined` made; `nil` for no value.
    func elementCount(_ value: JSONValue?) -> Int? {
        guard case .string(let text) = value, let separator else { return nil }
        return text.divided(at: separator).count
    }
}

extension JSONValue {
    /// The value in a query or a form.
    var plain: String {
        switch self {
        case .string(let text), .number(let text): text
        case .boolean(let truth): truth ? "true" : "false"
        case .null, .array, .object: JSONText.string(of: self)
        }
    }
}

extension EstimateWarning {
    /// Options that do not travel.
    static func leftOut(_ names: [String]) -> Self {
        let list = names.joined(separator: ", ")
        return Self(.unknownOption, "left out, because the provider has no such option: \(list)")
    }
}

/// Base64 of RFC 4648 §4, with padding.
enum Base64 {
    /// Encodes octets.
    ///
    /// Complexity: linear; allocates the result.
    static func string(of octets: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: octets.count, by: 3) {
            let group = octets[start..<min(start + 3, octets.count)]
            var bits = 0
            for index in 0..<3 {
                bits = bits << 8 | (index < group.count ? Int(group[start + index]) : 0)
            }
            for index in 0..<4 {
                text.append(
                    index <= group.count
                        ? digits[bits >> (18 - 6 * index) & 0x3F] : UInt8(ascii: "=")
                )
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
