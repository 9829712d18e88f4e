public import SeptetBilling
package import SeptetJSON

/// An SMS provider: what it can do, how requests to it are made and how its replies are read.
///
/// How to add one:
/// 1. Make a folder `Sources/SeptetProviders/NAME` with an `enum NAME` as its namespace. In it, a
///    request type per kind of request with all its parameters (`NAME.Message`), a
///    `prepare` that gives a `Preparation`, a reply type per kind of reply with a parser that
///    throws `ReplyError`, what it bills for a `TextMeasure`, and a type `NAMEJobs` that turns a `Job` into a `JSONObject` with the
///    words of docs/providers/jobs.md.
/// 2. Write `extension Provider { static let name = Provider(...) }` there, and add the name to
///    `Provider.all`.
/// 3. Put cases into Vectors/providers/NAME.json, at least one per parameter, per error with its
///    precedence and per form of a reply; the tests read every file of that folder. Write
///    docs/providers/NAME.md with every decision the document left open, and its reason.
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

    private let countBilledParts: @Sendable (TextMeasure) -> Int?
    private let prepareMessage: @Sendable (PlainMessage) -> Preparation
    private let runJob: @Sendable (Job) throws(JSONFault) -> JSONObject

    package init(
        name: String,
        title: String,
        aliases: [String] = [],
        capabilities: Set<Capability>,
        limits: ProviderLimits = ProviderLimits(),
        insufficientCredit: PredictedError.Code? = .local(.insufficientCredits),
        billedPartCount: @escaping @Sendable (TextMeasure) -> Int?,
        prepare: @escaping @Sendable (PlainMessage) -> Preparation,
        run: @escaping @Sendable (Job) throws(JSONFault) -> JSONObject
    ) {
        self.name = name
        self.title = title
        self.aliases = aliases
        self.capabilities = capabilities
        self.limits = limits
        self.insufficientCredit = insufficientCredit
        countBilledParts = billedPartCount
        prepareMessage = prepare
        runJob = run
    }

    /// Prepares a plain message; its secrets are the provider's shell variables.
    ///
    /// A provider that cannot send text gives the error `unsupportedCapability`.
    public func prepare(_ message: PlainMessage) -> Preparation {
        prepareMessage(message)
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

    /// Does a job: the result's members, or the fault of a job that cannot be read.
    package func run(_ job: Job) throws(JSONFault) -> JSONObject {
        try runJob(job)
    }
}
