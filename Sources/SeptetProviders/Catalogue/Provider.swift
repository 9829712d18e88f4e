public import SeptetBilling
package import SeptetJSON
internal import SeptetNumbers

/// An SMS provider: what it can do, how requests to it are made and how its replies are read.
///
/// A new one is a file in the folder `Providers`, or any file with `Provider(description:)`; docs/providers/describing.md
/// has the format. The three that are written in Swift do what data cannot say, each in a folder of its own.
///
/// Rules: read `TextMeasure` or `MessagePlan` for every decision about a text. Keep the provider's
/// billed parts beside the standard's segments and warn when they differ. Keep tokens and passwords
/// in `Secret`. Use `Amount` for money. A parser accepts strings for numbers and refuses the rest
/// with a path; it never traps. Nothing is sent from here.
public struct Provider: Sendable {
    /// The name in jobs and on the command line, lower case.
    public let name: String

    /// The name its owner gives it.
    public let title: String

    /// Further names that jobs may use.
    public let aliases: [String]

    /// What it can do.
    public let capabilities: Set<Capability>

    /// The sizes its document allows.
    public let limits: ProviderLimits

    /// The error that means a balance below the cost; `nil` for a provider that sends nothing.
    public let insufficientCredit: PredictedError.Code?

    /// The description it was made of; `nil` for a provider that is written in Swift.
    public let description: ProviderDescription?

    /// The description of its requests and answers beside messages, also of a provider written in Swift; `nil` for
    /// one that has none.
    public var calls: ProviderDescription? { description ?? Self.callsOfWritten[name] }

    /// Whether a recipient that is given twice in a request gets one message.
    public let sendsRepeatedOnce: Bool

    /// The options of a message that travel to a provider that is written in Swift.
    private let carriedOptions: [String]

    private let prepareForAccount: (@Sendable (Message, ProviderAccount) -> Preparation)?
    private let readReply: (@Sendable ([UInt8]) throws(ReplyError) -> Reply)?
    let readReports: (@Sendable (Callback) throws(ReplyError) -> [DeliveryReport])?
    let readInbound: (@Sendable (Callback) throws(ReplyError) -> [InboundMessage])?
    private let countBilledParts: @Sendable (TextMeasure) -> Int?
    private let prepareMessage: @Sendable (Message) -> Preparation
    private let runJob: @Sendable (Job) throws(JSONFault) -> JSONObject

    package init(
        name: String,
        title: String,
        aliases: [String] = [],
        capabilities: Set<Capability>,
        limits: ProviderLimits = ProviderLimits(),
        insufficientCredit: PredictedError.Code? = .local(.insufficientCredits),
        sendsRepeatedOnce: Bool = false,
        carriedOptions: [String] = [],
        billedPartCount: @escaping @Sendable (TextMeasure) -> Int?,
        prepare: @escaping @Sendable (Message) -> Preparation,
        prepareForAccount: (@Sendable (Message, ProviderAccount) -> Preparation)? = nil,
        readReply: (@Sendable ([UInt8]) throws(ReplyError) -> Reply)? = nil,
        readReports: (@Sendable (Callback) throws(ReplyError) -> [DeliveryReport])? = nil,
        readInbound: (@Sendable (Callback) throws(ReplyError) -> [InboundMessage])? = nil,
        run: @escaping @Sendable (Job) throws(JSONFault) -> JSONObject
    ) {
        self.name = name
        self.title = title
        self.aliases = aliases
        self.capabilities = capabilities
        self.limits = limits
        self.insufficientCredit = insufficientCredit
        self.sendsRepeatedOnce = sendsRepeatedOnce
        self.carriedOptions = carriedOptions
        description = nil
        countBilledParts = billedPartCount
        prepareMessage = prepare
        self.prepareForAccount = prepareForAccount
        self.readReply = readReply
        self.readReports = readReports
        self.readInbound = readInbound
        runJob = run
    }

    /// Makes a provider of a description: JSON in UTF-8, as docs/providers/describing.md has it.
    ///
    /// Throws the line and the reason of the first fault. Complexity: linear.
    public init(description octets: [UInt8]) throws(DescriptionError) {
        self.init(description: try ProviderDescription(octets))
    }

    /// Makes a provider of a description that has been read.
    public init(description: ProviderDescription) {
        name = description.name
        title = description.title
        aliases = description.aliases
        capabilities = description.capabilities
        limits = description.providerLimits
        let sendsText = capabilities.contains(.sendText)
        insufficientCredit =
            sendsText ? description.cost.insufficient ?? .local(.insufficientCredits) : nil
        sendsRepeatedOnce = description.recipients.removesDuplicates
        self.description = description
        carriedOptions = []
        countBilledParts = { sendsText ? description.billedPartCount(of: $0) : nil }
        prepareForAccount = nil
        readReply = nil
        readReports = nil
        readInbound = nil
        prepareMessage = { message in
            description.prepare(
                message,
                account: ProviderAccount(),
                request: nil,
                isPreview: true
            )
        }
        let jobs = DescribedJobs(description: description)
        runJob = { job throws(JSONFault) in try jobs.run(job) }
    }

    /// Prepares a plain message; its secrets are the provider's shell variables.
    ///
    /// A provider that cannot send text gives the error `unsupportedCapability`.
    public func prepare(_ message: Message) -> Preparation {
        description == nil ? shared(message, prepareMessage) : prepareMessage(message)
    }

    /// Prepares a message for a provider that is written in Swift, whose own types do the rest.
    ///
    /// Octets are an error, and a warning lists the options that are left out.
    private func shared(
        _ message: Message,
        _ prepare: (Message) -> Preparation
    ) -> Preparation {
        if case .binary = message.content {
            let what = "the message carries only texts to this provider"
            return Preparation(PredictedError(local: .unsupportedCapability, what))
        }
        var preparation = Self.carried(message, prepare)
        var names = message.options.sorted.map(\.name)
        names.removeAll { carriedOptions.contains(where: $0.isSame) }
        if message.encoding != nil { names.append("encoding") }
        if !names.isEmpty { preparation.estimate.warnings.append(.leftOut(names)) }
        return preparation
    }

    /// Counts what the provider adds to a text, and does not send it.
    private static func carried(
        _ message: Message,
        _ prepare: (Message) -> Preparation
    ) -> Preparation {
        guard message.route.changesText else { return prepare(message) }
        var carried = message
        carried.content = .text(message.route.written(message.text))
        var preparation = prepare(carried)
        preparation.estimate.certainty = max(preparation.estimate.certainty, .estimated)
        preparation.estimate.predictedText = preparation.estimate.predictedText ?? carried.text
        if preparation.estimate.predictedError == nil {
            preparation.requests = prepare(message).requests
        }
        return preparation
    }

    /// Prepares a message for an account; a field of the account that is missing is an error.
    public func prepare(_ message: Message, account: ProviderAccount) -> Preparation {
        guard let description else {
            guard let prepareForAccount else { return Preparation(.unsupported(.sendText)) }
            return shared(message) { prepareForAccount($0, account) }
        }
        return description.prepare(message, account: account)
    }

    /// Reads the answer to a message.
    public func reply(_ octets: [UInt8], status: Int? = nil) throws(ReplyError) -> Reply {
        guard let description else {
            guard let readReply else { throw .missing(path: "replies.send") }
            return try readReply(octets)
        }
        return try description.reply(octets, status: status)
    }

    /// The parts that the provider bills for a finished text; `nil` where its document has no rule.
    ///
    /// It is `Estimate.billedPartCount` of a plain message, without the request. Where the document
    /// leaves a count open, the decision of the provider's page holds.
    ///
    /// Complexity: constant; allocates nothing.
    public func billedPartCount(of measure: TextMeasure) -> Int? {
        countBilledParts(measure)
    }

    /// The parts that the provider bills for a text by a route; `nil` where its document has no rule.
    ///
    /// Complexity: linear in the text.
    public func billedPartCount(_ text: String, route: Route = Route()) -> Int? {
        guard let description, capabilities.contains(.sendText) else {
            return countBilledParts(TextMeasure(route.written(text)))
        }
        return description.billedPartCount(text, route: route)
    }

    /// The country of a recipient's number by ISO 3166; `nil` when it is not known.
    ///
    /// Complexity: linear in the text.
    public static func country(ofRecipient text: String) -> String? {
        RecipientNumber(text).country?.description
    }

    /// The same rule, for what bills parts without knowing the provider, such as a campaign.
    public var billing: PartBilling { billing(route: Route()) }

    /// The rule of a route; where its destination is not said, that of each recipient counts.
    public func billing(route: Route) -> PartBilling {
        guard let description, capabilities.contains(.sendText) else {
            return PartBilling(countBilledParts)
        }
        return PartBilling { text, country in
            var route = route
            route.country = route.country ?? country
            return description.billedPartCount(text, route: route)
        }
    }

    /// Does a job: the result's members, or the fault of a job that cannot be read.
    package func run(_ job: Job) throws(JSONFault) -> JSONObject {
        try runJob(job)
    }
}

extension Provider {
    /// Every provider, those written in Swift first.
    ///
    /// Complexity: the first use reads the descriptions, which takes some milliseconds.
    public static let all: [Provider] = written + described

    /// The names of all providers, in the same order; reads no description.
    public static var names: [String] {
        written.map(\.name)
            + GeneratedProviderDescriptions.all.filter(\.isWhole).compactMap(\.names.first)
    }

    /// The providers that are written in Swift; adding one is one line here.
    private static let written: [Provider] = [
        .smsapi,
        .cheapGlobalSMS,
        .smswords,
    ]

    /// The providers of the folder `Providers`, by their descriptions; one that cannot be read is left out, and a
    /// test says so.
    private static let described: [Provider] = GeneratedProviderDescriptions.all.compactMap {
        $0.isWhole ? try? Provider(description: Array($0.text.utf8)) : nil
    }

    /// The descriptions of the answers of providers that are written in Swift, by their names.
    private static let callsOfWritten: NamedValues<ProviderDescription> = {
        var calls = NamedValues<ProviderDescription>()
        for generated in GeneratedProviderDescriptions.all where !generated.isWhole {
            calls[generated.names[0]] = try? ProviderDescription(Array(generated.text.utf8))
        }
        return calls
    }()

    /// Reads an answer of a provider that is written in Swift, by its description.
    static func answer(_ job: Job, to name: String, of provider: String) throws(JSONFault)
        -> JSONObject
    {
        guard let calls = callsOfWritten[provider] else {
            throw JSONFault(.invalid(path: "parse", wanted: "read"))
        }
        return try DescribedJobs(description: calls).answer(job, to: name)
    }

    /// Makes a request of a provider that is written in Swift, by its description; `nil` when that has none of the name.
    static func call(
        _ job: Job,
        _ name: String,
        of provider: String,
        given: NamedTexts = [:],
        words: [String],
        known: [String] = [],
        place: String? = nil,
        by sender: (any RequestingAccount)? = nil
    ) throws(JSONFault) -> JSONObject? {
        guard let calls = callsOfWritten[provider], let entry = calls.request(named: name) else {
            return nil
        }
        return try DescribedJobs(description: calls)
            .call(
                job,
                entry,
                given: given,
                words: words,
                known: known,
                place: place,
                by: sender
            )
    }

    /// The provider that has this name or alias, in any letter case.
    ///
    /// Complexity: the first use with the name of a described one reads the descriptions.
    public static func named(_ name: String) -> Provider? {
        if let provider = written.first(where: { $0.isNamed(name) }) { return provider }
        let lowercased = name.asciiLowercased
        let isDescribed = GeneratedProviderDescriptions.all.contains {
            $0.isWhole && $0.names.contains(where: lowercased.isSame)
        }
        return isDescribed ? described.first { $0.isNamed(name) } : nil
    }

    /// Whether it has this name or alias, in any letter case of ASCII.
    func isNamed(_ name: String) -> Bool {
        let name = name.asciiLowercased
        return self.name.isSame(as: name) || aliases.contains(where: name.isSame)
    }
}

/// What a provider can do, by the word it has in results.
@nonexhaustive
public enum Capability: String, Sendable, Hashable, CaseIterable {
    /// Sends text.
    case sendText
    /// Sends text that is shown at once and not kept.
    case flash
    /// Sends octets with a user data header.
    case binary
    /// Sends a link as WAP push.
    case wapPush
    /// Sends at a later time.
    case schedule
    /// Puts each recipient's own values into the text.
    case personalise
    /// Says what a message will cost.
    case estimateCost
    /// Tells the balance.
    case balance
    /// Reports deliveries.
    case deliveryReports
    /// Hands over received texts.
    case receiveText
}

/// The sizes a provider's document allows; `nil` where it says nothing.
public struct ProviderLimits: Sendable, Hashable {
    /// Recipients in one request by POST.
    public var recipientsPerPost: Int?
    /// Recipients in one request by GET.
    public var recipientsPerGet: Int?
    /// Recipients in one request when each gets a text of its own.
    public var personalisedRecipients: Int?
    /// Parts of one message.
    public var parts: Int?
    /// Characters of a sender name.
    public var senderCharacters: Int?

    /// Makes limits.
    public init(
        recipientsPerPost: Int? = nil,
        recipientsPerGet: Int? = nil,
        personalisedRecipients: Int? = nil,
        parts: Int? = nil,
        senderCharacters: Int? = nil
    ) {
        self.recipientsPerPost = recipientsPerPost
        self.recipientsPerGet = recipientsPerGet
        self.personalisedRecipients = personalisedRecipients
        self.parts = parts
        self.senderCharacters = senderCharacters
    }
}
