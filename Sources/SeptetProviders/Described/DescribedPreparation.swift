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
        prepare(message, account: account, request: "send", isPreview: false)
    }

    /// - Parameter isPreview: Whether fields that are missing are shown as shell variables; such a request is
    ///   for people and is never sent.
    func prepare(_ message: Message, account: ProviderAccount, request: String, isPreview: Bool)
        -> Preparation
    {
        guard let entry = requests.first(where: { $0.name.isSame(as: request) }) else {
            let names = requests.map(\.name).joined(separator: ", ")
            return Preparation(
                PredictedError(
                    local: .invalidValue,
                    "there is no such request; there are \(names)",
                    field: "endpoint"
                )
            )
        }
        var draft = DescribedDraft(self, message, account, entry, isPreview: isPreview)
        draft.checkAccount()
        if draft.sendsMessage {
            draft.checkContent()
            draft.checkRecipients()
            draft.checkSender()
        }
        draft.checkOptions()
        let estimate = draft.estimate()
        let checked = draft
        return Preparation(estimate) { () throws(PredictedError) in try checked.requests() }
    }
}

/// A message that is being prepared, with everything found so far.
private struct DescribedDraft {
    let description: ProviderDescription
    let message: Message
    let account: ProviderAccount
    let entry: ProviderDescription.RequestEntry
    let isPreview: Bool
    var errors: [PredictedError] = []
    var warnings: [EstimateWarning] = []
    var numbers: [String] = []
    /// The country of each number, where it is known.
    var countries: [String: String] = [:]
    /// The values of options, by parameter.
    var values: [String: JSONValue] = [:]
    var encoding: MessageEncoding?

    init(
        _ description: ProviderDescription,
        _ message: Message,
        _ account: ProviderAccount,
        _ entry: ProviderDescription.RequestEntry,
        isPreview: Bool
    ) {
        self.description = description
        self.message = message
        self.account = account
        self.entry = entry
        self.isPreview = isPreview
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

    // MARK: The account

    mutating func checkAccount() {
        for name in account.names
        where !description.account.contains(where: { $0.name.isSame(as: name) }) {
            predict(nil, .unknownOption, "the account has no such field", "account.\(name)")
        }
        guard !isPreview else { return }
        for field in description.account
        where account[field.name]?.isBlank ?? (field.fallback == nil) {
            predict(
                nil,
                .missingField,
                "'\(field.name)' of the account is missing",
                "account.\(field.name)"
            )
        }
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
            text += (account[name] ?? fallback(name) ?? "") + halves[1]
        }
        return text
    }

    func fallback(_ field: String) -> String? {
        description.account.first { $0.name.isSame(as: field) }?.fallback
    }

    func secret(_ field: String) -> Secret {
        let variable = description.account.first { $0.name.isSame(as: field) }?.variable ?? "SECRET"
        return Secret(account[field] ?? fallback(field), variable: variable)
    }

    // MARK: What is sent

    mutating func checkContent() {
        let name = parameter(.text)?.name.text ?? "text"
        switch message.content {
        case .text(let text):
            if text.isEmpty {
                predict(parameter(.text)?.missing, .missingField, "there is no text", name)
            }
            if let error = PredictedError.forbiddenCharacter(in: text, field: name) {
                errors.append(error)
            }
            if let error = PredictedError.forbiddenCharacter(
                in: message.route.appendedText,
                field: "append"
            ) {
                errors.append(error)
            }
            if message.isFlash, description.flash == nil { errors.append(.unsupported(.flash)) }
        case .binary(let octets, let header):
            guard description.encodings.contains(where: { $0.encoding == .binary }) else {
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
        for text in given {
            let recipient = RecipientNumber(text)
            guard let digits = recipient.digits, rule.digits.contains(digits.utf8.count) else {
                let bounds =
                    "\(rule.digits.lowerBound) to \(rule.digits.upperBound) digits are allowed"
                let reason = recipient.fault.map { "\($0)" } ?? bounds
                predict(rule.invalid, .invalidValue, "\"\(text)\" is no recipient: \(reason)", name)
                continue
            }
            let number = rule.form == .digits ? digits : "+\(digits)"
            countries[number] = recipient.country?.description
            let isNew = seen.insert(OctetKey(number)).inserted
            duplicateCount += isNew ? 0 : 1
            if isNew || !rule.removesDuplicates { numbers.append(number) }
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
        guard let sender = message.sender, !sender.isEmpty else {
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
            count = digits.utf8.count
            let isShort = !sender.begins(with: "+") && (rule.shortCode?.contains(count) ?? false)
            range = isShort ? rule.shortCode : rule.number
            what = "digits"
        } else {
            count = sender.unicodeScalars.count
            range = rule.alphanumeric
            what = "characters"
            if !sender.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
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

    // MARK: Other parameters

    mutating func checkOptions() {
        var unknown: [String] = []
        for (name, _) in message.options.sorted
        where !entry.parameters.contains(where: { $0.isOption(name) }) {
            unknown.append(name)
        }
        if !unknown.isEmpty {
            let what =
                "left out, because the provider has no such option: \(unknown.joined(separator: ", "))"
            warnings.append(EstimateWarning(.unknownOption, what))
        }
        for parameter in entry.parameters {
            guard case .option(let option) = parameter.origin else { continue }
            let name = parameter.name.text
            guard let text = message.options[name] ?? message.options[option] else {
                if let fallback = parameter.fallback {
                    values[name] = fallback
                } else if parameter.isRequired {
                    predict(parameter.missing, .missingField, "'\(option)' is missing", name)
                }
                continue
            }
            do throws(PredictedError) {
                values[name] = try parameter.value(of: text)
            } catch {
                errors.append(error)
            }
        }
        for parameter in entry.parameters where values[parameter.name.text] != nil {
            for other in parameter.needs where values[other] == nil && !isGiven(other) {
                predict(nil, .missingField, "'\(parameter.name.text)' needs '\(other)'", other)
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

    /// The encoding that is insisted on: by the message, or by an option that signals one.
    private var pinned: MessageEncoding? {
        if let encoding = message.encoding { return encoding }
        for rule in description.encodings {
            for setting in rule.settings + rule.pins {
                guard let value = values[setting.parameter],
                    message.options[setting.parameter] != nil
                else { continue }
                if JSONText.string(of: value) == JSONText.string(of: setting.value) {
                    return rule.encoding
                }
            }
        }
        return nil
    }

    // MARK: The estimate

    private func isSwitchOn() -> Bool {
        if let control = description.encodingSwitch, let parameter = control.parameter,
            let value = values[parameter]
        {
            if value == control.on { return true }
            if value == control.off { return false }
        }
        return description.isSwitchOn(message.route)
    }

    mutating func estimate() -> Estimate {
        var estimate = Estimate()
        if sendsMessage { estimateMessage(&estimate) }
        estimate.warnings = warnings
        estimate.predictedErrors = errors
        return estimate
    }

    private mutating func estimateMessage(_ estimate: inout Estimate) {
        estimate.billedRecipientCount = numbers.count
        guard case .text(let text) = message.content else {
            if case .binary(let octets, let header) = message.content {
                encoding = .binary
                estimate.encoding = .binary
                estimate.octetCount = octets.count + header.count
                estimate.billedPartCount = 1
                estimate.wireSegmentCount = 1
                estimate.totalBilledPartCount = numbers.count
            }
            return
        }
        let senderType = message.route.senderType ?? senderText.flatMap { SenderType(of: $0) }
        var routes: [(country: String?, numbers: [String])] = []
        for number in numbers {
            let country = message.route.country ?? countries[number]
            if let index = routes.firstIndex(where: { $0.country == country }) {
                routes[index].numbers.append(number)
            } else {
                routes.append((country, [number]))
            }
        }
        if routes.isEmpty { routes = [(message.route.country, [])] }
        let carried = message.route.written(text)
        var total = 0
        var largest: DescribedMeasure?
        var each: [RecipientEstimate] = []
        for (country, numbers) in routes {
            let rule = description.route(sender: senderType, country: country)
            if let refusal = rule?.refusal {
                predict(
                    rule?.error,
                    .invalidSender,
                    refusal,
                    parameter(.sender)?.name.text ?? "sender"
                )
            }
            if let remark = rule?.remark,
                !warnings.contains(where: { $0.message.isSame(as: remark) })
            {
                warnings.append(EstimateWarning(.route, remark))
            }
            var measure = description.measure(carried, rule, pinned, isSwitchOn: isSwitchOn())
            check(&measure, largest)
            total += measure.billedPartCount * numbers.count
            for number in numbers {
                each.append(
                    RecipientEstimate(
                        recipient: number,
                        text: nil,
                        encoding: measure.encoding,
                        unitCount: measure.unitCount,
                        billedPartCount: measure.billedPartCount,
                        wireSegmentCount: measure.wireSegmentCount
                    )
                )
            }
            if largest.map({ $0.billedPartCount < measure.billedPartCount }) ?? true {
                largest = measure
            }
            if numbers.isEmpty || country.map({ $0 == routes.first?.country }) ?? true {
                advise(measure, carried, senderType, country)
            }
        }
        guard let largest else { return }
        encoding = largest.encoding
        if routes.count > 1, Set(each.map { [$0.billedPartCount, $0.unitCount] }).count > 1 {
            estimate.recipients = each
        }
        if text.isEmpty { return }
        estimate.encoding = largest.encoding
        estimate.unitCount = largest.unitCount
        estimate.billedPartCount = largest.billedPartCount
        estimate.wireSegmentCount = largest.wireSegmentCount
        estimate.totalBilledPartCount = total
        if let rewritten = largest.rewritten ?? (message.route.changesText ? carried : nil) {
            estimate.predictedText = rewritten
            estimate.certainty = .estimated
        }
        if let warning = EstimateWarning.partsDiffer(
            billed: largest.billedPartCount,
            wire: largest.wireSegmentCount
        ) {
            warnings.insert(warning, at: 0)
        }
    }

    private mutating func check(_ measure: inout DescribedMeasure, _ before: DescribedMeasure?) {
        let name = parameter(.text)?.name.text ?? "text"
        let isFirst = before == nil
        if let obstacle = measure.obstacle, isFirst {
            let what =
                "\(obstacle.scalar.codePointName) at byte \(obstacle.utf8Offset) is not in GSM 7 bit, and would be lost or refused"
            predict(nil, .unmappableCharacter, what, name, obstacle.utf8Offset)
        }
        if let (limit, most, count) = description.cut(&measure, options: message.options) {
            let unit = limit.unit.rawValue.divided(at: "-").joined(separator: " ")
            let what = "\(count) \(unit), more than \(most)"
            switch limit.beyond {
            case .refused where isFirst: predict(limit.error, .tooManyParts, what, name)
            case .refusedLater where isFirst:
                predict(
                    limit.error,
                    .tooManyParts,
                    "\(what); the provider accepts the message and reports this later",
                    name
                )
            case .cut where isFirst:
                warnings.append(
                    EstimateWarning(
                        .cut,
                        "\(what); the provider sends a shorter text without a word"
                    )
                )
            case .unknown where isFirst:
                warnings.append(
                    EstimateWarning(.undocumented, "\(what); what happens beyond is not documented")
                )
            default: break
            }
        } else if measure.wireSegmentCount == nil, isFirst {
            predict(
                nil,
                .tooManyParts,
                "no message has more than \(MessagePlan.maximumPartCount) parts",
                name
            )
        }
    }

    /// Warns when another setting of the same provider makes fewer parts.
    private mutating func advise(
        _ measure: DescribedMeasure,
        _ text: String,
        _ sender: SenderType?,
        _ country: String?
    ) {
        let rule = description.route(sender: sender, country: country)
        func warning(_ setting: String, _ parts: Int) -> EstimateWarning {
            let noun = parts == 1 ? "part" : "parts"
            return EstimateWarning(
                .cheaperSetting,
                "\(setting): \(parts) \(noun) instead of \(measure.billedPartCount)"
            )
        }
        var found: [EstimateWarning] = []
        if pinned == .ucs2 {
            let other = description.measure(text, rule, nil, isSwitchOn: isSwitchOn())
            if other.billedPartCount < measure.billedPartCount {
                found.append(warning("without insisting on UCS-2", other.billedPartCount))
            }
        }
        if let control = description.encodingSwitch, !isSwitchOn(), pinned == nil {
            let other = description.measure(text, rule, nil, isSwitchOn: true)
            if other.billedPartCount < measure.billedPartCount {
                let known = control.position == .unknown ? " (whether it is on is not known)" : ""
                found.append(warning("with \(control.title)\(known)", other.billedPartCount))
            }
        }
        if let sender, pinned == nil {
            for other in SenderType.allCases where other != sender {
                guard let route = description.route(sender: other, country: country),
                    route.refusal == nil
                else { continue }
                let count = description.measure(text, route, nil, isSwitchOn: isSwitchOn())
                    .billedPartCount
                if count < measure.billedPartCount {
                    found.append(warning("from a sender that is \(other.rawValue)", count))
                }
            }
        }
        warnings += found
    }
}

extension DescribedDraft {
    // MARK: The requests

    /// The requests of all batches.
    func requests() throws(PredictedError) -> [PreparedRequest] {
        guard sendsMessage else { return [try request([])] }
        var requests: [PreparedRequest] = []
        var rest = numbers[...]
        repeat {
            let batch = rest.prefix(batchLimit)
            requests.append(try request(Array(batch)))
            rest = rest.dropFirst(batch.count)
        } while !rest.isEmpty
        return requests
    }

    private func request(_ batch: [String]) throws(PredictedError) -> PreparedRequest {
        var body: [RequestParameter] = []
        var query: [RequestParameter] = []
        var headers: [(name: String, value: String)] = entry.headers.map {
            ($0.parameter, $0.value.plain)
        }
        var tree = JSONValue.object(JSONObject())
        for parameter in entry.parameters {
            let written = try written(parameter, batch)
            switch parameter.place {
            case .header:
                for value in written {
                    guard case .text(let text) = value.value else { continue }
                    guard !text.hasControlCharacter else {
                        throw .controlCharacter(field: parameter.name.text)
                    }
                    headers.append((parameter.name.text, text))
                }
            case .body where entry.body == .json:
                for (index, value) in written.enumerated() {
                    parameter.name.put(value.json, into: &tree, element: index)
                }
            case .query: query += written.map { $0.parameter(parameter.name.text) }
            case .body: body += written.map { $0.parameter(parameter.name.text) }
            }
        }
        let content: PreparedRequest.Content
        switch entry.body {
        case .query:
            query += body
            content = .none
        case .form: content = .form(body)
        case .json:
            content = .octets(
                JSONText.octets(of: tree),
                mediaType: entry.mediaType ?? "application/json"
            )
        }
        return try PreparedRequest(
            method: entry.method,
            origin: origin,
            path: entry.path.map(segment),
            query: query,
            content: content,
            authorization: authorization,
            headerFields: headers
        )
    }

    private func segment(_ text: String) -> PreparedRequest.PathSegment {
        guard text.begins(with: "{"), let name = String(text.utf8.dropFirst().dropLast()) else {
            return .text(text)
        }
        let isSecret = description.account.first { $0.name.isSame(as: name) }?.isSecret ?? true
        guard !isSecret, let value = account[name] ?? fallback(name) else {
            return .secret(secret(name))
        }
        return .text(value)
    }

    private var authorization: PreparedRequest.Authorization? {
        switch description.authentication {
        case nil: nil
        case .basic(let user, let password): .basic(user: secret(user), password: secret(password))
        case .bearer(let field): .bearer(secret(field))
        case .header(let name, let prefix, let field):
            .header(name: name, prefix: prefix, secret(field))
        case .aws4(let service, let region, let key, let secret):
            .aws4(
                service: service,
                region: account[region] ?? fallback(region) ?? "",
                key: self.secret(key),
                secret: self.secret(secret)
            )
        }
    }

    /// A value on its way into a query, a form or a tree.
    private struct Written {
        let value: RequestParameter.Value
        let json: JSONValue

        init(_ json: JSONValue) {
            self.json = json
            value = .text(json.plain)
        }

        init(_ value: RequestParameter.Value, json: JSONValue) {
            self.value = value
            self.json = json
        }

        func parameter(_ name: String) -> RequestParameter { RequestParameter(name, value) }
    }

    /// The values of a parameter: none when it is left out, several when it is repeated.
    private func written(
        _ parameter: ProviderDescription.Parameter,
        _ batch: [String]
    ) throws(PredictedError) -> [Written] {
        if !parameter.encodings.isEmpty, let encoding, !parameter.encodings.contains(encoding) {
            return []
        }
        let name = parameter.name.text
        switch parameter.origin {
        case .text: return [text()]
        case .udh:
            guard case .binary(_, let header) = message.content, !header.isEmpty else { return [] }
            let digits = Hexadecimal.string(of: header.span, .lower)
            let isOctets = description.encodings.contains {
                $0.encoding == .binary && $0.carriage == .octets
            }
            return [
                isOctets
                    ? Written(.octets(header, text: digits), json: .string(digits))
                    : Written(.string(digits))
            ]
        case .sender: return senderText.map { [Written(.string($0))] } ?? []
        case .recipients:
            guard let separator = description.recipients.separator else {
                return batch.map { Written(.string($0)) }
            }
            return [Written(.string(batch.joined(separator: separator)))]
        case .account(let field):
            let isSecret = description.account.first { $0.name.isSame(as: field) }?.isSecret ?? true
            if isSecret || (account[field] ?? fallback(field)) == nil {
                return [Written(.secret(secret(field)), json: .null)]
            }
            return [Written(.string(account[field] ?? fallback(field) ?? ""))]
        case .constant(let value): return [Written(value)]
        case .option:
            if let value = setting(name) { return [Written(value)] }
            guard let value = values[name] else { return [] }
            if parameter.kind == .list, case .array(let elements) = value {
                guard entry.body == .json, parameter.place == .body,
                    !parameter.name.steps.contains(.each)
                else {
                    return elements.map { Written($0) }
                }
            }
            return [Written(value)]
        }
    }

    /// The value that the encoding, the class or the switch gives a parameter; an option of the caller goes first.
    private func setting(_ name: String) -> JSONValue? {
        guard message.options[name] == nil else { return nil }
        if message.isFlash,
            let setting = description.flash?.first(where: { $0.parameter.isSame(as: name) })
        {
            return setting.value
        }
        if let rule = description.encodings.first(where: { $0.encoding == encoding }),
            let setting = (rule.settings + (message.encoding == nil ? [] : rule.pins))
                .first(where: { $0.parameter.isSame(as: name) })
        {
            return setting.value
        }
        if let control = description.encodingSwitch, let isOn = message.route.isSwitchOn,
            control.parameter.map({ $0.isSame(as: name) }) ?? false
        {
            return isOn ? control.on : control.off
        }
        return nil
    }

    private func text() -> Written {
        let carriage = description.encodings.first { $0.encoding == encoding }?.carriage ?? .utf8
        switch message.content {
        case .text(let text):
            let utf16 = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            return switch carriage {
            case .utf16: Written(.octets(utf16, text: text), json: .string(text))
            case .utf16Hex: Written(.string(Hexadecimal.string(of: utf16.span, .upper)))
            default: Written(.string(text))
            }
        case .binary(let octets, _):
            let digits = Hexadecimal.string(of: octets.span, .lower)
            return switch carriage {
            case .octets: Written(.octets(octets, text: digits), json: .string(digits))
            case .base64: Written(.string(Base64.string(of: octets)))
            case .spacedHex:
                Written(
                    .string(
                        octets.map { Hexadecimal.string(of: [$0].span, .lower) }.joined(
                            separator: " "
                        )
                    )
                )
            default: Written(.string(digits))
            }
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
        guard TextMeasure.forbiddenCharacter(in: text) == nil else {
            throw fault("U+0000 and U+001B cannot be sent")
        }
        switch kind {
        case .text, .time, .url, .hex, .word:
            if text.isBlank { throw fault("'\(name.text)' is blank") }
            if kind == .url, !text.isWebAddress { throw fault("the address is no URL") }
            if kind == .hex, (try? Hexadecimal.octets(of: text)) == nil {
                throw fault("not hexadecimal octets")
            }
            if kind == .time, Timestamp(iso8601: text) == nil {
                throw fault("not a time of ISO 8601 with a zone")
            }
            if kind == .word, !words.contains(where: text.isSame) {
                throw fault("one of \(words.joined(separator: ", ")) is wanted")
            }
            let count = text.unicodeScalars.count
            if let range, !range.contains(count) {
                throw fault(
                    "\(count) characters; \(range.lowerBound) to \(range.upperBound) are allowed"
                )
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
