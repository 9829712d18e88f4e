import SeptetBilling
import SeptetCampaigns
import SeptetNumbers
import SeptetProviders
import TestSupport
import Testing

/// The same text is the same number, or has the same fault, wherever it is used.
@Suite struct NumberDoorsTests {
    private static let providers: [Provider] = Provider.all.filter {
        !["smswords", "smspins"].contains($0.name)
    }

    private static func rows() throws -> [VectorRow] {
        let rows = try VectorFile.rows("numbers/written.tsv")
        try #require(rows.count > 180)
        return rows
    }

    /// What a request to a provider says about a recipient: the number that is sent, or the errors.
    private static func requested(_ text: String, _ provider: Provider) -> (String?, String) {
        // Names aren't senders to the US.
        let sender = provider.description == nil ? "Test" : "+447700900001"
        let message = Message(text: "Hi", recipients: [text], sender: sender)
        let preparation = provider.prepare(message)
        let names = ["to", "To", "destination", "recipients"]
        let values = preparation.requests.flatMap { request -> [RequestParameter] in
            switch request.content {
            case .empty: return request.query
            case .form(let fields): return request.query + fields
            case .octets(let octets, _):
                // The sender is the only other run of digits.
                let runs = octets.split { !(0x30...0x39).contains($0) }
                    .map { String(decoding: $0, as: UTF8.self) }
                return runs.filter { $0.utf8.count > 5 && $0 != "447700900001" }
                    .map { RequestParameter("to", $0) }
            }
        }.filter { parameter in names.contains { $0 == parameter.name } }.map {
            parameter -> String in
            guard case .text(let text) = parameter.value else { return "" }
            return text.first == "+" ? String(text.dropFirst()) : text
        }
        let errors = preparation.estimate.predictedErrors.map(\.message).joined()
        return (values.first, errors)
    }

    @Test("A number is one through estimate, set, prices and every request", arguments: try rows())
    func doors(row: VectorRow) throws {
        let text = try row.text("text")
        let octets = Array(text.utf8)
        let wanted = try row.optional("number")
        let reason = try row.optional("reason")
        let digits = wanted.map { String($0.dropFirst()) }
        // The estimate.
        let prefix = reason == nil ? digits ?? "48" : "48"
        let list = try PriceList(octets: Array("prefix,price,currency\n\(prefix),0.5,EUR\n".utf8))
        let country = try row.optional("country").map { try #require(CountryCode($0)) }
        let reader = NumberReader(country: country)
        var campaign = CampaignEstimator(CampaignSettings(prices: list, numbers: reader))
        do throws(CampaignEstimator.Refusal) {
            try campaign.add(recipient: text, text: "Hi")
            #expect(reason == nil)
            try campaign.add(recipient: wanted ?? "", text: "Hi")
            let report = campaign.report()
            #expect(report.recipients?.value == 1 && report.duplicateCount == 1)
            #expect(report.whole.cost == Cost(Amount(1), currency: "EUR"))
        } catch {
            #expect(error.reason == (reason == "empty" ? .noRecipient : .notANumber))
            guard case .recipient(let fault) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(fault.reason.name == reason)
            #expect(campaign.report().whole.partCount == 0)
        }
        // The set of recipients.
        if let wanted, reason == nil {
            var set = RecipientSet()
            set.add(octets.span, reader)
            set.add(try #require(PhoneNumber(e164: wanted)))
            #expect(set.count().value == 1)
        }
        // No request has a default country of ours.
        guard country == nil else { return }
        // Commas and line ends separate recipients of a job, and some providers trim them.
        let separators: [UInt8] = [0x2C, 0x3B, 0x0A, 0x0D]
        guard !octets.contains(where: separators.contains) else { return }
        for provider in Self.providers {
            let (number, errors) = Self.requested(text, provider)
            if reason == nil, let digits, (7...15).contains(digits.utf8.count) {
                #expect(number == digits, "\(provider.name)")
            } else if let reason, reason != "empty" {
                // CheapGlobalSMS's server has a dial code for numbers that begin with a zero.
                let isTheirs =
                    provider.name == "cgsms" && reason == "nationalNumber"
                    && octets.first { (0x30...0x39).contains($0) } == 0x30
                let words =
                    NumberFault.Reason.allCases.first { $0.name == reason }?.description ?? "?"
                #expect(isTheirs || number == nil, "\(provider.name)")
                #expect(isTheirs || errors.contains(words), "\(provider.name)")
            }
        }
    }

    @Test("One number twice is one recipient, however it is written")
    func duplicates() throws {
        let spellings = ["447900900123", "00447900900123", "+44 (0)7900 900123", "447900900123.0"]
        var campaign = CampaignEstimator()
        for spelling in spellings { try campaign.add(recipient: spelling, text: "Hi") }
        #expect(campaign.report().recipients?.value == 1)
        for provider in Self.providers {
            let message = Message(text: "Hi", recipients: spellings, sender: "Test")
            let warnings = provider.prepare(message).estimate.warnings.map(\.kind)
            #expect(warnings.contains(.duplicates), "\(provider.name)")
        }
    }

    @Test("With a default country national numbers have its price, and others theirs")
    func country() throws {
        let prices = try PriceList(
            octets: Array("country,price,currency\nUS,1,EUR\nGB,10,EUR\n".utf8)
        )
        let settings = CampaignSettings(
            prices: prices,
            numbers: NumberReader(country: CountryCode("US"))
        )
        var campaign = CampaignEstimator(settings)
        for number in ["(212) 555-0100", "415.555.0101", "+447900900123", "1-303-555-0102"] {
            try campaign.add(recipient: number, text: "Hi")
        }
        #expect(campaign.report().whole.cost == Cost(Amount(13), currency: "EUR"))
        #expect(throws: CampaignEstimator.Refusal.recipient(NumberFault(.tooLong))) {
            try campaign.add(recipient: "447900900123", text: "Hi")
        }
        #expect(throws: CampaignEstimator.Refusal.recipient(NumberFault(.noAreaCode))) {
            try campaign.add(recipient: "555-0100", text: "Hi")
        }
    }

    @Test("The rule decides what is counted")
    func rule() throws {
        let numbers = ["+447900900123", "+447700900123", "+4479009001234567", "n/a", ""]
        for (rule, wanted) in [(NumberRule.valid, 1), (.possible, 2), (.any, 5)] {
            var campaign = CampaignEstimator(CampaignSettings(numberRule: rule))
            for number in numbers { _ = try? campaign.add(recipient: number, text: "Hi") }
            #expect(campaign.report().totals.messageCount == wanted, "\(rule)")
            #expect(campaign.report().totals.rejectedCount == 5 - wanted, "\(rule)")
        }
    }

    @Test("A list of US numbers is never priced abroad in silence")
    func unitedStates() throws {
        // One number for each area code that the tables have.
        let areas = try (200...999).filter { area in
            let number = try #require(PhoneNumber(e164: "+1\(area)5550100"))
            return number.facts.country == CountryCode("US") && number.facts.kind == .fixedOrMobile
        }
        #expect(areas.count > 340)
        let written = areas.enumerated().map { index, area in
            switch index % 4 {
            case 0: "(\(area)) 555-0100"
            case 1: "\(area)-555-0100"
            case 2: "\(area).555.0100"
            default: "\(area)5550100"
            }
        }
        var abroad = CampaignEstimator()
        for number in written { _ = try? abroad.add(recipient: number, text: "Hi") }
        let report = abroad.report()
        let alert = try #require(report.alerts.first)
        #expect(alert.contains("--country US makes \(areas.count) of the \(areas.count) numbers"))
        #expect(alert.contains("United States"))
        #expect(CampaignHTML(report).text.contains("--country US"))
        let json = String(decoding: report.json(), as: UTF8.self)
        #expect(json.contains(#""suggestedCountry":{"countries":["US"],"valid":\#(areas.count),"#))
        #expect(report.totals.rejectedCount > areas.count * 3 / 4)
        let settings = CampaignSettings(numbers: NumberReader(country: CountryCode("US")))
        var home = CampaignEstimator(settings)
        for number in written { try home.add(recipient: number, text: "Hi") }
        #expect(home.report().alerts.isEmpty)
        #expect(home.report().totals.numbers.kindCounts == [.fixedOrMobile: areas.count])
        // With another country the report says so as well.
        var wrong = CampaignEstimator(
            CampaignSettings(numbers: NumberReader(country: CountryCode("DE")))
        )
        for number in written { _ = try? wrong.add(recipient: number, text: "Hi") }
        #expect(wrong.report().alerts.first?.contains("--country US makes") == true)
    }

    @Test("What leaving out fixed lines and toll-free numbers saves is in the report")
    func kinds() throws {
        let prices = PriceList(flat: Amount(1), currency: "EUR")
        var campaign = CampaignEstimator(CampaignSettings(prices: prices))
        let long = String(repeating: "a", count: 161)
        for number in ["+441212345678", "+442079460000", "+448001234567", "+447900900123"] {
            try campaign.add(recipient: number, text: long)
        }
        let report = campaign.report()
        #expect(report.unreachable.map(\.kind) == [.fixed, .tollFree])
        #expect(report.unreachable.map(\.partCount) == [4, 2])
        #expect(
            report.warnings == [
                "2 fixed lines, 1 toll-free numbers cannot receive texts: leaving them out saves "
                    + "6 parts and 6 EUR."
            ]
        )
        let json = String(decoding: report.json(), as: UTF8.self)
        #expect(json.contains(#""kinds":{"mobile":1,"fixed":2,"tollFree":1}"#))
        let row = #"{"kind":"tollFree","messages":1,"parts":2,"cost":{"currency":"EUR","min":2,"#
        #expect(json.contains(row))
        #expect(CampaignTable(report).text.contains("no texts,fixed,fixed lines,2,4,4,4,EUR"))
    }
}
