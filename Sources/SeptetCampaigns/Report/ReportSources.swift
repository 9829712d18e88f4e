/// What the figures of a report belong to: files, options and the moment.
public struct ReportSources: Sendable, Hashable {
    /// The list's name.
    public var list: String

    /// The template's file, or its text when it has none; `nil` when the texts are finished.
    public var template: String?

    /// The price list's file, or the price when there is only one; `nil` without prices.
    public var prices: String?

    /// The date of the price list, such as `2026-11-30`.
    public var pricesDate: String?

    /// The provider whose rules hold.
    public var provider: String?

    /// The options that figures depend on, as they were given.
    public var options: [String]

    /// When the list was counted, such as `2026-11-30T19:10:22Z`.
    public var moment: String

    /// Says what figures belong to.
    public init(
        list: String,
        template: String? = nil,
        prices: String? = nil,
        pricesDate: String? = nil,
        provider: String? = nil,
        options: [String] = [],
        moment: String
    ) {
        self.list = list
        self.template = template
        self.prices = prices
        self.pricesDate = pricesDate
        self.provider = provider
        self.options = options
        self.moment = moment
    }

    /// The names and values, in the order in which they are shown.
    package var rows: [(name: String, value: String)] {
        let dated = prices.map { name in pricesDate.map { "\(name), of \($0)" } ?? name }
        return [
            ("list", list), ("template", template), ("prices", dated), ("provider", provider),
            ("options", options.isEmpty ? nil : options.joined(separator: " ")),
            ("counted", moment),
        ].compactMap { name, value in value.map { (name, $0) } }
    }
}
