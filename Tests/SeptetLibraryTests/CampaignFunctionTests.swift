import CSeptet
import Foundation
import SeptetLibrary
import TestSupport
import Testing

/// The functions about a campaign: right figures, states in any order, and a status for what no caller
/// should pass.
///
/// The address sanitizer watches these tests, too.
@Suite struct LibraryCampaignTests {
    private static let texts: [[UInt8]?] = [
        Array("Hello".utf8), Array("za\u{17C}".utf8), [UInt8](repeating: 0x61, count: 161), nil,
        Array("Hello again, with a text that is no view's".utf8),
    ]
    private static let numbers: [[UInt8]?] = [
        Array("+48500500500".utf8), Array("+447900900123".utf8), Array("48 500 500 500".utf8),
        Array("+48500500501".utf8), Array("not a number".utf8),
    ]

    /// Options that are refused, with the status.
    static let refused: [(String, @Sendable (inout septet_campaign_options) -> Void, Int32)] = [
        ("size 0", { $0.struct_size = 0 }, SEPTET_WRONG_STRUCT_SIZE),
        ("size of nothing", { $0.struct_size = .max }, SEPTET_WRONG_STRUCT_SIZE),
        ("numbers 3", { $0.numbers = 3 }, SEPTET_INVALID_ARGUMENT),
        ("numbers at most", { $0.numbers = .max }, SEPTET_INVALID_ARGUMENT),
        ("prices at NULL", { $0.price_octets = 1 }, SEPTET_NULL_ARGUMENT),
        ("prices without end", { $0.price_octets = .max }, SEPTET_INVALID_LAYOUT),
        ("a price at NULL", { $0.part_price_octets = .max }, SEPTET_NULL_ARGUMENT),
        ("a currency at NULL", { $0.currency_octets = 3 }, SEPTET_NULL_ARGUMENT),
        ("a country at NULL", { $0.country_octets = 2 }, SEPTET_NULL_ARGUMENT),
        ("a country without end", { $0.country_octets = .max }, SEPTET_INVALID_LAYOUT),
    ]

    @Test(arguments: LibraryConformanceTests.layouts)
    func figuresAreThoseOfTheTexts(layout: Int32) throws {
        let campaign = CCampaign(price: "0.05", currency: "EUR")
        #expect(campaign.status == SEPTET_OK)
        #expect(campaign.add(Self.texts, Self.numbers, layout: layout) == SEPTET_OK)
        let report = try campaign.figures()
        // 1 + 1 + 2 parts, and 1 of the empty text; the last row has no number.
        #expect(report["messages"] as? Int == 4)
        #expect(report["parts"] as? Int == 5)
        #expect(report["rejected"] as? Int == 1)
        let recipients = try #require(report["recipients"] as? [String: Any])
        #expect(recipients["unique"] as? Int == 3 && recipients["duplicates"] as? Int == 1)
        let cost = try #require(report["cost"] as? [String: Any])
        #expect(cost["currency"] as? String == "EUR")
        #expect((cost["min"] as? NSNumber)?.decimalValue == Decimal(string: "0.25"))
    }

    @Test func statesAddUpInAnyOrder() throws {
        let parts = [0..<1, 1..<3, 3..<5].map { rows in
            let campaign = CCampaign(price: "0.05", currency: "EUR")
            #expect(
                campaign.add(Array(Self.texts[rows]), Array(Self.numbers[rows])) == SEPTET_OK
            )
            return campaign.text(.state).octets
        }
        let reports = try [[0, 1, 2], [2, 1, 0], [1, 2, 0]].map { order in
            let merged = CCampaign(price: "0.05", currency: "EUR")
            for part in order { #expect(merged.merge(parts[part]) == SEPTET_OK) }
            var figures = try merged.figures()
            // Rows are counted in the order of the states.
            let longest = try #require(figures["longest"] as? [[String: Any]])
            figures["longest"] = longest.map { entry in entry.filter { $0.key != "row" } }
            return figures
        }
        let merged = reports[0]
        #expect(!merged.isEmpty)
        for report in reports {
            #expect(NSDictionary(dictionary: report) == NSDictionary(dictionary: merged))
        }
        let whole = CCampaign(price: "0.05", currency: "EUR")
        #expect(whole.add(Self.texts, Self.numbers) == SEPTET_OK)
        let figures = try whole.figures()
        for name in ["messages", "parts", "rejected", "recipients", "cost", "encodings"] {
            #expect(
                (figures[name] as? NSObject) == (merged[name] as? NSObject)
                    && figures[name] != nil,
                "\(name)"
            )
        }
    }

    @Test func aColumnOfRecipientsWithoutRowsIsAColumnOfRecipients() throws {
        let without = CCampaign(price: "0.05", currency: "EUR")
        #expect(without.add([], nil) == SEPTET_OK)
        let named = try without.figures()
        #expect(named["messages"] as? Int == 0 && named["recipients"] == nil)
        let empty = CCampaign(price: "0.05", currency: "EUR")
        #expect(empty.add([], []) == SEPTET_OK)
        // As the command reports a list that has the column and no row.
        let wanted: NSDictionary = ["unique": 0, "duplicates": 0, "isLowerBound": false]
        #expect(try empty.figures()["recipients"] as? NSDictionary == wanted)
        let state = empty.text(.state).octets
        let merged = CCampaign(price: "0.05", currency: "EUR")
        #expect(merged.merge(state) == SEPTET_OK && merged.merge(state) == SEPTET_OK)
        #expect(try merged.figures()["recipients"] as? NSDictionary == wanted)
        // What was counted beside the states that were merged.
        let beside = CCampaign(price: "0.05", currency: "EUR")
        #expect(
            beside.add([], []) == SEPTET_OK
                && beside.merge(without.text(.state).octets) == SEPTET_OK
        )
        #expect(try beside.figures()["recipients"] as? NSDictionary == wanted)
    }

    @Test(arguments: refused.indices)
    func optionsOfNoCampaignAreAStatus(index: Int) {
        let (name, change, status) = Self.refused[index]
        let campaign = CCampaign(change: change)
        #expect(campaign.status == status && campaign.isNull, "\(name)")
        // Without a campaign there is nothing to be done.
        #expect(campaign.add([[]], nil) == SEPTET_NULL_ARGUMENT)
    }

    @Test func pricesThatCannotBeReadHaveAReason() {
        let campaigns = [
            CCampaign(price: "0,05 EUR", currency: "EUR"), CCampaign(price: "-1", currency: "EUR"),
            CCampaign(price: "0.05", currency: nil), CCampaign(prices: "no,list\n"),
            CCampaign(prices: ""), CCampaign(prices: "prefix,price\n48,1\n", price: "0.05"),
            CCampaign(prices: "prefix,price\n48,1\n"),
        ]
        for campaign in campaigns {
            #expect(campaign.status == SEPTET_INVALID_PRICES && !campaign.isNull)
            #expect(!campaign.text(.explanation).octets.isEmpty)
            #expect(campaign.add(Self.texts, nil) == SEPTET_INVALID_STATE)
            #expect(campaign.merge(Array("{}".utf8)) == SEPTET_INVALID_STATE)
            #expect(campaign.text(.report).status == SEPTET_INVALID_STATE)
            #expect(campaign.text(.state).status == SEPTET_INVALID_STATE)
        }
    }

    @Test func columnsThatLieCountNothing() {
        let campaign = CCampaign(price: "0.05", currency: "EUR")
        #expect(campaign.add(Self.texts, Self.numbers) == SEPTET_OK)
        let before = campaign.text(.report).octets
        // Fewer recipients than texts, and more.
        #expect(
            campaign.add(Self.texts, Array(Self.numbers.dropLast())) == SEPTET_INVALID_LAYOUT
        )
        #expect(campaign.add([], Self.numbers) == SEPTET_INVALID_LAYOUT)
        for isRecipient in [false, true] {
            for change: (inout septet_column) -> Void in [
                { $0.row_count = -1 }, { $0.row_count = .max }, { $0.first_row = .min },
                { $0.data_octets = 6 }, { $0.data_octets = -1 }, { $0.layout = 4 },
                { $0.struct_size = 3 }, { $0.rows = nil },
            ] {
                let status = campaign.add(
                    Self.texts,
                    Self.numbers,
                    change: (isRecipient: isRecipient, change)
                )
                #expect(status != SEPTET_OK)
            }
        }
        #expect(campaign.text(.report).octets == before)
    }

    @Test func statesOfNothingHaveAReason() {
        for state in ["", "{", "[]", "{}", "{\"messages\":-1}", "\u{0}", "{\"messages\":1e400}"] {
            let campaign = CCampaign()
            #expect(campaign.merge(Array(state.utf8)) == SEPTET_INVALID_STATE, "\(state)")
            #expect(!campaign.text(.explanation).octets.isEmpty, "\(state)")
            #expect(campaign.text(.report).status == SEPTET_INVALID_STATE)
            #expect(campaign.add(Self.texts, nil) == SEPTET_INVALID_STATE)
        }
        let campaign = CCampaign()
        for count in [-1, Int.min] {
            #expect(campaign.merge([0x7B], count: count) == SEPTET_INVALID_LAYOUT)
        }
        #expect(campaign.merge(nil, count: 1) == SEPTET_NULL_ARGUMENT)
        // None of those was a state, so there is still a report.
        #expect(campaign.text(.report).status == SEPTET_OK)
    }

    @Test func answersStayInTheirRoom() {
        let campaign = CCampaign()
        #expect(campaign.add(Self.texts, Self.numbers) == SEPTET_OK)
        for form in [CCampaign.Form.report, .state, .explanation] {
            var count = -1
            let asked = campaign.call(form, nil, 0, &count)
            #expect(asked == (count == 0 ? SEPTET_OK : SEPTET_BUFFER_TOO_SMALL))
            #expect(campaign.call(form, nil, -1, &count) == SEPTET_INVALID_LAYOUT)
            #expect(campaign.call(form, nil, 0, nil) == SEPTET_NULL_ARGUMENT)
            guard count > 0 else { continue }
            #expect(campaign.call(form, nil, count, &count) == SEPTET_NULL_ARGUMENT)
            var octets = [UInt8](repeating: 0xEE, count: count + 1)
            #expect(campaign.call(form, &octets, count - 1, &count) == SEPTET_BUFFER_TOO_SMALL)
            #expect(octets.allSatisfy { $0 == 0xEE })
            #expect(campaign.call(form, &octets, count, &count) == SEPTET_OK)
            #expect(octets.last == 0xEE && octets[count - 1] == UInt8(ascii: "}"))
        }
    }
}

/// A campaign of `septet.h`, closed when it goes.
private final class CCampaign {
    enum Form: Sendable {
        case report, state, explanation
    }

    let status: Int32
    private let handle: OpaquePointer?

    var isNull: Bool { handle == nil }

    init(
        prices: String? = nil,
        price: String? = nil,
        currency: String? = nil,
        change: (inout septet_campaign_options) -> Void = { _ in }
    ) {
        var options = septet_campaign_options()
        options.struct_size = UInt32(MemoryLayout<septet_campaign_options>.size)
        // Room that a failure must clear.
        var opened = OpaquePointer(bitPattern: 8)
        status = Self.with(prices) { prices in
            Self.with(price) { price in
                Self.with(currency) { currency in
                    options.prices = prices.baseAddress
                    options.price_octets = UInt64(prices.count)
                    options.part_price = price.baseAddress
                    options.part_price_octets = UInt64(price.count)
                    options.currency = currency.baseAddress
                    options.currency_octets = UInt64(currency.count)
                    change(&options)
                    return septet_campaign_open(&options, &opened)
                }
            }
        }
        handle = opened
    }

    deinit {
        septet_campaign_close(handle)
    }

    private static func with(
        _ text: String?,
        _ body: (UnsafeBufferPointer<UInt8>) -> Int32
    ) -> Int32 {
        guard let text else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        // An octet more, so that an empty text is not at NULL.
        return (Array(text.utf8) + [0]).withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0.dropLast()))
        }
    }

    func add(
        _ texts: [[UInt8]?],
        _ recipients: [[UInt8]?]?,
        layout: Int32 = SEPTET_OFFSETS32,
        change: (isRecipient: Bool, (inout septet_column) -> Void)? = nil
    ) -> Int32 {
        CColumn(texts, layout: layout).with { texts in
            if let change, !change.isRecipient { change.1(&texts) }
            guard let recipients else { return septet_campaign_add(handle, &texts, nil) }
            return CColumn(recipients, layout: layout).with { recipients in
                if let change, change.isRecipient { change.1(&recipients) }
                return septet_campaign_add(handle, &texts, &recipients)
            }
        }
    }

    func merge(_ state: [UInt8]?, count: Int? = nil) -> Int32 {
        guard let state else { return septet_campaign_merge(handle, nil, count ?? 0) }
        return septet_campaign_merge(handle, state, count ?? state.count)
    }

    func call(
        _ form: Form,
        _ octets: UnsafeMutablePointer<UInt8>?,
        _ capacity: Int,
        _ count: UnsafeMutablePointer<Int>?
    ) -> Int32 {
        switch form {
        case .report: septet_campaign_report(handle, octets, capacity, count)
        case .state: septet_campaign_state(handle, octets, capacity, count)
        case .explanation: septet_campaign_explain(handle, octets, capacity, count)
        }
    }

    func text(_ form: Form) -> (status: Int32, octets: [UInt8]) {
        var count = 0
        let first = call(form, nil, 0, &count)
        guard first == SEPTET_BUFFER_TOO_SMALL else { return (first, []) }
        var octets = [UInt8](repeating: 0, count: count)
        return (call(form, &octets, count, &count), octets)
    }

    func figures() throws -> [String: Any] {
        let report = text(.report)
        #expect(report.status == SEPTET_OK)
        let object = try JSONSerialization.jsonObject(with: Data(report.octets))
        return try #require(object as? [String: Any])
    }
}
