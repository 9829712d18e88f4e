internal import Septet
internal import SeptetBilling
internal import SeptetJSON
internal import SeptetNumbers

extension ProviderDescription {
    /// Makes the requests that send a message, or predicts the error; and estimates it.
    ///
    /// Nothing is sent. Errors come in the order: the account, the text, the recipients, the sender, other
    /// parameters, the route, the length. A field of the account that is missing is an error.
    ///
    /// Complexity: linear in the recipients and the text.
    public func prepare(_ message: Message, account: ProviderAccount) -> Preparation {
        prepare(message, account: account, request: nil, isPreview: false)
    }

    /// - Parameters:
    ///   - request: The name of a request; `nil` for the one that sends.
    ///   - isPreview: Whether fields that are missing are shown as shell variables; such a request is
    ///     for people and is never sent.
    func prepare(_ message: Message, account: ProviderAccount, request: String?, isPreview: Bool)
        -> Preparation
    {
        let chosen = requests.first { $0.chosenBy.map { message.options[$0] != nil } ?? false }
        guard let entry = request.map(self.request(named:)) ?? chosen ?? self.request(named: "send")
        else {
            return Preparation(request == nil ? .unsupported(.sendText) : unknownRequest)
        }
        return DescribedDraft(self, message, account, entry, isPreview: isPreview).prepared()
            .preparation
    }

    /// The error of a request that the description lacks.
    var unknownRequest: PredictedError {
        let names = requests.map(\.name).joined(separator: ", ")
        let what = "there is no such request; there are \(names)"
        return PredictedError(local: .invalidValue, what, field: "endpoint")
    }
}

extension DescribedDraft {
    /// The preparation, and the draft with everything that was found.
    func prepared() -> (preparation: Preparation, draft: Self) {
        var draft = self
        draft.checkAccount()
        if draft.sendsMessage {
            draft.checkContent()
            draft.checkRecipients()
            draft.checkSender()
        }
        draft.checkOptions()
        draft.checkReadyDigits()
        let estimate = draft.estimate()
        let checked = draft
        var preparation = Preparation(estimate) { () throws(PredictedError) in
            try checked.requests()
        }
        // With an account no secret is missing; what else is, a sender must learn before sending.
        for requirement in isPreview ? [] : preparation.requests.first?.openRequirements ?? [] {
            let what = "the request is not ready: \(requirement)"
            preparation.estimate.warnings.append(EstimateWarning(.unsigned, what))
        }
        return (preparation, checked)
    }
}

/// A message that is being prepared, with everything found so far.
struct DescribedDraft {
    let description: ProviderDescription
    var message: Message
    let account: ProviderAccount
    let entry: ProviderDescription.RequestEntry
    let isPreview: Bool
    /// The account of a provider that is written in Swift, which then makes the request.
    var sender: (any RequestingAccount)?
    /// Whether the account's fields are members of a job, where the provider says what a missing one is.
    let isOwnJob: Bool
    /// A text that is written as hexadecimal digits already.
    var readyDigits: String?
    var errors: [PredictedError] = []
    var warnings: [EstimateWarning] = []
    var numbers: [String] = []
    /// The country of each number, where it is known.
    var countries = NamedValues<String>()
    /// The values of options, by parameter.
    var values = NamedValues<JSONValue>()
    var encoding: MessageEncoding?

    init(
        _ description: ProviderDescription,
        _ message: Message,
        _ account: ProviderAccount,
        _ entry: ProviderDescription.RequestEntry,
        isPreview: Bool = false,
        isOwnJob: Bool = false
    ) {
        self.description = description
        self.message = message
        self.account = account
        self.entry = entry
        self.isPreview = isPreview
        self.isOwnJob = isOwnJob
        readText()
    }

    /// GET or POST, as the account chooses where the provider takes both.
    var method: PreparedRequest.Method { account.method ?? entry.methods[0] }

    /// The name that a parameter travels under.
    func name(_ parameter: ProviderDescription.Parameter) -> String {
        parameter.renamedBy.flatMap { message.options[$0] } ?? parameter.name.text
    }

    /// Whether the request carries a message.
    var sendsMessage: Bool { entry.parameters.contains { $0.origin == .text } }

    mutating func predict(
        _ code: PredictedError.Code?,
        _ kind: LocalErrorKind,
        _ what: String,
        _ field: String,
        _ offset: Int? = nil
    ) {
        errors.append(
            PredictedError(code: code ?? .local(kind), what, field: field, utf8Offset: offset)
        )
    }

    func parameter(_ origin: ProviderDescription.Parameter.Origin) -> ProviderDescription.Parameter?
    {
        entry.parameters.first { $0.origin == origin }
    }
}

// The account.
extension DescribedDraft {
    mutating func checkAccount() {
        for name in account.names
        where !description.account.contains(where: { $0.name.isSame(as: name) }) {
            predict(nil, .unknownOption, "the account has no such field", "account.\(name)")
        }
        // In a preview a shell variable stands for what is missing, and not for what is blank.
        for field in description.account
        where account[field.name]?.isBlank ?? (field.fallback == nil && !isPreview) {
            let name = isOwnJob ? field.name : "account.\(field.name)"
            let code = isOwnJob ? field.missing : nil
            predict(code, .missingField, "'\(field.name)' of the account is missing", name)
        }
        if !entry.methods.contains(method) {
            predict(
                nil,
                .invalidValue,
                "the method of the request is \(entry.methods[0].rawValue)",
                "method"
            )
        }
        guard !isPreview else { return }
        if account.origin == nil, origin.holds(".invalid") {
            predict(nil, .missingField, "the address of the account's server is missing", "origin")
        }
    }

    var origin: String {
        if let origin = account.origin { return origin }
        var text = ""
        for (index, piece) in description.origin.divided(at: "{").enumerated() {
            let halves = piece.divided(at: "}", maxSplits: 1)
            guard index > 0, halves.count == 2 else {
                text += piece
                continue
            }
            let name = String(halves[0])
            text += (value(ofField: name) ?? "") + halves[1]
        }
        return text
    }

    private func field(_ name: String) -> ProviderDescription.AccountField? {
        description.account.first { $0.name.isSame(as: name) }
    }

    /// The value of a field of the account, given or by default.
    func value(ofField name: String) -> String? { account[name] ?? field(name)?.fallback }

    /// The value of a field that may be shown; `nil` for a secret, and where there is none.
    func shownValue(ofField name: String) -> String? {
        field(name)?.isSecret ?? true ? nil : value(ofField: name)
    }

    func secret(_ name: String) -> Secret {
        Secret(value(ofField: name), variable: field(name)?.variable ?? "SECRET")
    }
}

// What is sent, and to whom.
extension DescribedDraft {
    mutating func checkContent() {
        let name = parameter(.text)?.name.text ?? "text"
        switch message.content {
        case .text(let text):
            if text.isEmpty {
                predict(parameter(.text)?.missing, .missingField, "there is no text", name)
            }
            if readyDigits == nil,
                let error = PredictedError.forbiddenCharacter(in: text, field: name)
            {
                errors.append(error)
            }
            if let error = PredictedError.forbiddenCharacter(
                in: message.route.appendedText,
                field: "append"
            ) {
                errors.append(error)
            }
            if message.isFlash, !description.hasFlash { errors.append(.unsupported(.flash)) }
        case .binary(let octets, let header):
            guard description.hasBinary else {
                errors.append(.unsupported(.binary))
                return
            }
            if octets.isEmpty {
                predict(parameter(.text)?.missing, .missingField, "there are no octets", name)
            }
            if let first = header.first, Int(first) != header.count - 1 {
                predict(
                    nil,
                    .invalidValue,
                    "the first octet of the header is not its length",
                    parameter(.udh)?.name.text ?? "udh"
                )
            }
            if !header.isEmpty, parameter(.udh) == nil {
                predict(
                    nil,
                    .unsupportedCapability,
                    "the provider takes no user data header",
                    "udh"
                )
            }
            if octets.count + header.count > 140 {
                predict(
                    nil,
                    .tooManyParts,
                    "\(octets.count + header.count) octets, more than 140",
                    name
                )
            }
        }
    }

    mutating func checkRecipients() {
        let rule = description.recipients
        let name = parameter(.recipients)?.name.text ?? "recipients"
        let given = message.recipients.filter { !$0.isBlank }
        guard !given.isEmpty else {
            predict(rule.missing, .missingField, "there is no recipient", name)
            return
        }
        var seen: Set<OctetKey> = []
        var duplicateCount = 0
        var invalid: [RecipientNumber] = []
        for text in given {
            let recipient = RecipientNumber(text)
            guard let digits = recipient.digits, rule.digits.contains(digits.utf8.count) else {
                invalid.append(recipient)
                if rule.skipsInvalid { continue }
                let bounds =
                    "\(rule.digits.lowerBound) to \(rule.digits.upperBound) digits are allowed"
                let reason = recipient.fault.map { "\($0)" } ?? bounds
                let explanation = "\"\(text)\" isn't a recipient: \(reason)"
                predict(rule.invalid, .invalidValue, explanation, name)
                continue
            }
            let number = rule.form == .digits ? digits : "+\(digits)"
            countries[number] = recipient.country?.description
            let isNew = seen.insert(OctetKey(number)).inserted
            duplicateCount += isNew ? 0 : 1
            if isNew || !rule.removesDuplicates { numbers.append(number) }
        }
        if rule.skipsInvalid, !invalid.isEmpty {
            if numbers.isEmpty {
                let what =
                    "there is no valid recipient\(InvalidNumberWording.reason(invalid.first))"
                predict(rule.invalid, .invalidValue, what, name)
            } else {
                let what = InvalidNumberWording.sentence(invalid.count, "recipient", invalid.first)
                warnings.append(EstimateWarning(.invalidRecipient, what))
            }
        }
        if duplicateCount > 0 {
            let what = rule.removesDuplicates ? "get nothing more" : "get the message again"
            warnings.append(
                EstimateWarning(.duplicates, "\(duplicateCount) repeated recipients \(what)")
            )
        }
        if numbers.count > batchLimit {
            if let code = rule.tooMany {
                predict(
                    code,
                    .invalidValue,
                    "\(numbers.count) recipients, more than \(batchLimit)",
                    name
                )
            } else {
                let what = "\(numbers.count) recipients in requests of at most \(batchLimit)"
                warnings.append(EstimateWarning(.split, what))
            }
        }
    }

    /// The recipients of one request.
    var batchLimit: Int {
        let rule = description.recipients
        let isList =
            rule.separator != nil || parameter(.recipients)?.name.steps.contains(.each) ?? false
        return isList ? rule.most ?? .max : 1
    }

    mutating func checkSender() {
        let rule = description.sender
        let name = parameter(.sender)?.name.text ?? "sender"
        guard let sender = message.sender, !(rule.isRequired ? sender.isBlank : sender.isEmpty)
        else {
            let hasOther = rule.alternatives.contains { message.options[$0] != nil }
            if rule.isRequired, !hasOther {
                let others =
                    rule.alternatives.isEmpty
                    ? "" : ", and no \(rule.alternatives.joined(separator: " or "))"
                predict(rule.missing, .missingField, "there is no sender\(others)", name)
            }
            return
        }
        if let error = PredictedError.forbiddenCharacter(in: sender, field: name) {
            errors.append(error)
            return
        }
        let digits = sender.rest(after: "+") ?? sender[...]
        let range: ClosedRange<Int>?
        let what: String
        let count: Int
        if DecimalField.isDigits(digits) {
            count = rule.countsPlus ? sender.utf8.count : digits.utf8.count
            let isShort = !sender.begins(with: "+") && (rule.shortCode?.contains(count) ?? false)
            range = isShort ? rule.shortCode : rule.number
            what = "digits"
        } else {
            count = sender.unicodeScalars.count
            range = rule.alphanumeric
            what = "characters"
            if !rule.takesAnyCharacter, !sender.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
                predict(
                    rule.invalid,
                    .invalidSender,
                    "a name is letters, digits, spaces and signs of ASCII",
                    name
                )
            }
        }
        if let range, !range.contains(count) {
            predict(
                rule.invalid,
                .invalidSender,
                "\(count) \(what); \(range.lowerBound) to \(range.upperBound) are allowed",
                name
            )
        }
    }

    /// The sender as the provider wants it.
    var senderText: String? {
        guard let sender = message.sender, !sender.isEmpty else { return nil }
        let digits = sender.rest(after: "+") ?? sender[...]
        guard DecimalField.isDigits(digits) else { return sender }
        let isShort = digits.utf8.count < 9 && !sender.begins(with: "+")
        return switch description.sender.form {
        case .plus: isShort ? sender : "+\(digits)"
        case .digits: String(digits)
        case .given: sender
        }
    }
}
