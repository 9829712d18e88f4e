internal import Septet
internal import SeptetBilling
internal import SeptetJSON
internal import SeptetNumbers

// The requests as they travel.
extension DescribedDraft {
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
        let body = entry.body ?? (method == .get ? .query : .form)
        var fields: [RequestParameter] = []
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
            case .body where body == .json:
                for (index, value) in written.enumerated() {
                    parameter.name.put(value.json, into: &tree, element: index)
                }
            case .query: query += written.map { $0.parameter(name(parameter)) }
            case .path, .check: continue
            case .body: fields += written.map { $0.parameter(name(parameter)) }
            }
        }
        if let sender {
            return try sender.request(entry.path, query + fields)
        }
        let content: PreparedRequest.Content
        switch body {
        case .query:
            query += fields
            content = .empty
        case .form: content = .form(fields)
        case .json:
            content = .octets(
                JSONText.octets(of: tree),
                mediaType: entry.mediaType ?? "application/json"
            )
        }
        return try PreparedRequest(
            method: method,
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
        if let value = values[name] { return .text(value.plain) }
        return shownValue(ofField: name).map { .text($0) } ?? .secret(secret(name))
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
                region: value(ofField: region) ?? "",
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
        if encoding != nil, !travels(parameter, encoding) { return [] }
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
        case .time(let other, let form):
            guard case .string(let text) = values[other] else { return [] }
            let offsets = entry.parameters.first { $0.name.text.isSame(as: other) }?.offsets
            return TimeForm.Clock(text, offsets: offsets).map { [Written(.string(form.text($0)))] }
                ?? []
        case .account(let field):
            if let text = shownValue(ofField: field), text.hasControlCharacter {
                throw .controlCharacter(field: name)
            }
            return [
                shownValue(ofField: field).map { Written(.string($0)) }
                    ?? Written(.secret(secret(field)), json: .null)
            ]
        case .constant(let value): return [Written(value)]
        case .option:
            if let value = setting(name) { return [Written(value)] }
            guard let value = values[name] else { return [] }
            if let variable = parameter.variable {
                return [Written(.secret(Secret(value.plain, variable: variable)), json: .null)]
            }
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
        let rule = description.encodings.first { $0.encoding == encoding }
        if isFlash,
            let setting = (rule?.flash ?? description.flash)?
                .first(where: { $0.parameter.isSame(as: name) })
        {
            return setting.value
        }
        if let rule,
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

    /// The value of a parameter that a result shows; `nil` when it has none.
    func shownValue(of name: String) -> JSONValue? { setting(name) ?? values[name] }

    private func text() -> Written {
        let rule = description.encodings.first { $0.encoding == encoding }
        let carriage = rule?.carriage ?? .utf8
        switch message.content {
        case .text(let text):
            if let readyDigits { return Written(.string(readyDigits)) }
            if let name = rule?.octets, values[name] == .boolean(true) {
                // The first 256 code points are those of ISO-8859-1; greater ones are an error.
                let octets = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
                return Written(.octets(octets, text: text), json: .string(text))
            }
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
