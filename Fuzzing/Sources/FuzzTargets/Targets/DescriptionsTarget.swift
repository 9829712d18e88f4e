internal import SeptetProviders

extension FuzzTarget {
    /// Any octets are a description or are refused with a line; what is described never traps, and keeps its secrets.
    static let descriptions = FuzzTarget("descriptions") { input in
        let octets = input.rest()
        let provider: Provider
        do throws(DescriptionError) {
            provider = try Provider(description: octets)
        } catch {
            let lineCount = 1 + octets.count { $0 == UInt8(ascii: "\n") }
            require((1...lineCount).contains(error.line), "line \(error.line) of \(lineCount)")
            require(!error.reason.isEmpty, "a refusal has a reason")
            return
        }
        guard let description = provider.description else { return }
        var fields: NamedTexts = [:]
        for field in description.account { fields[field.name] = "s3cr3t" }
        let account = ProviderAccount(fields, origin: "https://own.example.com")
        for text in ["Hi", "", "“ł€🙂\r\n", String(repeating: "a", count: 2_000)] {
            for sender in [nil, "Acme", "+18005550100"] {
                let message = Message(text: text, recipients: ["+447700900123"], sender: sender)
                let preparation = provider.prepare(message, account: account)
                let isRefused = preparation.estimate.predictedError != nil
                require(isRefused == preparation.requests.isEmpty, "requests or an error")
                for request in preparation.requests {
                    require(!request.url.isEmpty && !request.lacksSecret, "a request is complete")
                    _ = (
                        request.headers, request.body, request.redactedURL, try? request.curlCommand
                    )
                }
            }
            _ = provider.billedPartCount(
                text,
                route: Route(senderType: .tollFree, isSwitchOn: true)
            )
        }
    }

    /// Any reply and any callback is read or refused by every description, twice alike.
    static let describedReplies = FuzzTarget("describedReplies") { input in
        // Seeds name a description by the place of its name.
        let descriptions = Provider.all.compactMap(\.calls).sorted { $0.name < $1.name }
        let description = input.element(of: descriptions)
        let octets = input.rest()
        for status in [nil, 200, 429, 500] {
            let reply = outcome { () throws(ReplyError) in
                try description.reply(octets, status: status)
            }
            let again = outcome { () throws(ReplyError) in
                try description.reply(octets, status: status)
            }
            require(reply == again, "the same octets are the same reply")
            if case .success(let reply) = reply {
                require(
                    (reply.outcome == .rejected) == (reply.error != nil),
                    "a rejection has an error"
                )
            }
        }
        for name in description.answerNames {
            let answer = outcome { () throws(ReplyError) in
                try description.answer(octets, to: name)
            }
            let again = outcome { () throws(ReplyError) in
                try description.answer(octets, to: name)
            }
            require(answer == again, "the same octets are the same answer")
        }
        _ = try? description.reports(.json(octets))
        _ = try? description.inboundMessages(.json(octets))
        guard let text = FuzzTarget.validated(octets), let form = try? FormFields(encoded: text)
        else { return }
        for name in description.answerNames { _ = try? description.answer(form, to: name) }
        _ = try? description.reports(.form(form))
        _ = try? description.inboundMessages(.form(form))
    }
}
