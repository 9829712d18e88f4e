internal import SeptetJSON

// Jobs of a description with `jobs`: the parameters and the account are members beside the request's name, as in the
// jobs of the providers that are written in Swift.
extension DescribedJobs {
    func runCall(_ job: Job, _ words: ProviderDescription.JobWords) throws(JSONFault) -> JSONObject
    {
        if let parse = try job.parse() { return try answer(job, to: parse) }
        let member = words.request
        let chosen = description.requests.first {
            $0.chosenBy.map { Self.find($0, job) != nil } ?? false
        }
        let given = try job.text(member)
        guard given != nil || description.request(named: "send") != nil else {
            throw JSONFault(.missing(path: member))
        }
        let name = given ?? chosen?.name ?? "send"
        guard let entry = description.request(named: name) else {
            if let capability = Capability(rawValue: name) {
                return ["error": JobResult.error(.unsupported(capability))]
            }
            let names = description.requests.map(\.name).joined(separator: ", ")
            throw JSONFault(.invalid(path: member, wanted: "one of \(names)"))
        }
        return try call(job, entry, words: [member])
    }

    /// The names that a parameter has in jobs.
    private static func names(_ parameter: ProviderDescription.Parameter) -> [String] {
        var names: [String] = []
        if case .option(let option) = parameter.origin { names = spellings(of: option) }
        return names + spellings(of: parameter.name.text) + parameter.also
    }

    private static func find(
        _ origin: ProviderDescription.Parameter.Origin,
        _ job: Job,
        _ entry: ProviderDescription.RequestEntry?
    ) -> JSONNode? {
        entry?.parameters.first { $0.origin == origin }.map(names)?.lazy
            .compactMap { job.find($0) }.first
    }

    /// The numbers of a list, or of a text divided at commas.
    private static func recipients(
        _ job: Job,
        _ entry: ProviderDescription.RequestEntry?
    ) throws(JSONFault) -> [String] {
        try Job.texts(find(.recipients, job, entry)).flatMap {
            $0.divided(at: ",").filter { !$0.isEmpty }.map(String.init)
        }
    }

    /// Makes a request of a job's members.
    ///
    /// - Parameters:
    ///   - given: Values that the job has elsewhere, such as in an address.
    ///   - words: Members of the job that aren't parameters.
    ///   - place: A member of the job that holds parameters beside `options`.
    ///   - sender: The account of a provider that is written in Swift, which then makes the request.
    func call(
        _ job: Job,
        _ entry: ProviderDescription.RequestEntry,
        given: NamedTexts = [:],
        words: [String],
        known others: [String] = [],
        place: String? = nil,
        by sender: (any RequestingAccount)? = nil
    ) throws(JSONFault) -> JSONObject {
        let sends = entry.parameters.contains { $0.origin == .text }
        if sends, let error = job.unsupported(by: description.capabilities) {
            return ["error": JobResult.error(error)]
        }
        let own = try place.map { place throws(JSONFault) in try job.object(place) }
        var known = others + ["origin", "baseURL", "method"]
        if sends { known += ["flash", "price", "balance", "credits", "currency"] }
        var fields: NamedTexts = [:]
        for field in description.account {
            known += Self.spellings(of: field.name)
            fields[field.name] = try Self.find(field.name, job)?.text()
        }
        func isMandatory(_ name: String) -> Bool {
            description.jobs?.required.contains(where: name.isSame) ?? false
        }
        var options = given
        for parameter in entry.parameters {
            // What counts as known is looked for, so that no spelling is dropped.
            let names = Self.names(parameter)
            known += names
            if let path = parameter.renamedBy {
                let pieces = path.divided(at: ".").map(String.init)
                known.append(pieces[0])
                if let place = job.find(pieces[0]) {
                    try entry.checkNames(in: place)
                    options[path] = try place[pieces.count > 1 ? pieces[1] : ""]?.text()
                }
            }
            guard case .option = parameter.origin else { continue }
            let name = parameter.name.text
            let found =
                names.lazy.compactMap { own?[$0] }.first
                ?? names.lazy.compactMap { job.find($0) }.first
            guard given[name] == nil, let node = found else {
                // Where a filter is needed one that is null was meant to restrict.
                if entry.filter != nil, parameter.place != .check, names.contains(where: job.has) {
                    guard parameter.kind != .integer else {
                        throw JSONFault(.invalid(path: name, wanted: "a whole number"))
                    }
                    options[name] = ""
                }
                continue
            }
            // Of two values one would be dropped, and with it what the request was to be restricted to.
            if entry.isStrict,
                let other = job.all(names).first(where: { $0.value != node.value })
            {
                throw JSONFault(.invalid(path: other.path, wanted: "the same as '\(node.path)'"))
            }
            try parameter.checkKind(of: node)
            options[name] =
                switch parameter.kind {
                case .list, .numbers: try Job.texts(node).joined(separator: "\n")
                case .boolean:
                    if node.value != .string(""), let truth = try? node.boolean() {
                        truth ? "true" : "false"
                    } else {
                        try node.text()
                    }
                case .integer where !isMandatory(name) || node.value != .string(""):
                    String(try node.integer())
                default: try node.text()
                }
        }
        for name in description.jobs?.required ?? [] where options[name] == nil {
            options[name] = ""
        }
        var message = Message(
            text: try Self.find(.text, job, entry)?.text() ?? "",
            recipients: try Self.recipients(job, entry),
            sender: try Self.find(.sender, job, entry)?.text(),
            options: options
        )
        if sends { message.isFlash = try job.flag("flash") }
        // Where the address is the customer's to give, a request is shown without it.
        let placeholder = description.origin.holds("{") ? nil : description.origin
        var account = ProviderAccount(fields, origin: try job.origin() ?? placeholder)
        account.method = sender == nil ? try job.method() : nil
        var draft = DescribedDraft(
            description,
            message,
            account,
            entry,
            isPreview: sender != nil || job.input["account"] == nil,
            isOwnJob: true
        )
        draft.sender = sender
        let prepared = draft.prepared()
        var preparation = prepared.preparation
        if sends { try addCost(to: &preparation, message, job) }
        if entry.isStrict {
            let places = ["options"] + [place].compactMap(\.self)
            preparation.refuse(
                try job.unknownFilters(known: known, words: words, places: places)
            )
        } else {
            preparation.estimate.warnings += try job.unknownOptions(known: known)
        }
        var result = JobResult.members(of: preparation)
        if sends {
            let draft = prepared.draft
            result["normalizedRecipients"] = .array(draft.numbers.map(JSONValue.string))
            for name in description.jobs?.shows ?? [] where preparation.estimate.encoding != nil {
                guard let value = draft.shownValue(of: name)?.plain else { continue }
                result[name] = Int(value).map(JSONValue.integer) ?? .string(value)
            }
            let rule = description.encodings.first { $0.encoding == draft.encoding }
            if rule?.carriage == .utf16Hex, let count = preparation.estimate.unitCount {
                result["hexDigits"] = .integer(4 * count)
            }
        }
        for remark in entry.remarks where remark.applies(options) {
            if let hook = remark.hook { result.merge(hook.members(of: job)) }
        }
        return result
    }

    /// Reads an answer, a callback or a single value.
    func answer(_ job: Job, to name: String) throws(JSONFault) -> JSONObject {
        guard let answers = description.answers else {
            throw JSONFault(.invalid(path: "parse", wanted: "read: the description has no answers"))
        }
        var record = answers.records[name]
        // An action in the job chooses among the answers of one name.
        let variants = answers.names.compactMap { $0.rest(after: name + ".").map(String.init) }
        if !variants.isEmpty, let action = try job.input["action"]?.string() {
            guard variants.contains(where: action.isSame) else {
                let list = variants.joined(separator: ", ")
                throw JSONFault(.invalid(path: "action", wanted: "one of \(list)"))
            }
            record = answers.records["\(name).\(action)"]
        }
        if let value = answers.values.first(where: { $0.name.isSame(as: name) }),
            record == nil || job.input.has("value")
        {
            return try answers.members(ofValue: job, value.kind)
        }
        guard let record else {
            var names = answers.names.filter { answers.isAnswerOfItsOwn($0) }
            for value in answers.values where !names.contains(where: value.name.isSame) {
                names.append(value.name)
            }
            let list = names.joined(separator: ", ")
            throw JSONFault(.invalid(path: "parse", wanted: "one of \(list)"))
        }
        let isCallback = ["form", "query"].contains { job.input.has($0) }
        if isCallback, let callback = answers.records["\(name).callback"] {
            return answered(try answers.members(ofCallback: job, callback))
        }
        if record.isForm { return answered(try answers.members(ofCallback: job, record)) }
        let recipients = try Self.recipients(job, description.request(named: "send"))
        return try job.readBodies { body throws(ReplyError) in
            var result = try answers.members(of: body, record, rows: description.textRows)
            if !recipients.isEmpty, description.textRows != nil {
                let rest = try description.reply(body.octets).notSubmitted(of: recipients)
                result["notSubmitted"] = .array(rest.map(JSONValue.string))
            }
            return result
        }
    }

    /// The members of a callback with what it is answered with.
    private func answered(_ members: JSONObject) -> JSONObject {
        var members = members
        if members["error"] == nil { members["answer"] = description.answer.map(JSONValue.string) }
        return members
    }

    /// A name with capitals, such as `telephoneID`, and the same with underscores.
    private static func spellings(of name: String) -> [String] {
        var octets: [UInt8] = []
        var wasCapital = true
        for octet in name.utf8 {
            let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet)
            if isCapital && !wasCapital { octets.append(UInt8(ascii: "_")) }
            octets.append(isCapital ? octet | 0x20 : octet)
            wasCapital = isCapital
        }
        let other = String(decoding: octets, as: UTF8.self)
        return other.isSame(as: name) ? [name] : [name, other]
    }

    private static func find(_ name: String, _ job: Job) -> JSONNode? {
        spellings(of: name).lazy.compactMap { job.find($0) }.first
    }
}

extension ProviderDescription.Parameter {
    /// Rejects `true` and `false` as one of the values that would be the texts `1` and `0`, such as identifiers.
    fileprivate func checkKind(of node: JSONNode) throws(JSONFault) {
        switch kind {
        case .boolean, .integer, .decimal, .word, .json: return
        case .text where place == .check: return
        default: break
        }
        for element in node.oneOrMore() {
            if case .boolean = element.value { throw element.wrongKind("a text") }
        }
    }
}

extension ProviderDescription.RequestEntry {
    /// Rejects a member of an object of names that is the name of none.
    fileprivate func checkNames(in place: JSONNode) throws(JSONFault) {
        let names = parameters.compactMap { $0.renamedBy?.divided(at: ".").last.map(String.init) }
        for (name, node) in try place.members() where !names.contains(where: name.isSame) {
            let list = names.joined(separator: ", ")
            throw JSONFault(.invalid(path: node.path, wanted: "one of \(list)"))
        }
    }
}

extension ProviderDescription.RequestEntry.Remark {
    /// Whether the remark is about a request with these options.
    func applies(_ options: NamedTexts) -> Bool {
        guard let condition else { return true }
        return options[condition.parameter]?.isSame(as: condition.value.plain) ?? false
    }
}

extension ProviderDescription {
    /// Makes a request that sends no message, such as one for a list or a balance, or predicts the error.
    ///
    /// Nothing is sent. A field of the account that is missing is an error. Complexity: linear in the options.
    ///
    /// - Parameters:
    ///   - name: The name of the request in the description.
    ///   - options: Its parameters by their names.
    ///   - account: The account that asks; each of its fields must be there.
    public func prepare(
        call name: String,
        options: NamedTexts = [:],
        account: ProviderAccount
    ) -> Preparation {
        guard let entry = request(named: name) else { return Preparation(unknownRequest) }
        let message = Message(text: "", recipients: [], options: options)
        return DescribedDraft(self, message, account, entry, isOwnJob: jobs != nil).prepared()
            .preparation
    }

    /// Reads the answer to a request: the members of a job's result as JSON in UTF-8, to be decoded.
    ///
    /// An error that the provider reports is the member `error`. Throws for a body that is neither the answer nor such
    /// an error, and `missing` when `answers` has none of this name. Complexity: linear; allocates the JSON.
    public func answer(_ octets: [UInt8], to name: String) throws(ReplyError) -> [UInt8] {
        JSONText.octets(of: .object(try members(of: octets, to: name)))
    }

    /// The members of `answer(_:to:)`.
    func members(of octets: [UInt8], to name: String) throws(ReplyError) -> JSONObject {
        guard let answers, let record = answers.records[name] else {
            throw .missing(path: "answers.of.\(name)")
        }
        return try answers.members(of: try ReplyBody(octets), record, rows: textRows)
    }

    /// How the answer to a message is written, and so all answers, where it is rows of text.
    var textRows: TextRows? { replies.lazy.compactMap(\.textRows).first }

    /// Reads a callback: the members of a job's result as JSON in UTF-8, to be decoded.
    ///
    /// Throws as `answer(_:to:)` does. Complexity: linear; allocates the JSON.
    public func answer(_ form: FormFields, to name: String) throws(ReplyError) -> [UInt8] {
        JSONText.octets(of: .object(try members(of: form, to: name)))
    }

    /// The members of `answer(_:to:)`.
    func members(of form: FormFields, to name: String) throws(ReplyError) -> JSONObject {
        guard let answers, let record = answers.records[name], record.isForm else {
            throw .missing(path: "answers.of.\(name)")
        }
        return try answers.members(of: form, record)
    }

    /// What `answer(_:to:)` can read.
    public var answerNames: [String] { answers?.names ?? [] }

    /// The request of a name, or of another name for it.
    func request(named name: String) -> RequestEntry? {
        requests.first { $0.name.isSame(as: name) || $0.aliases.contains(where: name.isSame) }
    }
}
