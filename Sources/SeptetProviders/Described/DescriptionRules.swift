internal import SeptetBilling
internal import SeptetJSON

extension ProviderDescription.RecipientRule {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: [
            "form", "digits", "separator", "most", "removesDuplicates", "missing", "invalid",
            "tooMany",
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
        missing = try node.code("missing")
        invalid = try node.code("invalid")
        tooMany = try node.code("tooMany")
    }
}

extension ProviderDescription.SenderRule {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: [
            "required", "or", "form", "number", "shortCode", "alphanumeric", "missing", "invalid",
        ])
        isRequired = try node["required"]?.truth() ?? false
        alternatives = try node["or"]?.filledTexts() ?? []
        form = try node["form"]?.word(ProviderDescription.RecipientRule.Form.self) ?? .given
        number = try node["number"]?.bounds()
        shortCode = try node["shortCode"]?.bounds()
        alphanumeric = try node["alphanumeric"]?.bounds()
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
        var senders: [SenderType] = []
        for sender in node["senders"]?.oneOrMore() ?? [] {
            senders.append(try sender.word(SenderType.self))
        }
        self.senders = senders
        countries = try node["countries"]?.filledTexts() ?? []
        for country in countries
        where country.utf8.count != 2 || !country.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) {
            throw try node.required("countries").fault("countries as two capitals (ISO 3166)")
        }
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
            guard elements.count == 2 else { throw node.fault("[meaning, retry]") }
            meaning = try elements[0].filled()
            retry = try elements[1].word(Retry.self)
        } else {
            meaning = try node.filled()
            retry = .never
        }
    }
}
