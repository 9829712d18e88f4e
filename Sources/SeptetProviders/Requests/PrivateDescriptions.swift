// Messages and the people who get them stay out of logs: where a value is printed, interpolated or dumped it shows what it is
// and its size or state, and neither a text nor a number. The members have those.

/// A value whose texts and numbers stay out of logs.
///
/// Printed, interpolated or dumped it shows neither; its members have them.
public protocol DescribedWithoutTexts: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{}

extension DescribedWithoutTexts {
    /// The name of the type.
    public var description: String {
        let name = String(reflecting: Self.self)
        // Without the module.
        let point = name.utf8.firstIndex(of: UInt8(ascii: "."))
        return "\(name[(point.map(name.utf8.index(after:)) ?? name.startIndex)...])(…)"
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Nothing, so that `dump` shows no more than `description`.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

private func summaryOfText(_ text: String) -> String { "a text of \(text.utf8.count) octets" }

private func counted(_ recipients: [String]) -> String {
    "\(recipients.count) recipient\(recipients.count == 1 ? "" : "s")"
}

extension Message.Content: DescribedWithoutTexts {
    /// What it is and its size.
    public var description: String {
        switch self {
        case .text(let text): summaryOfText(text)
        case .binary(let octets, _): "\(octets.count) octets"
        }
    }
}

extension Message: DescribedWithoutTexts {
    /// What it is, without texts and numbers.
    public var description: String {
        "Message(\(content), \(counted(recipients)))"
    }
}

extension Estimate: DescribedWithoutTexts {
    /// What it is, without texts and numbers.
    public var description: String {
        "Estimate(\(billedPartCount.map { "\($0) parts billed" } ?? "no parts billed"), \(predictedErrors.count) errors, \(warnings.count) warnings)"
    }
}

extension RecipientEstimate: DescribedWithoutTexts {
    /// What it is, without texts and numbers.
    public var description: String {
        "RecipientEstimate(\(billedPartCount.map { "\($0) parts billed" } ?? "no parts billed"))"
    }
}

extension Reply.Recipient: DescribedWithoutTexts {
    /// What it is, without texts and numbers.
    public var description: String {
        "Reply.Recipient(id: \(id ?? "none"), status: \(status ?? "none")\(error.map { ", \($0)" } ?? ""))"
    }
}

extension DeliveryReport: DescribedWithoutTexts {
    /// What it is, without texts and numbers.
    public var description: String {
        "DeliveryReport(id: \(id ?? "none"), \(state.rawValue)\(error.map { ", \($0)" } ?? ""))"
    }
}

extension InboundMessage: DescribedWithoutTexts {
    /// What it is, without texts and numbers.
    public var description: String {
        "InboundMessage(id: \(id ?? "none"), \(text.map { summaryOfText($0) } ?? "no text"))"
    }
}

extension FormFields: DescribedWithoutTexts {
    /// What it is, without texts and numbers.
    public var description: String {
        "FormFields(\(fields.map(\.name).joined(separator: ", ")))"
    }
}

extension Reconciliation.Item: DescribedWithoutTexts {
    /// What it is, without texts and numbers.
    public var description: String {
        "Reconciliation.Item(line \(line), \(estimatedPartCount) parts estimated, \(billedPartCount) billed)"
    }
}

extension PreparedRequest: DescribedWithoutTexts {
    /// Method, address and the names of the parameters: neither secrets nor texts nor numbers.
    ///
    /// `redactedURL` has the values as well.
    public var description: String {
        let names = query.map { "\(PercentEncoding.string(of: $0.name))=\(Secret.redaction)" }
        return "\(method.rawValue) \(origin)\(redactedPath)"
            + (names.isEmpty ? "" : "?" + names.joined(separator: "&"))
    }
}

// What only one provider has: each shows no more than its name.

extension SMSAPI.Message: DescribedWithoutTexts {}
extension CheapGlobalSMS.Message: DescribedWithoutTexts {}
extension CheapGlobalSMS.Contact: DescribedWithoutTexts {}
extension FormFields.Field: DescribedWithoutTexts {}
extension RequestParameter.Value: DescribedWithoutTexts {}
