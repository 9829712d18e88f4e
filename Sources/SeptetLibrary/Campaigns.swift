public import CSeptet
internal import Septet
internal import SeptetBilling
internal import SeptetCampaigns
internal import SeptetNumbers

// The functions about a campaign; `septet.h` describes them.

@c @implementation
public func septet_campaign_open(
    _ options: UnsafePointer<septet_campaign_options>?,
    _ campaign: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
    status { () throws(Status) in
        guard let campaign = unsafe campaign else { throw .nullArgument }
        unsafe campaign.pointee = nil
        let opened = unsafe try Campaign(options)
        unsafe campaign.pointee = OpaquePointer(Unmanaged.passRetained(opened).toOpaque())
        if !opened.explanation.isEmpty { throw .invalidPrices }
    }
}

@c @implementation
public func septet_campaign_close(_ campaign: OpaquePointer?) {
    // Counts and pointers are checked where they are read; how long memory is, only the caller knows.
    guard let campaign = unsafe campaign else { return }
    // The caller got the pointer from `septet_campaign_open` and closes it once.
    unsafe Unmanaged<Campaign>.fromOpaque(UnsafeRawPointer(campaign)).release()
}

@c @implementation
public func septet_campaign_add(
    _ campaign: OpaquePointer?,
    _ texts: UnsafePointer<septet_column>?,
    _ recipients: UnsafePointer<septet_column>?
) -> Int32 {
    status { () throws(Status) in
        let campaign = unsafe try Campaign.at(campaign)
        let texts = unsafe try TextColumn(texts)
        let recipients = unsafe recipients == nil ? nil : try TextColumn(recipients)
        try campaign.add(texts, recipients)
    }
}

@c @implementation
public func septet_campaign_merge(
    _ campaign: OpaquePointer?,
    _ state: UnsafePointer<UInt8>?,
    _ count: Int
) -> Int32 {
    status { () throws(Status) in
        // Counts and pointers are checked where they are read; how long memory is, only the caller knows.
        let campaign = unsafe try Campaign.at(campaign)
        try campaign.merge(unsafe Array(try octets(state, count)))
    }
}

@c @implementation
public func septet_campaign_state(
    _ campaign: OpaquePointer?,
    _ octets: UnsafeMutablePointer<UInt8>?,
    _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> Int32 {
    // The pointers are checked where they are read.
    unsafe answer(campaign, octets, capacity, count) { campaign throws(Status) in
        try campaign.rendered(.state)
    }
}

@c @implementation
public func septet_campaign_report(
    _ campaign: OpaquePointer?,
    _ octets: UnsafeMutablePointer<UInt8>?,
    _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> Int32 {
    // The pointers are checked where they are read.
    unsafe answer(campaign, octets, capacity, count) { campaign throws(Status) in
        try campaign.rendered(.report)
    }
}

@c @implementation
public func septet_campaign_explain(
    _ campaign: OpaquePointer?,
    _ octets: UnsafeMutablePointer<UInt8>?,
    _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> Int32 {
    // The pointers are checked where they are read.
    unsafe answer(campaign, octets, capacity, count) { campaign throws(Status) in
        Array(campaign.explanation.utf8)
    }
}

/// Copies octets about a campaign to the caller.
private func answer(
    _ campaign: OpaquePointer?,
    _ octets: UnsafeMutablePointer<UInt8>?,
    _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?,
    _ text: (Campaign) throws(Status) -> [UInt8]
) -> Int32 {
    status { () throws(Status) in
        // Counts and pointers are checked where they are read; how long memory is, only the caller knows.
        let campaign = unsafe try Campaign.at(campaign)
        unsafe try copy(try text(campaign), octets, capacity, count)
    }
}

/// What a handle of a campaign stands for.
private final class Campaign {
    /// What is asked of a campaign.
    enum Form {
        /// The figures, with the set of recipients.
        case state
        /// The figures alone.
        case report
    }

    private let settings: CampaignSettings
    private var estimator: CampaignEstimator
    /// Whether anything was counted that is not in the merged states.
    private var hasFigures = false

    /// The states that were merged; `nil` before the first.
    private var merged: CampaignMerge?

    /// What was last asked for; callers ask for its size first.
    private var answer: (form: Form, octets: [UInt8])?

    /// What was wrong with the prices or a state.
    private(set) var explanation = ""

    /// The campaign of a handle.
    static func at(_ handle: OpaquePointer?) throws(Status) -> Campaign {
        guard let handle = unsafe handle else { throw .nullArgument }
        // The caller got the pointer from `septet_campaign_open` and has not closed it.
        return unsafe Unmanaged<Campaign>.fromOpaque(UnsafeRawPointer(handle))
            .takeUnretainedValue()
    }

    init(_ options: UnsafePointer<septet_campaign_options>?) throws(Status) {
        var settings = CampaignSettings()
        var explanation = ""
        if unsafe options != nil {
            let given = unsafe try SizedStruct(
                options,
                zero: septet_campaign_options(),
                isInput: true
            ).value
            settings.planner = unsafe try Planner(given.planning)
            guard let letterCount = Int(exactly: unsafe given.country_octets) else {
                throw .invalidLayout
            }
            settings.numbers = NumberReader(
                // A copy of the caller's struct; what its pointers lead to is checked where it is read.
                country: unsafe try CountryCode(given.country, letterCount)
            )
            settings.numberRule =
                switch Int32(bitPattern: unsafe given.numbers) {
                case SEPTET_NUMBERS_POSSIBLE: .possible
                case SEPTET_NUMBERS_VALID: .valid
                case SEPTET_NUMBERS_ANY: .any
                default: throw .invalidArgument
                }
            let currency = unsafe try text(given.currency, given.currency_octets)
            let partPrice = unsafe try text(given.part_price, given.part_price_octets)
            do {
                settings.prices = unsafe try Self.prices(given, partPrice, currency)
            } catch let error as Status {
                throw error
            } catch {
                explanation = "\(error)"
            }
        }
        self.settings = settings
        self.explanation = explanation
        estimator = CampaignEstimator(settings)
    }

    /// Why a price of every part is none.
    private enum PriceFault: Error, CustomStringConvertible {
        case twice, notAnAmount, noCurrency

        var description: String {
            switch self {
            case .twice: "there are both a price list and a price of every part"
            case .notAnAmount: "the price of every part is not an amount such as 0.05"
            case .noCurrency: "the price of every part has no currency"
            }
        }
    }

    private static func prices(
        _ given: septet_campaign_options,
        _ partPrice: String?,
        _ currency: String?
    ) throws -> PriceList? {
        if let partPrice {
            // A copy of the caller's struct; what its pointers lead to is checked where it is read.
            guard unsafe given.prices == nil else { throw PriceFault.twice }
            guard let amount = try? Amount(partPrice), amount >= .zero else {
                throw PriceFault.notAnAmount
            }
            guard let currency, !currency.isEmpty else { throw PriceFault.noCurrency }
            return PriceList(flat: amount, currency: currency)
        }
        guard let count = Int(exactly: unsafe given.price_octets) else {
            throw Status.invalidLayout
        }
        guard unsafe given.prices != nil || count > 0 else { return nil }
        let list = unsafe Array(try SeptetLibrary.octets(given.prices, count))
        return try PriceList(octets: list, currency: currency)
    }

    /// Counts the rows of columns.
    func add(_ texts: TextColumn, _ recipients: TextColumn?) throws(Status) {
        guard explanation.isEmpty else { throw .invalidState }
        guard recipients.map({ $0.rowCount == texts.rowCount }) ?? true else {
            throw .invalidLayout
        }
        try texts.checkRows()
        try recipients?.checkRows()
        answer = nil
        if recipients != nil { estimator.expectRecipients() }
        // Columns without rows say whether there are recipients, and that is a figure, too.
        hasFigures = hasFigures || texts.rowCount > 0 || recipients != nil
        for row in 0..<texts.rowCount {
            let text = unsafe Self.octets(texts, row)
            if let recipients {
                let recipient = unsafe Self.octets(recipients, row)
                // A message that is refused counts as rejected.
                _ = try? estimator.add(
                    recipient: unsafe recipient.span,
                    utf8: unsafe text.span
                )
            } else {
                _ = try? estimator.add(utf8: unsafe text.span)
            }
        }
    }

    /// The octets of a row; none of a null row.
    private static func octets(_ column: TextColumn, _ row: Int) -> UnsafeBufferPointer<UInt8> {
        let none = unsafe noOctets
        return unsafe column.isNull(row) ? none : column.text(row) ?? none
    }

    /// Adds the state of another campaign.
    func merge(_ state: [UInt8]) throws(Status) {
        guard explanation.isEmpty else { throw .invalidState }
        answer = nil
        if merged == nil { merged = CampaignMerge() }
        try add(state)
    }

    private func add(_ state: [UInt8]) throws(Status) {
        do {
            try merged?.add(state)
        } catch {
            explanation = "\(error)"
            throw .invalidState
        }
    }

    /// The figures so far as JSON.
    func rendered(_ form: Form) throws(Status) -> [UInt8] {
        if let answer, answer.form == form { return answer.octets }
        guard explanation.isEmpty else { throw .invalidState }
        let octets = try render(form)
        answer = (form, octets)
        return octets
    }

    private func render(_ form: Form) throws(Status) -> [UInt8] {
        guard merged != nil else {
            return form == .state ? estimator.mergeableJSON() : estimator.report().json()
        }
        if hasFigures {
            // The messages counted here are one more state.
            try add(estimator.mergeableJSON())
            estimator = CampaignEstimator(settings)
            hasFigures = false
        }
        do {
            return try merged?.json(withRecipientSet: form == .state) ?? []
        } catch {
            explanation = "\(error)"
            throw .invalidState
        }
    }
}
