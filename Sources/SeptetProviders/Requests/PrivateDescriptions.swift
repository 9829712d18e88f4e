// Messages and the people who get them stay out of logs: where a value is printed, interpolated or dumped it shows what it is
// and its size or state, and neither a text nor a number. The members have those.

private func summaryOfText(_ text: String) -> String { "a text of \(text.utf8.count) octets" }

private func counted(_ recipients: [String]) -> String {
    "\(recipients.count) recipient\(recipients.count == 1 ? "" : "s")"
}

extension Message.Content {
    fileprivate var summary: String {
        switch self {
        case .text(let text): summaryOfText(text)
        case .binary(let octets, _): "\(octets.count) octets"
        }
    }
}

extension Message: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What it is, without texts and numbers.
    public var description: String {
        "Message(\(content.summary), \(counted(recipients)))"
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Nothing, so that `dump` shows no more than `description`.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

extension Estimate: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What it is, without texts and numbers.
    public var description: String {
        "Estimate(\(billedPartCount.map { "\($0) parts billed" } ?? "no parts billed"), \(predictedErrors.count) errors, \(warnings.count) warnings)"
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Nothing, so that `dump` shows no more than `description`.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

extension RecipientEstimate: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// What it is, without texts and numbers.
    public var description: String {
        "RecipientEstimate(\(billedPartCount.map { "\($0) parts billed" } ?? "no parts billed"))"
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Nothing, so that `dump` shows no more than `description`.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

extension Reply.Recipient: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    /// What it is, without texts and numbers.
    public var description: String {
        "Reply.Recipient(id: \(id ?? "none"), status: \(status ?? "none")\(error.map { ", \($0)" } ?? ""))"
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Nothing, so that `dump` shows no more than `description`.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

extension DeliveryReport: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What it is, without texts and numbers.
    public var description: String {
        "DeliveryReport(id: \(id ?? "none"), \(state.rawValue)\(error.map { ", \($0)" } ?? ""))"
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Nothing, so that `dump` shows no more than `description`.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

extension InboundMessage: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What it is, without texts and numbers.
    public var description: String {
        "InboundMessage(id: \(id ?? "none"), \(text.map { summaryOfText($0) } ?? "no text"))"
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Nothing, so that `dump` shows no more than `description`.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

extension FormFields: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What it is, without texts and numbers.
    public var description: String {
        "FormFields(\(fields.map(\.name).joined(separator: ", ")))"
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Nothing, so that `dump` shows no more than `description`.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

extension Reconciliation.Item: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// What it is, without texts and numbers.
    public var description: String {
        "Reconciliation.Item(line \(line), \(estimatedPartCount) parts estimated, \(billedPartCount) billed)"
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Nothing, so that `dump` shows no more than `description`.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

extension PreparedRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    /// Method, address and the names of the parameters: neither secrets nor texts nor numbers.
    ///
    /// `redactedURL` has the values as well.
    public var description: String {
        let names = query.map { "\(PercentEncoding.string(of: $0.name))=\(Secret.redaction)" }
        return "\(method.rawValue) \(origin)\(redactedPath)"
            + (names.isEmpty ? "" : "?" + names.joined(separator: "&"))
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Nothing, so that `dump` shows no more than `description`.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
