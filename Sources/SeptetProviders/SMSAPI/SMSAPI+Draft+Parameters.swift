extension SMSAPI.Draft {
    /// The parameters of one request in the order of the document.
    func parameters(
        for range: Range<Int>,
        charset: RequestCharset?
    ) -> [RequestParameter] {
        var list = ParameterList()
        if let group = message.group {
            list.add("group", group)
        } else {
            list.add("to", audience.numbers[range].joined(separator: ","))
        }
        list.add(contentOf: contentParameters(charset))
        list.add("from", message.sender.flatMap { $0.isEmpty ? nil : $0 })
        if !message.isBinary {
            list.add("encoding", charset?.name)
            list.add("flash", flag: message.isFlash)
        }
        list.add("test", flag: message.isTest)
        list.add("details", flag: message.wantsDetails)
        list.add("date", message.date?.text)
        list.add("date_validate", flag: message.validatesDate)
        if case .success(let binary) = binary {
            list.add(contentOf: binary.parameters)
        }
        list.add("allow_duplicates", flag: message.allowsDuplicates)
        if !message.idx.isEmpty {
            let values = range.isEmpty ? message.idx[...] : message.idx[range]
            list.add("idx", values.joined(separator: "|"))
        }
        list.add("check_idx", flag: message.checksIdx)
        list.add("max_parts", message.maximumPartCount.map { String($0) })
        if !message.isBinary {
            list.add("nounicode", flag: message.refusesSpecialCharacters)
            list.add("normalize", flag: message.normalizes)
        }
        list.add("fast", flag: message.isFast)
        list.add("expiration_date", message.expirationDate?.text)
        list.add("notify_url", message.notifyURL)
        for (number, values) in parameterLists {
            let joined = values[range].joined(separator: "|")
            // The values were written into this charset before, one by one.
            if let parameter = try? charset?.parameter("param\(number)", joined) {
                list.add(contentOf: [parameter])
            }
        }
        list.add("single", flag: message.isSingle)
        list.add("time_restriction", message.timeRestriction?.asciiLowercased)
        list.add("skip_foreign", flag: message.skipsForeign)
        list.add("partner_id", message.partnerID)
        list.add("discount_group", message.discountGroup)
        list.add("fallback", message.fallback)
        list.add("format", "json")
        return list.parameters
    }

    private func contentParameters(_ charset: RequestCharset?) -> [RequestParameter] {
        switch message.content {
        case .text(let text):
            (try? charset?.parameter("message", text)).map { [$0] } ?? []
        case .template(let name, _):
            [RequestParameter("template", name)]
        case .binary(let body, _):
            [RequestParameter("message", (body ?? "").asciiLowercased)]
        }
    }
}
