internal import SeptetJSON
internal import SeptetProviders

/// What one provider makes of a text: the request, both counts, and what it would refuse.
struct ProviderAnswer {
    /// Stands in where no recipient is given; Ofcom keeps these numbers free for fiction.
    static let exampleRecipient = "447700900123"

    /// Stands in where no sender is given; some providers demand one.
    static let exampleSender = "Septet"

    let provider: Provider
    let message: PlainMessage
    let preparation: Preparation

    init(_ provider: Provider, _ message: PlainMessage) {
        self.provider = provider
        self.message = message
        preparation = provider.prepare(message)
    }

    /// The answers to a text alone, with an example as recipient and sender.
    static func answers(_ providers: [Provider], to text: String) -> [Self] {
        let message = PlainMessage(
            text: text,
            recipients: [exampleRecipient],
            sender: exampleSender
        )
        return providers.map { Self($0, message) }
    }

    var estimate: Estimate { preparation.estimate }

    /// Whether the provider bills another number than the standard needs.
    var isBilledApart: Bool {
        guard let billed = estimate.billedPartCount, let wire = estimate.wireSegmentCount else {
            return false
        }
        return billed != wire
    }

    /// The errors that are about the text.
    var errors: [PredictedError] {
        estimate.predictedErrors.filter { !isAboutMore($0) }
    }

    /// What the provider demands beside a text, a recipient and a sender.
    var missingFields: [String] {
        estimate.predictedErrors.filter(isAboutMore).compactMap(\.field)
    }

    private func isAboutMore(_ error: PredictedError) -> Bool {
        error.code == .local(.missingField) && !message.text.isEmpty
    }

    /// The parameters that say how the text travels: no secret, recipient or sender.
    var tellingParameters: [RequestParameter] {
        let addresses = message.recipients + [message.sender].compactMap { $0 }
        return preparation.requests.first?.parameters.filter { parameter in
            if case .secret = parameter.value { return false }
            return !addresses.contains { $0.utf8.elementsEqual(parameter.text.utf8) }
        } ?? []
    }

    /// The members of docs/providers/jobs.md without the octets of the request.
    var result: JSONObject {
        var result: JSONObject = [
            "provider": .string(provider.name),
            "title": .string(provider.title),
        ]
        result.merge(JobResult.members(of: estimate))
        if let request = preparation.requests.first {
            let members = JobResult.members(of: request)
            for name in ["method", "path", "contentType", "params", "wire"] {
                result[name] = members[name]
            }
            result["requestCount"] = .integer(preparation.requests.count)
        }
        return result
    }
}
