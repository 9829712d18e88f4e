internal import SeptetJSON

/// The kind of number or name that a message comes from.
@nonexhaustive
public enum SenderType: String, Sendable, Hashable, CaseIterable {
    /// An ordinary number.
    case longCode = "long-code"
    /// A number that is free to call.
    case tollFree = "toll-free"
    /// A number of three to eight digits.
    case shortCode = "short-code"
    /// A name.
    case alphanumeric
}

extension ProviderDescription {
    /// What applies to a kind of sender and to destinations.
    public struct RouteRule: Sendable, Hashable {
        /// The kinds of sender; empty for all.
        public let senders: [SenderType]
        /// The destinations by ISO 3166; empty for all.
        public let countries: [String]
        /// The bits of the reference in the parts of one message: 8 or 16.
        public let referenceBitCount: Int
        /// Characters of GSM 7 bit that this route does not have: a text with one travels in UCS-2.
        public let lacking: Set<Unicode.Scalar>
        /// Whether only ASCII travels in 7 bits.
        public let isASCIIOnly: Bool
        /// How many are sent in a second; `nil` when it is not known.
        public let rate: Rate?
        /// Why such a sender cannot send there; `nil` when it can.
        public let refusal: String?
        let error: PredictedError.Code?
        /// What else to know.
        public let remark: String?

        /// A throughput.
        public struct Rate: Sendable, Hashable {
            /// What is counted.
            public enum Unit: String, Sendable, CaseIterable {
                case parts, messages, requests, recipients
            }
            public let count: Int
            public let unit: Unit
            public let seconds: Int
        }

        /// Whether the rule is for a sender and a destination.
        ///
        /// A destination that is not known fits every rule but one that refuses.
        func applies(to sender: SenderType?, _ country: String?) -> Bool {
            guard senders.isEmpty || sender.map(senders.contains) ?? false else { return false }
            guard !countries.isEmpty else { return true }
            guard let country else { return refusal == nil }
            return countries.contains { $0.isSame(as: country) }
        }
    }

    /// The first rule for a sender and a destination.
    public func route(sender: SenderType?, country: String?) -> RouteRule? {
        routes.first { $0.applies(to: sender, country) }
    }

    /// A provider's own switch that replaces characters so that fewer parts are needed.
    public struct EncodingSwitch: Sendable, Hashable {
        /// What it does when it is on.
        @nonexhaustive
        public enum Effect: String, Sendable, CaseIterable {
            /// Replaces only if the whole text becomes GSM 7 bit.
            case all = "all-or-nothing"
            /// Replaces what it can.
            case some = "replace"
            /// The same, and only in texts of several parts.
            case long = "replace-several-parts"
        }
        /// Whether it is on when nothing is said.
        public enum Position: String, Sendable, CaseIterable { case on, off, unknown }

        /// What the provider calls it.
        public let title: String
        public let effect: Effect
        public let position: Position
        /// The parameter of a request; `nil` when only the account has the switch.
        let parameter: String?
        let on: JSONValue
        let off: JSONValue
    }
}
