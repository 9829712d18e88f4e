internal import SeptetBilling
internal import SeptetJSON

extension ProviderDescription.RecipientRule {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: [
            "form", "digits", "separator", "most", "removesDuplicates", "skipsInvalid", "missing",
            "invalid", "tooMany",
        ])
        form = try node["form"]?.word(Form.self) ?? .given
        digits = try node["digits"]?.bounds() ?? 6...15
        guard digits.lowerBound > 0, digits.upperBound < 100 else {
            throw try node.required("digits").fault("1 to 99")
        }
        separator = try node["separator"]?.filled()
        most = try node["most"]?.whole()
        if let most, most < 1 { throw try node.required("most").fault("at least 1") }
        removesDuplicates = try node["removesDuplicates"]?.truth() ?? false
        skipsInvalid = try node["skipsInvalid"]?.truth() ?? false
        missing = try node.code("missing")
        invalid = try node.code("invalid")
        tooMany = try node.code("tooMany")
    }
}

extension ProviderDescription.SenderRule {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: [
            "required", "or", "form", "number", "shortCode", "alphanumeric", "countsPlus",
            "takesAnyCharacter", "missing", "invalid",
        ])
        isRequired = try node["required"]?.truth() ?? false
        alternatives = try node["or"]?.filledTexts() ?? []
        form = try node["form"]?.word(ProviderDescription.RecipientRule.Form.self) ?? .given
        number = try node["number"]?.bounds()
        shortCode = try node["shortCode"]?.bounds()
        alphanumeric = try node["alphanumeric"]?.bounds()
        countsPlus = try node["countsPlus"]?.truth() ?? false
        takesAnyCharacter = try node["takesAnyCharacter"]?.truth() ?? false
        missing = try node.code("missing")
        invalid = try node.code("invalid")
    }
}

extension ProviderDescription.TextLimit {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: [
            "encoding", "unit", "most", "beyond", "error", "parameter", "confirmed",
        ])
        encoding = try node["encoding"]?.word(MessageEncoding.self)
        unit = try node.required("unit").word(Unit.self)
        most = try node.required("most").whole()
        guard most > 0 else { throw try node.required("most").fault("at least 1") }
        beyond = try node.required("beyond").word(Beyond.self)
        error = try node.code("error")
        parameter = try node["parameter"]?.filled()
        _ = try node["confirmed"]?.truth()
    }
}

extension ProviderDescription.RouteRule {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: [
            "senders", "countries", "reference", "lacks", "ascii", "rate", "refused", "error",
            "remark",
        ])
        senders = try node["senders"]?.words(SenderType.self) ?? []
        countries = try node["countries"]?.countries() ?? []
        referenceBitCount = try node["reference"]?.whole() ?? 8
        guard referenceBitCount == 8 || referenceBitCount == 16 else {
            throw try node.required("reference").fault("8 or 16")
        }
        lacking = Set(try node["lacks"]?.string().unicodeScalars.map(\.self) ?? [])
        isASCIIOnly = try node["ascii"]?.truth() ?? false
        rate = try node["rate"].map { node throws(JSONFault) in try Rate(node) }
        refusal = try node["refused"]?.filled()
        error = try node.code("error")
        remark = try node["remark"]?.filled()
    }
}

extension ProviderDescription.RouteRule.Rate {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: ["count", "unit", "seconds"])
        count = try node.required("count").whole()
        unit = try node.required("unit").word(Unit.self)
        seconds = try node["seconds"]?.whole() ?? 1
        guard count > 0, seconds > 0 else { throw node.fault("a count and seconds above 0") }
    }
}

extension ProviderDescription.EncodingSwitch {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: [
            "title", "effect", "default", "parameter", "on", "off", "confirmed",
        ])
        title = try node.required("title").filled()
        effect = try node.required("effect").word(Effect.self)
        position = try node.required("default").word(Position.self)
        parameter = try node["parameter"]?.filled()
        on = node["on"]?.value ?? true
        off = node["off"]?.value ?? false
        _ = try node["confirmed"]?.truth()
    }
}

extension ProviderDescription.ErrorEntry {
    init(_ code: String, _ node: JSONNode) throws(JSONFault) {
        self.code = code
        if case .array = node.value {
            let elements = try node.elements()
            guard (2...3).contains(elements.count) else {
                throw node.fault("[meaning, retry] or [meaning, retry, kind]")
            }
            meaning = try elements[0].filled()
            retry = try elements[1].word(Retry.self)
            kind = elements.count > 2 ? try elements[2].filled() : nil
        } else {
            meaning = try node.filled()
            retry = .never
            kind = nil
        }
    }
}

extension ProviderDescription.RequestEntry {
    init(
        _ name: String,
        _ whole: JSONNode,
        _ account: [ProviderDescription.AccountField],
        earlier: [Self]
    ) throws(JSONFault) {
        let node = try whole.members(of: [
            "method", "path", "body", "mediaType", "headers", "parameters", "aliases", "remarks",
            "strict", "any", "chosenBy", "filter",
        ])
        let any = try node["any"]?.members(of: ["of", "error"])
        alternatives = try any?.required("of").filledTexts() ?? []
        withoutAny = try any?.code("error")
        self.name = name
        isStrict = try node["strict"]?.truth() ?? false
        aliases = try node["aliases"]?.filledTexts() ?? []
        methods = try node["method"]?.words(PreparedRequest.Method.self) ?? [.post]
        let pathNode = try node.required("path")
        let text = try pathNode.filled()
        guard text.begins(with: "/"), !text.utf8.contains(UInt8(ascii: "?")) else {
            throw pathNode.fault("a path that begins with '/' and has no query")
        }
        path = text.divided(at: "/").dropFirst().map(String.init)
        body = try node["body"]?.word(Body.self)
        guard body == nil || body == .query || self.methods == [.post] else {
            throw try node.required("body").fault("query: a GET has no body")
        }
        mediaType = try node["mediaType"]?.filled()
        headers =
            try ProviderDescription.Setting.list(node["headers"])
        for header in headers
        where !header.parameter.isHeaderName || header.value.plain.hasControlCharacter {
            throw try node.required("headers").fault("header fields without control characters")
        }
        var parameters: [ProviderDescription.Parameter] = []
        var inheritedCount = 0
        for parameter in try node["parameters"]?.elements() ?? [] {
            if case .string(let name) = parameter.value {
                guard parameters.isEmpty,
                    let other = earlier.first(where: { $0.name.isSame(as: name) }),
                    other.body == body
                else { throw parameter.fault("first, and a request above with the same body") }
                parameters = other.parameters
                inheritedCount = parameters.count
                continue
            }
            let read = try ProviderDescription.Parameter(parameter, isTree: body == .json)
            let taken = parameters.firstIndex {
                $0.name == read.name && $0.encodings == read.encodings
            }
            // One of another request is replaced where it stands.
            guard taken.map({ $0 < inheritedCount }) ?? true else {
                throw parameter.fault("the only parameter of its name")
            }
            if case .account(let field) = read.origin {
                guard let found = account.first(where: { $0.name.isSame(as: field) }) else {
                    throw parameter.fault("made of a field of the account; it has no '\(field)'")
                }
                guard !found.isSecret || body != .json || read.place != .body else {
                    throw parameter.fault("written there: a secret does not stand in a JSON body")
                }
            }
            if let taken { parameters[taken] = read } else { parameters.append(read) }
        }
        self.parameters = parameters
        for segment in path where segment.utf8.contains(UInt8(ascii: "{")) {
            let field = String(segment.utf8.dropFirst().dropLast()) ?? ""
            guard segment.begins(with: "{"), segment.utf8.last == UInt8(ascii: "}"),
                account.contains(where: { $0.name.isSame(as: field) })
                    || parameters.contains(where: {
                        $0.place == .path && $0.isRequired && $0.name.text.isSame(as: field)
                    })
            else {
                throw pathNode.fault(
                    "a path whose segments are texts, {field of the account} or {required parameter of the path}"
                )
            }
        }
        var remarks: [Remark] = []
        for remark in try node["remarks"]?.elements() ?? [] {
            let read = try Remark(remark)
            if let name = read.condition?.parameter,
                !parameters.contains(where: { $0.name.text.isSame(as: name) })
            {
                throw remark.fault("about a parameter of the request; none is called '\(name)'")
            }
            remarks.append(read)
        }
        self.remarks = remarks
        chosenBy = try node["chosenBy"]?.filled()
        if let chosenBy, !parameters.contains(where: { $0.name.text.isSame(as: chosenBy) }) {
            throw try node.required("chosenBy").fault("a parameter of the request")
        }
        filter = try node["filter"]?.filled()
        if let filter {
            let all = parameters.first { $0.name.text.isSame(as: filter) }
            guard let all, all.kind == .boolean, all.place == .check, all.fallback == nil else {
                throw try node.required("filter").fault(
                    "a boolean parameter of the request with \"in\": \"check\" and no default"
                )
            }
            let hasFilters = parameters.contains { parameter in
                guard case .option = parameter.origin else { return false }
                return parameter.place != .check
            }
            guard isStrict, hasFilters else {
                throw try node.required("filter").fault(
                    "in a strict request with parameters that select"
                )
            }
        }
        for name in alternatives
        where !parameters.contains(where: { $0.name.text.isSame(as: name) }) {
            throw try node.required("any").fault(
                "about parameters of the request; none is called '\(name)'"
            )
        }
        for (index, parameter) in parameters.enumerated() {
            let isOwn = inheritedCount == 0
            var others =
                parameter.needs + parameter.excludes + [parameter.counterpart].compactMap(\.self)
            if case .time(let other, _) = parameter.origin { others.append(other) }
            if let other = parameter.voidBeside { others.append(other) }
            for other in others
            where !parameters.contains(where: { $0.name.text.isSame(as: other) }) {
                throw try (isOwn ? node.required("parameters").elements()[index] : node)
                    .fault("about parameters of the request; none is called '\(other)'")
            }
        }
    }
}

extension ProviderDescription.RequestEntry.Remark {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: ["kind", "message", "when", "hook"])
        kind = EstimateWarning.Kind(rawValue: try node.required("kind").filled())
        message = try node.required("message").filled()
        let conditions = try ProviderDescription.Setting.list(node["when"])
        guard conditions.count == (node.has("when") ? 1 : 0) else {
            throw try node.required("when").fault("about one parameter")
        }
        condition = conditions.first
        hook = try node["hook"]?.word(AnswerHook.Request.self)
    }
}

extension ProviderDescription.Parameter {
    init(_ whole: JSONNode, isTree: Bool) throws(JSONFault) {
        let node = try whole.members(of: [
            "name", "is", "option", "value", "type", "in", "range", "words", "required", "missing",
            "invalid",
            "default", "encodings", "needs", "excludes", "about", "confirmed", "secret", "empty",
            "tooShort", "tooLong", "characters", "separator", "each", "sameCount", "miscounted",
            "also", "as", "renamedBy", "offsets", "refused", "voidBeside", "digits",
        ])
        let nameNode = try node.required("name")
        place = try node["in"]?.word(Place.self) ?? .body
        let isPath = isTree && place == .body
        let text = try nameNode.filled()
        name = isPath ? try DescribedPath(nameNode) : DescribedPath(verbatim: text)
        if place == .header, !text.isHeaderName {
            throw nameNode.fault("the name of a header field")
        }
        guard ["is", "value", "option"].filter(node.has).count <= 1 else {
            throw node.fault("one of 'is', 'value' and 'option'")
        }
        let origin = try node["is"]?.filled()
        switch origin {
        case nil:
            if let value = node["value"] {
                self.origin = .constant(value.value)
            } else {
                self.origin = .option(try node["option"]?.filled() ?? name.lastName)
            }
        case "text": self.origin = .text
        case "recipients": self.origin = .recipients
        case "sender": self.origin = .sender
        case "udh": self.origin = .udh
        default:
            if let time = origin?.rest(after: "time."), !time.isEmpty {
                self.origin = .time(String(time), try TimeForm(node.required("as")))
            } else if let field = origin?.rest(after: "account."), !field.isEmpty {
                self.origin = .account(String(field))
            } else {
                throw try node.required("is").fault(
                    "text, recipients, sender, udh, account.FIELD or time.PARAMETER"
                )
            }
        }
        also = try node["also"]?.filledTexts() ?? []
        renamedBy = try node["renamedBy"]?.filled()
        voidBeside = try node["voidBeside"]?.filled()
        digits = try node["digits"]?.bounds()
        refusal = try node["refused"]?.filled()
        offsets = try node["offsets"].map { node throws(JSONFault) in try TimeForm.Offsets(node) }
        words = try node["words"]?.filledTexts() ?? []
        kind = try node["type"]?.word(Kind.self) ?? (words.isEmpty ? .text : .word)
        guard kind != .word || !words.isEmpty else { throw node.fault("a word; it needs 'words'") }
        range = try node["range"]?.bounds()
        isRequired = try node["required"]?.truth() ?? false
        missing = try node.code("missing")
        invalid = try node.code("invalid")
        fallback = node["default"]?.value
        encodings = try node["encodings"]?.words(MessageEncoding.self) ?? []
        needs = try node["needs"]?.filledTexts() ?? []
        excludes = try node["excludes"]?.filledTexts() ?? []
        variable = try node["secret"]?.filled()
        guard variable == nil || !isTree && place != .header && place != .path else {
            throw try node.required("secret").fault("in a query or a form")
        }
        mayBeEmpty = try node["empty"]?.truth() ?? false
        tooShort = try node.code("tooShort")
        tooLong = try node.code("tooLong")
        characters = try node["characters"].map { node throws(JSONFault) in
            Set(try node.string().unicodeScalars)
        }
        separator = try node["separator"].map { node throws(JSONFault) in
            let text = try node.filled()
            guard text.utf8.count == 1, let scalar = text.unicodeScalars.first else {
                throw node.fault("one character of ASCII")
            }
            return scalar
        }
        guard (separator == nil) == (kind != .numbers && node["separator"] == nil),
            separator == nil || kind == .list || kind == .numbers
        else { throw node.fault("a list with a 'separator', as numbers need") }
        elementCounts = try node["each"]?.bounds() ?? 1...Int.max
        counterpart = try node["sameCount"]?.filled()
        miscounted = try node.code("miscounted")
        _ = try node["about"]?.filled()
        _ = try node["confirmed"]?.truth()
        if let fallback, let node = node["default"] {
            do throws(PredictedError) {
                _ = try value(of: fallback.plain)
            } catch {
                throw node.fault("a value that the parameter can have")
            }
        }
    }
}
