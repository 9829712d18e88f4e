internal import Septet
public import SeptetBilling
internal import SeptetJSON

/// A provider as a data file describes it; docs/providers/describing.md has the format.
///
/// The file is read completely and checked: an unknown member, a value of another type, a parameter that refers to
/// one that is missing are refused with their line. What it says is data; nothing in it is executed.
public struct ProviderDescription: Sendable, Hashable {
    /// The name in jobs and on the command line.
    public let name: String
    /// The name its owner gives it.
    public let title: String
    /// Further names.
    public let aliases: [String]
    /// Where the facts are from.
    public let sources: [String]
    /// The day they were last compared with those sources.
    public let checked: String?
    /// What the sources leave open.
    public let unconfirmed: [String]
    /// The fields of an account.
    public let account: [AccountField]
    /// Ways to choose the encoding that the provider itself offers.
    public let encodingSwitch: EncodingSwitch?
    /// What depends on the sender's kind and the destination, the first that applies counts.
    public let routes: [RouteRule]
    /// The most that a message may have.
    public let limits: [TextLimit]
    /// What a part costs beside its price.
    public let fees: [Fee]
    /// The errors by their codes.
    public let errors: [ErrorEntry]
    /// The names of SMPP's statuses, which codes that `errors` lacks are.
    let smpp: NamedTexts

    let origin: String
    let authentication: Authentication?
    let requests: [RequestEntry]
    let recipients: RecipientRule
    let sender: SenderRule
    let encodings: [EncodingRule]
    let flash: [Setting]?
    let division: [MessageEncoding: BillingRule]
    /// The same for texts that are shown at once, where it differs.
    let flashDivision: [MessageEncoding: BillingRule]
    let dividesPairs: Bool
    let replies: [ReplyGrammar]
    let reports: [CallbackGrammar]
    let inbound: [CallbackGrammar]
    let states: [DeliveryState: [String]]
    let answer: String?
    /// Answers in members of their own, where `replies` are not enough.
    let answers: AnswerGrammar?
    /// What jobs look like whose parameters are members beside the request's name.
    let jobs: JobWords?
    /// The order in which the provider finds errors; what is not in it comes first.
    let precedence: [PredictedError.Code]
    let cost: CostRule
    /// What the provider can do beyond what the rest shows.
    let ownCapabilities: Set<Capability>

    /// The most octets of a description.
    public static let octetLimit = 1 << 20

    /// Reads a description.
    ///
    /// Complexity: linear; allocates the description.
    ///
    /// - Parameter octets: JSON in UTF-8.
    public init(_ octets: [UInt8]) throws(DescriptionError) {
        do {
            let value = try JSONReader.value(of: octets, octetLimit: Self.octetLimit)
            try self.init(JSONNode(value))
        } catch {
            throw DescriptionError(error, in: octets)
        }
    }

    /// A field of an account: a credential, or what stands in an address.
    public struct AccountField: Sendable, Hashable {
        /// Its name in jobs and in `ProviderAccount`.
        public let name: String
        /// The shell variable that stands for it in a command line.
        public let variable: String
        /// Whether it is never shown.
        public let isSecret: Bool
        /// What it is when it is not given; `nil` when it must be.
        public let fallback: String?
        /// The error of a job without it.
        let missing: PredictedError.Code?
    }

    /// Jobs whose parameters are members beside the request's name.
    struct JobWords: Sendable, Hashable {
        /// The member that has the request's name.
        let request: String
        /// Parameters that a job must have although they have a default.
        let required: [String]
        /// Parameters whose values are members of the result.
        let shows: [String]
    }

    /// What parts cost where the price is not in money, and the error of a balance below it.
    struct CostRule: Sendable, Hashable {
        var currency: String?
        /// The price of a part where a job has only the balance.
        var price: Amount?
        var insufficient: PredictedError.Code?
    }

    /// Where credentials stand.
    enum Authentication: Sendable, Hashable {
        case basic(user: String, password: String)
        case bearer(String)
        case header(name: String, prefix: String, field: String)
        case aws4(service: String, region: String, key: String, secret: String)

        var fields: [String] {
            switch self {
            case .basic(let user, let password): [user, password]
            case .bearer(let field), .header(_, _, let field): [field]
            case .aws4(_, let region, let key, let secret): [region, key, secret]
            }
        }
    }

    /// What is set for an encoding or a class.
    struct Setting: Sendable, Hashable {
        let parameter: String
        let value: JSONValue
    }

    /// How texts of an encoding are signalled and carried.
    struct EncodingRule: Sendable, Hashable {
        enum Carriage: String, Sendable, CaseIterable {
            case utf8, utf16, utf16Hex = "utf16-hex", octets, hex, base64, spacedHex = "spaced-hex"
            /// A text in UTF-8 that is the title of a link.
            case link
        }
        let encoding: MessageEncoding
        let settings: [Setting]
        /// What insists on the encoding, where the provider would choose by itself.
        let pins: [Setting]
        /// The same for a text that is shown at once; `nil` where it is no different.
        let flash: [Setting]?
        let carriage: Carriage
        /// The parameter by which a text is hexadecimal digits already.
        let ready: String?
        /// The parameter by which a text travels as octets of ISO-8859-1.
        let octets: String?
        /// What to know about the encoding.
        let remark: String?
    }

    /// A request of the provider.
    struct RequestEntry: Sendable, Hashable {
        enum Body: String, Sendable, CaseIterable { case query, form, json }
        /// What to know about the request, when a parameter has a value or always.
        struct Remark: Sendable, Hashable {
            let kind: EstimateWarning.Kind
            let message: String
            let condition: Setting?
            let hook: AnswerHook.Request?
        }
        let name: String
        let aliases: [String]
        let remarks: [Remark]
        /// Whether a parameter that it does not know is an error: a filter that is misspelt would let more through.
        let isStrict: Bool
        /// The parameter that chooses this request in place of `send`.
        let chosenBy: String?
        /// The parameter by which every record is meant, of a request that otherwise needs one that selects some.
        let filter: String?
        /// The first is the usual one.
        let methods: [PreparedRequest.Method]
        let path: [String]
        /// `nil` where it depends on the method.
        let body: Body?
        let mediaType: String?
        let headers: [Setting]
        let parameters: [Parameter]
        /// Parameters of which at least one must be there, and the code of a request without.
        let alternatives: [String]
        let withoutAny: PredictedError.Code?
    }

    /// A parameter of a request.
    struct Parameter: Sendable, Hashable {
        /// Where its value is from.
        enum Origin: Sendable, Hashable {
            case option(String)
            case account(String)
            case constant(JSONValue)
            /// The time of another parameter, in a form of its own.
            case time(String, TimeForm)
            case text, recipients, sender, udh
        }
        enum Kind: String, Sendable, CaseIterable {
            case text, integer, decimal, boolean, word, time, url, hex, list, json
            /// Digits that stay a text; the range counts them.
            case digits
            /// A day with or without a time, the year or the day first; it is sent with the year first.
            case day
            /// Two letters; an empty text is a missing value.
            case country
            /// A list of telephone numbers as the provider takes them; what isn't one stays, unless none is.
            case numbers
        }
        /// `check`: nowhere, it is only checked.
        enum Place: String, Sendable, CaseIterable { case body, query, header, path, check }
        let name: DescribedPath
        let origin: Origin
        /// Further names of it in jobs.
        let also: [String]
        /// The option with the name that it has instead.
        let renamedBy: String?
        /// The zones of a time that can be written.
        let offsets: TimeForm.Offsets?
        let kind: Kind
        let place: Place
        let range: ClosedRange<Int>?
        let words: [String]
        let isRequired: Bool
        let missing: PredictedError.Code?
        let invalid: PredictedError.Code?
        let fallback: JSONValue?
        let encodings: [MessageEncoding]
        let needs: [String]
        /// Why it is refused without what it needs; `nil` where that is only missing.
        let refusal: String?
        /// The parameter beside which it is left out, because it has no effect there.
        let voidBeside: String?
        /// The range of a text that is digits only, where it has one of its own.
        let digits: ClosedRange<Int>?
        let excludes: [String]
        /// The shell variable of a value that is a secret.
        let variable: String?
        /// Whether an empty text is a value.
        let mayBeEmpty: Bool
        /// The codes of texts with too few and too many characters, where `invalid` isn't theirs.
        let tooShort: PredictedError.Code?
        let tooLong: PredictedError.Code?
        /// The characters that a text or the elements of a list may have beside letters and digits of ASCII.
        let characters: Set<Unicode.Scalar>?
        /// Of a list: what stands between its elements where these are one value, and how many characters each has.
        let separator: Unicode.Scalar?
        let elementCounts: ClosedRange<Int>
        /// The list that has as many elements, and the code of another number.
        let counterpart: String?
        let miscounted: PredictedError.Code?
    }

    /// How recipients are written.
    struct RecipientRule: Sendable, Hashable {
        enum Form: String, Sendable, CaseIterable { case plus, digits, given }
        var form = Form.given
        var digits = 6...15
        var separator: String?
        var most: Int?
        var removesDuplicates = false
        /// Whether what isn't a number is left out, with a warning, as long as there is one.
        var skipsInvalid = false
        var missing: PredictedError.Code?
        var invalid: PredictedError.Code?
        var tooMany: PredictedError.Code?
    }

    /// What a sender may be.
    struct SenderRule: Sendable, Hashable {
        var isRequired = false
        var alternatives: [String] = []
        var form = RecipientRule.Form.given
        var number: ClosedRange<Int>?
        var shortCode: ClosedRange<Int>?
        var alphanumeric: ClosedRange<Int>?
        /// Whether a plus sign counts as a digit.
        var countsPlus = false
        /// Whether a name may have characters beyond ASCII.
        var takesAnyCharacter = false
        var missing: PredictedError.Code?
        var invalid: PredictedError.Code?
    }

    /// A limit of texts, and what happens beyond it.
    public struct TextLimit: Sendable, Hashable {
        /// What is counted.
        public enum Unit: String, Sendable, CaseIterable {
            /// Characters as code points.
            case characters
            /// UTF-16 code units.
            case codeUnits = "code-units"
            /// Septets or UTF-16 code units of the encoding.
            case units
            /// Octets of UTF-8.
            case octets
            /// Parts.
            case parts
        }
        /// What the provider does with a longer text.
        public enum Beyond: String, Sendable, CaseIterable {
            /// It answers with an error.
            case refused
            /// It accepts the request and reports a failure.
            case refusedLater = "refused-later"
            /// It sends a shorter text without a word.
            case cut
            /// It is not known.
            case unknown
        }
        /// The encoding it is for; `nil` for all.
        public let encoding: MessageEncoding?
        public let unit: Unit
        public let most: Int
        public let beyond: Beyond
        let error: PredictedError.Code?
        /// The parameter that sets another limit.
        let parameter: String?
    }

    /// An error of the provider.
    public struct ErrorEntry: Sendable, Hashable {
        /// The code as the provider writes it.
        public let code: String
        /// What it means.
        public let meaning: String
        /// Whether the same request may be sent again.
        public let retry: Retry
        /// One word for it; `nil` where the description has none.
        public let kind: String?
    }

    /// The entry of a code; `nil` when the description has none.
    public func error(code: String) -> ErrorEntry? { errors.entry(code) }

    /// The entry of a word for a delivery state, in any letter case; its state is `unknown` when the description has none.
    public func state(of word: String) -> DeliveryState {
        let lowercased = word.asciiLowercased
        return states.first { $0.value.contains { $0.isSame(as: word) } }?.key
            ?? states.first { $0.value.contains { $0.asciiLowercased.isSame(as: lowercased) } }?.key
            ?? .unknown
    }
}

/// Whether the same request may be sent again.
public enum Retry: String, Sendable, Hashable, CaseIterable, Codable {
    /// It would fail again.
    case never
    /// It can succeed later.
    case later
    /// It is not known whether it had an effect, so sending again may send twice.
    case unclear
}

/// What has become of a message.
@nonexhaustive
public enum DeliveryState: String, Sendable, Hashable, CaseIterable, Codable {
    /// On its way; another report follows.
    case pending
    /// It is on the phone.
    case delivered
    /// It cannot be delivered.
    case failed
    /// The provider or the network refused it.
    case rejected
    /// Its time is over.
    case expired
    /// It was called back.
    case cancelled
    /// No more will be known.
    case unconfirmed
    /// The word is not in the description, or means nothing final.
    case unknown

    /// Whether no other report follows.
    public var isFinal: Bool { self != .pending && self != .unknown }
}
