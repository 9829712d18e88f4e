internal import SeptetJSON

extension CheapGlobalSMS {
    /// The error a reply reports: it has the member `error`, whatever else it has.
    public struct Failure: ReadableFailure, Sendable, Hashable {
        /// What is wrong, by the word it has in results.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            case missingSubAccount
            case missingPassword
            case missingAction
            case badCredentials
            case accountDisabled
            case invalidAction
            case missingParameter
            case incorrectParameter
            case confusingParameters
            case noRecordFound
            case operationFailed
            case insufficientCredit
            case other
        }

        /// `error_code`; `nil` when the reply has none.
        public let code: Int?
        /// `error`: what the provider says.
        public let message: String

        /// What is wrong: by the wording first, by the code where the wording is unknown (CG-5).
        public var kind: Kind {
            let message = message.asciiLowercased
            for (words, kind) in Self.wordings where message.holds(words) {
                return kind
            }
            return code.flatMap { Self.codes[$0] } ?? .other
        }

        private static let wordings: [(StaticString, Kind)] = [
            ("insufficient", .insufficientCredit),
            ("incorrect sub_account", .badCredentials),
            ("disabled", .accountDisabled),
            ("no record", .noRecordFound),
            ("invalid action", .invalidAction),
        ]

        private static let codes: [Int: Kind] = [
            1: .missingSubAccount, 2: .missingPassword, 3: .missingAction, 4: .badCredentials,
            5: .accountDisabled, 6: .invalidAction, 7: .missingParameter, 8: .incorrectParameter,
            9: .confusingParameters, 10: .noRecordFound, 11: .operationFailed,
        ]

        /// The error of a reply, `nil` when it has none.
        init?(_ node: JSONNode) throws(JSONFault) {
            guard node.has("error") else { return nil }
            message = try node["error"]?.text() ?? ""
            code = try node["error_code"]?.integer()
        }
    }

    /// What a reply says: the error the provider reports, or what was asked for.
    public typealias Answer<Value: Sendable & Hashable> = ReplyAnswer<Value, Failure>
}
