public import SeptetBilling
internal import SeptetJSON

extension ProviderDescription {
    /// What a part costs beside its price, such as what carriers charge the provider.
    public struct Fee: Sendable, Hashable {
        /// What it is called in reports.
        public let name: String
        /// The kinds of sender that pay it; empty for all.
        public let senders: [SenderType]
        /// The destinations by ISO 3166; empty for all.
        public let countries: [String]
        /// What a part costs at least and at most: carriers differ, and a number doesn't show its own.
        public let amount: ClosedRange<Amount>
        /// The currency by ISO 4217.
        public let currency: String

        /// What to say of a cost that has it.
        public var warning: EstimateWarning {
            let least = amount.lowerBound
            let text = least == amount.upperBound ? "\(least)" : "\(least)–\(amount.upperBound)"
            return EstimateWarning(.fees, "the cost has \(name): \(text) \(currency) a part")
        }

        /// Whether a sender pays it for a destination; a kind or a country that isn't known pays only what all pay.
        func applies(to sender: SenderType?, _ country: String?) -> Bool {
            (senders.isEmpty || sender.map(senders.contains) ?? false)
                && (countries.isEmpty
                    || country.map { country in countries.contains { $0.isSame(as: country) } }
                        ?? false)
        }
    }

    /// The fees of a part, in their order; all that apply are added up.
    ///
    /// Complexity: linear in the fees.
    ///
    /// - Parameters:
    ///   - sender: The kind of sender; `nil` when it isn't known.
    ///   - country: The destination by ISO 3166; `nil` when it isn't known.
    public func fees(sender: SenderType?, country: String?) -> [Fee] {
        fees.filter { $0.applies(to: sender, country) }
    }
}

extension ProviderDescription.Fee {
    init(_ whole: JSONNode) throws(JSONFault) {
        let node = try whole.members(of: ["name", "senders", "countries", "amount", "currency"])
        name = try node.required("name").filled()
        senders = try node["senders"]?.words(SenderType.self) ?? []
        countries = try node["countries"]?.countries() ?? []
        let amounts = try node.required("amount")
        var ends: [Amount] = []
        for amount in amounts.oneOrMore() { ends.append(try amount.amount()) }
        guard (1...2).contains(ends.count), ends[0] >= .zero, ends[0] <= ends[ends.count - 1] else {
            throw amounts.fault("an amount from 0, or [least, most]")
        }
        amount = ends[0]...ends[ends.count - 1]
        currency = try node.required("currency").filled()
        guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (0x41...0x5A).contains($0) })
        else { throw try node.required("currency").fault("three capitals (ISO 4217)") }
    }

    static func list(_ node: JSONNode?) throws(JSONFault) -> [Self] {
        var fees: [Self] = []
        for fee in try node?.elements() ?? [] { fees.append(try Self(fee)) }
        return fees
    }
}

extension [ProviderDescription.Fee] {
    /// What the fees of a part in one currency come to; `nil` where there are none in it.
    ///
    /// Complexity: linear.
    public func total(in currency: String) -> ClosedRange<Amount>? {
        let fees = filter { $0.currency.isSame(as: currency) }
        guard !fees.isEmpty else { return nil }
        return fees.reduce(.zero) {
            $0 + $1.amount.lowerBound
        }...fees.reduce(.zero) {
            $0 + $1.amount.upperBound
        }
    }
}
