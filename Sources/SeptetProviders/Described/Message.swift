public import SeptetBilling
internal import SeptetNumbers

/// A message in the terms that all providers share.
///
/// What only one provider has is among `options`, under the name it has there.
public struct Message: Sendable, Hashable {
    /// What is sent.
    public enum Content: Sendable, Hashable {
        /// A text.
        case text(String)
        /// Octets with a user data header, which may be empty.
        case binary([UInt8], header: [UInt8])
    }

    /// What is sent.
    public var content: Content
    /// Telephone numbers with country code.
    public var recipients: [String]
    /// The sender name or number.
    public var sender: String?
    /// Whether the text is shown at once and not kept.
    public var isFlash: Bool
    /// The encoding the caller insists on, GSM 7 bit or UCS-2; `nil` lets the text decide.
    public var encoding: MessageEncoding?
    /// Parameters of the provider by their names.
    public var options: NamedTexts
    /// What decides beside the text.
    public var route: Route

    /// Makes a message of a text.
    public init(
        text: String,
        recipients: [String],
        sender: String? = nil,
        isFlash: Bool = false,
        options: NamedTexts = [:],
        route: Route = Route()
    ) {
        self.init(content: .text(text), recipients: recipients, sender: sender, options: options)
        self.isFlash = isFlash
        self.route = route
    }

    /// Makes a message of any content.
    public init(
        content: Content,
        recipients: [String],
        sender: String? = nil,
        options: NamedTexts = [:]
    ) {
        self.content = content
        self.recipients = recipients
        self.sender = sender
        self.options = options
        isFlash = false
        encoding = nil
        route = Route()
    }

    /// The text; empty for octets.
    public var text: String { if case .text(let text) = content { text } else { "" } }
}

/// What decides about parts beside a text and its provider.
public struct Route: Sendable, Hashable {
    /// The kind of sender; `nil` leaves it to the sender of the message.
    public var senderType: SenderType?
    /// The destination by ISO 3166, such as `US`; `nil` leaves it to the number.
    public var country: String?
    /// Whether the provider's own encoding switch is on; `nil` for the position it has by default.
    public var isSwitchOn: Bool?
    /// What the provider adds to each text, such as a signature; counted and not sent.
    public var appendedText: String
    /// The characters of each link once the provider has shortened it, 2,000 at most; `nil` where links stay.
    public var linkCharacterCount: Int?

    /// Makes a route; without arguments nothing is known.
    public init(
        senderType: SenderType? = nil,
        country: String? = nil,
        isSwitchOn: Bool? = nil,
        appendedText: String = "",
        linkCharacterCount: Int? = nil
    ) {
        self.senderType = senderType
        self.country = country
        self.isSwitchOn = isSwitchOn
        self.appendedText = appendedText
        self.linkCharacterCount = linkCharacterCount
    }

    /// The text as it reaches the phone: links as long as they will be, and what is appended.
    ///
    /// A link begins with `http://` or `https://` and ends before white space. Complexity: linear; allocates
    /// the result.
    public func written(_ text: String) -> String {
        guard let count = linkCharacterCount else { return text + appendedText }
        var octets: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let start = rest.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "h") }) {
            octets += rest[..<start]
            let length = Self.linkOctetCount(rest[start...])
            octets += length > 0 ? Self.link(characterCount: count)[...] : rest[start...start]
            rest = rest[(start + max(1, length))...]
        }
        octets += rest
        return String(decoding: octets, as: UTF8.self) + appendedText
    }

    /// Whether the text that is sent is not the text that is carried.
    public var changesText: Bool { linkCharacterCount != nil || !appendedText.isEmpty }

    private static func link(characterCount: Int) -> [UInt8] {
        let beginning = Array("https://".utf8)
        let count = max(0, min(characterCount, 2_000))
        return Array(beginning.prefix(count))
            + Array(repeating: UInt8(ascii: "x"), count: max(0, count - beginning.count))
    }

    /// The octets of a link at the beginning; 0 when there is none.
    private static func linkOctetCount(_ octets: ArraySlice<UInt8>) -> Int {
        let start = String(decoding: octets.prefix(8), as: UTF8.self)
        guard let scheme = ["https://", "http://"].first(where: start.beginsIgnoringCase) else {
            return 0
        }
        let count = octets.prefix { $0 > 0x20 && $0 != 0x7F }.count
        return count > scheme.utf8.count ? count : 0
    }
}

/// What a provider needs to know of its customer: the fields its description names, and the server.
///
/// Secrets are shown nowhere. A field that is missing is an error of `prepare(_:account:)`.
public struct ProviderAccount: Sendable, Hashable {
    private var fields: NamedTexts
    /// Scheme, host and port of the customer's own server; `nil` for the provider's.
    public var origin: String?
    /// GET or POST, where the provider takes both; `nil` for the usual one.
    public var method: PreparedRequest.Method?

    /// Makes an account of fields by name, such as `["account_sid": …, "auth_token": …]`.
    public init(_ fields: NamedTexts = [:], origin: String? = nil) {
        self.fields = fields
        self.origin = origin
    }

    /// The value of a field; `nil` when it was not given.
    subscript(name: String) -> String? { fields[name] }

    /// The names of all fields.
    var names: [String] { fields.sorted.map(\.name) }
}

extension ProviderAccount: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    /// The names of the fields, without their values.
    public var description: String { "account of \(names.joined(separator: ", "))" }

    /// The names of the fields, without their values.
    public var debugDescription: String { description }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A recipient as it was given, read as every other part of Septet reads numbers.
///
/// What a provider's document adds, such as lengths of its own or a default dial code, stands on top
/// of it, in the provider's folder.
struct RecipientNumber {
    /// What was given.
    let text: String

    /// The international form without a plus; `nil` for what is not a number.
    let digits: String?

    /// Why it is not a number that a message can be sent to.
    let fault: NumberFault?

    /// The number's country, or the main one of its calling code.
    let country: CountryCode?

    /// Reads a recipient.
    ///
    /// - Parameter country: The country of numbers that do not show theirs.
    init(_ text: some StringProtocol, country: CountryCode? = nil) {
        self.text = String(text)
        do throws(NumberFault) {
            let reading = try NumberReader(country: country).read(self.text)
            let reason = reading.fault(by: .possible)
            fault = reason.map { NumberFault($0) }
            digits = reason == nil ? reading.number.internationalDigits : nil
            self.country = reason == nil ? reading.likelyCountry : nil
        } catch {
            fault = error
            digits = nil
            self.country = nil
        }
    }

    /// The digits of a number that begins with one zero, and so lacks its country.
    var nationalDigits: String? {
        guard fault?.reason == .nationalNumber else { return nil }
        let digits = text.without { !("0"..."9").contains($0) }
        return digits.begins(with: "0") && !digits.begins(with: "00") ? digits : nil
    }
}

/// How providers' warnings report recipients that are left out.
enum InvalidNumberWording {
    /// "1 recipient is not a phone number", or the same of several, and why the first one isn't.
    static func sentence(_ count: Int, _ noun: String, _ first: RecipientNumber?) -> String {
        sentence("\(count) \(noun)\(count == 1 ? "" : "s")", count, first)
    }

    /// The same with another subject: "1 of 3 recipients".
    static func sentence(_ subject: String, _ count: Int, _ first: RecipientNumber?) -> String {
        let predicate = count == 1 ? "is not a phone number" : "are not phone numbers"
        return "\(subject) \(predicate)\(reason(first))"
    }

    /// Why a recipient is not a number, to be put behind a sentence; empty when it is not known.
    static func reason(_ first: RecipientNumber?) -> String {
        guard let first, let fault = first.fault else { return "" }
        return ": \"\(first.text)\", \(fault)"
    }
}
