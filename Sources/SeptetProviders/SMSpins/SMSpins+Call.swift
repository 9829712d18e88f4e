extension SMSpins {
    /// Everything that can be asked.
    public enum Call: Sendable, Hashable {
        /// `bulk_sms/telephones`: the numbers of the account.
        case telephones
        /// `bulk_sms/request/ID`: looks for texts of a telephone.
        case request(telephoneID: String)
        /// `bulk_sms/status/ID`: how far a look for texts is.
        case status(requestID: String)
        /// `bulk_sms/cancel/ID`: stops a look for texts that is still pending.
        case cancel(requestID: String, knownStatus: Status? = nil)
        /// `bulk_sms/smses_by_tid/ID`: the texts of a telephone.
        case smsesByTelephone(telephoneID: String)
        /// `bulk_sms/autocheck/ID/enable` or `disable`: looks for texts again and again, or stops.
        case autocheck(telephoneID: String, action: String)
        /// `nc/request/ID/ZIP`: gives a telephone another number, for good.
        case changeNumber(telephoneID: String, zip: String)
        /// `nc/requests`: the changes of the last 48 hours.
        case numberChanges
        /// `nc/status/ID`: how far a change is.
        case numberChangeStatus(requestID: String)
        /// `nc/cancel/ID`: stops a change that is still pending.
        case cancelNumberChange(requestID: String, knownStatus: Status? = nil)

        var path: [String] {
            switch self {
            case .telephones: ["bulk_sms", "telephones"]
            case .request(let id): ["bulk_sms", "request", id]
            case .status(let id): ["bulk_sms", "status", id]
            case .cancel(let id, _): ["bulk_sms", "cancel", id]
            case .smsesByTelephone(let id): ["bulk_sms", "smses_by_tid", id]
            case .autocheck(let id, let action): ["bulk_sms", "autocheck", id, action]
            case .changeNumber(let id, let zip): ["nc", "request", id, zip]
            case .numberChanges: ["nc", "requests"]
            case .numberChangeStatus(let id): ["nc", "status", id]
            case .cancelNumberChange(let id, _): ["nc", "cancel", id]
            }
        }

        var errors: [PredictedError] {
            switch self {
            case .telephones, .numberChanges:
                []
            case .request(let id), .smsesByTelephone(let id):
                Self.identifierErrors("telephoneID", id)
            case .status(let id), .numberChangeStatus(let id):
                Self.identifierErrors("requestID", id)
            case .cancel(let id, let status), .cancelNumberChange(let id, let status):
                Self.identifierErrors("requestID", id) + Self.statusErrors(status)
            case .autocheck(let id, let action):
                Self.identifierErrors("telephoneID", id) + Self.actionErrors(action)
            case .changeNumber(let id, let zip):
                Self.identifierErrors("telephoneID", id) + Self.zipErrors(zip)
            }
        }

        private static func missing(_ field: String) -> PredictedError {
            PredictedError(local: .missingField, "'\(field)' is missing", field: field)
        }

        private static func identifierErrors(_ field: String, _ id: String) -> [PredictedError] {
            guard !id.isEmpty else { return [missing(field)] }
            guard !DecimalField.isDigits(id) else { return [] }
            return [
                PredictedError(local: .invalidValue, "an identifier is a number", field: field)
            ]
        }

        private static func actionErrors(_ action: String) -> [PredictedError] {
            guard !action.isEmpty else { return [missing("action")] }
            guard action != "enable", action != "disable" else { return [] }
            return [
                PredictedError(local: .invalidValue, "enable or disable", field: "action")
            ]
        }

        private static func zipErrors(_ zip: String) -> [PredictedError] {
            guard !zip.isEmpty else { return [missing("zip")] }
            guard DecimalField.value(zip, digitCount: 5) == nil else { return [] }
            return [
                PredictedError(local: .invalidValue, "a zip code has 5 digits", field: "zip")
            ]
        }

        private static func statusErrors(_ status: Status?) -> [PredictedError] {
            guard let status, status != .pending else { return [] }
            return [
                PredictedError(
                    local: SMSpins.notCancelable,
                    "only what is pending can be canceled",
                    field: "knownStatus"
                )
            ]
        }
    }

    /// A request that is not pending any more.
    static let notCancelable = LocalErrorKind(rawValue: "notCancelable")

    /// A telephone loses its number for good.
    static let irreversible = EstimateWarning.Kind(rawValue: "irreversible")

    /// Auto-check ends every day.
    static let endsDaily = EstimateWarning.Kind(rawValue: "endsDaily")

    /// The server of requests and the credentials.
    public struct Account: RequestingAccount, Sendable, Hashable {
        /// The key, which is a part of the path (SP-5).
        public var key: Secret
        /// Scheme and host.
        public var origin: String

        /// Makes an account; without arguments one whose key is not known.
        public init(
            key: Secret = Secret(nil, variable: SMSpins.keyVariable),
            origin: String = SMSpins.origin
        ) {
            self.key = key
            self.origin = origin
        }

        var method: PreparedRequest.Method { .get }

        var basePath: [PreparedRequest.PathSegment] { [.text("apiv2"), .secret(key)] }
    }

    /// Makes the request of a call, or predicts the error.
    ///
    /// Errors come in this order: no key, an identifier, action or zip code, not cancelable. Nothing
    /// is sent.
    public static func prepare(_ call: Call, account: Account = Account()) -> Preparation {
        var errors: [PredictedError] = []
        if account.key.isKnown, account.key.reveal().isEmpty {
            errors.append(
                PredictedError(local: .missingField, "there is no key", field: "apiKey")
            )
        }
        errors += call.errors
        var warnings: [EstimateWarning] = []
        switch call {
        case .changeNumber:
            let what = "the telephone loses its number, and there is no way to get it back"
            warnings.append(EstimateWarning(irreversible, what))
        case .autocheck(_, "enable"):
            let what = "ends at midnight, and begins with a request for the same telephone"
            warnings.append(EstimateWarning(endsDaily, what))
        default:
            break
        }
        return Preparation(Estimate(warnings: warnings, predictedErrors: errors)) {
            () throws(PredictedError) in [try account.request(call.path)]
        }
    }
}
