import Foundation
import Septet
import SeptetBilling
import SeptetNumbers
import Testing

@testable import SeptetProviders

/// What values look like in JSON that others read, and what of them stays out of logs.
@Suite struct WireFormTests {
    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private func isReadBack<Value: Codable & Equatable>(_ value: Value, as wanted: String) throws
        -> Bool
    {
        let written = try json([value])
        #expect(written == "[\(wanted)]")
        return try JSONDecoder().decode([Value].self, from: Data(written.utf8)) == [value]
    }

    @Test func valuesAreReadBack() throws {
        #expect(try isReadBack(Amount("0.0500"), as: #""0.0500""#))
        #expect(try isReadBack(Amount("-3"), as: #""-3""#))
        let cost = Cost(minimum: try Amount("1.5"), maximum: Amount(2), currency: "EUR")
        #expect(try isReadBack(cost, as: #"{"currency":"EUR","maximum":"2","minimum":"1.5"}"#))
        #expect(try isReadBack(#require(PhoneNumber(e164: "+48500500500")), as: #""+48500500500""#))
        #expect(try isReadBack(#require(CountryCode("PL")), as: #""PL""#))
        #expect(try isReadBack(Timestamp(secondsSince1970: 0), as: #""1970-01-01T00:00:00Z""#))
        #expect(try isReadBack(#require(CalendarDate("2026-11-30")), as: #""2026-11-30""#))
        #expect(try isReadBack(Alphabet.gsm7Bit, as: #""gsm7""#))
        #expect(try isReadBack(MessageEncoding.latin1, as: #""latin1""#))
        #expect(try isReadBack(DeliveryState.delivered, as: #""delivered""#))
    }

    @Test(arguments: [#"["1,5"]"#, "[1.5]", #"[""]"#, #"["1111111111111111111111111"]"#])
    func otherAmountsAreRejected(text: String) {
        #expect(throws: Swift.DecodingError.self) {
            try JSONDecoder().decode([Amount].self, from: Data(text.utf8))
        }
    }

    @Test func otherTextsAreRejected() {
        for text in [#"["48500"]"#, #"["x"]"#, "[1]"] {
            let data = Data(text.utf8)
            #expect(throws: Swift.DecodingError.self) {
                try JSONDecoder().decode([PhoneNumber].self, from: data)
            }
            #expect(throws: Swift.DecodingError.self) {
                try JSONDecoder().decode([CountryCode].self, from: data)
            }
            #expect(throws: Swift.DecodingError.self) {
                try JSONDecoder().decode([Timestamp].self, from: data)
            }
            #expect(throws: Swift.DecodingError.self) {
                try JSONDecoder().decode([CalendarDate].self, from: data)
            }
            #expect(throws: Swift.DecodingError.self) {
                try JSONDecoder().decode([Alphabet].self, from: data)
            }
        }
    }

    /// As `septet count` prints them.
    @Test func plansAreWritten() throws {
        let plan = try MessagePlan("Cena: 5 € [promo]")
        #expect(
            try json(plan)
                == #"{"encoding":"gsm7","parts":1,"remaining":140,"units":20,"unitsPerPart":160}"#
        )
        let turkish = try Planner(languages: [.turkish]).plan("Yağmur yağıyor")
        #expect(try json(turkish).utf8.count > 0)
        #expect(try json(turkish).contains(#"Shift":"tr""#))
    }

    @Test func estimatesAndErrorsAreWritten() throws {
        let error = PredictedError(
            local: .unsupportedCapability,
            "the provider has no flash",
            field: "flash",
            details: [.init("needed", .number(try Amount("0.10")))]
        )
        let estimate = Estimate(
            encoding: .gsm7,
            billedPartCount: 2,
            cost: Cost(try Amount("0.1"), currency: "EUR"),
            warnings: [EstimateWarning(.split, "two requests")],
            predictedErrors: [error, PredictedError(11, "too long", utf8Offset: 3)]
        )
        #expect(
            try json(estimate)
                == #"{"billedPartCount":2,"certainty":"exact","cost":{"currency":"EUR","maximum":"0.1","minimum":"0.1"},"#
                + #""encoding":"gsm7","predictedErrors":[{"field":"flash","local":"unsupportedCapability","#
                + #""message":"the provider has no flash","needed":"0.10"},{"code":11,"message":"too long","#
                + #""utf8Offset":3}],"recipients":[],"warnings":[{"kind":"split","message":"two requests"}]}"#
        )
    }

    /// A text, two numbers and a secret, which nothing below may show.
    private static let held = ["tajemnica", "48500500500", "48600600600", "hunter2"]

    private func expectNothingHeld(_ value: some Any, _ what: String) {
        var dumped = ""
        dump(value, to: &dumped)
        let shown = [
            "\(value)", String(reflecting: value), dumped, "\([value])",
            "\(Optional(value) as Any)",
        ]
        for text in shown {
            for held in Self.held { #expect(!text.contains(held), "\(what): \(text)") }
        }
        #expect(!"\(value)".isEmpty)
    }

    @Test func printedValuesHoldNothingPersonal() throws {
        let message = Message(
            text: "tajemnica",
            recipients: ["48500500500", "48600600600"],
            sender: "Test"
        )
        expectNothingHeld(message, "Message")
        let shared = [
            "smsapi": ["token"],
            "cheapglobalsms": ["sub_account", "sub_account_pass"],
        ]
        var requestCount = 0
        for provider in Provider.all {
            var fields: NamedTexts = [:]
            for name in shared[provider.name] ?? [] { fields[name] = "hunter2" }
            for field in provider.description?.account ?? [] where field.fallback == nil {
                fields[field.name] = field.isSecret ? "hunter2" : "acme"
            }
            let account = ProviderAccount(fields, origin: "https://example.org")
            let preparation = provider.prepare(message, account: account)
            expectNothingHeld(preparation, "\(provider.name): preparation")
            for request in preparation.requests {
                requestCount += 1
                expectNothingHeld(request, "\(provider.name): request")
                for parameter in request.parameters {
                    expectNothingHeld(parameter, provider.name)
                    expectNothingHeld(parameter.value, provider.name)
                }
            }
        }
        #expect(requestCount >= 10)
        var report = DeliveryReport(state: .delivered, isFinal: true, priceIsPerPart: false)
        report.recipient = "48500500500"
        expectNothingHeld(report, "DeliveryReport")
        var inbound = InboundMessage()
        inbound.sender = "48600600600"
        inbound.text = "tajemnica"
        expectNothingHeld(inbound, "InboundMessage")
        let field = FormFields.Field(name: "text", value: "tajemnica")
        expectNothingHeld(field, "Field")
        expectNothingHeld(FormFields([field]), "FormFields")
        expectNothingHeld(message.content, "Content")
        expectNothingHeld(
            RecipientEstimate(recipient: "48500500500", text: "tajemnica"),
            "RecipientEstimate"
        )
        expectNothingHeld(
            Reconciliation.Item(
                line: 1,
                text: "tajemnica",
                recipient: "48500500500",
                estimatedPartCount: 1,
                billedPartCount: 2
            ),
            "Item"
        )
    }

    @Test func valuesOfOneProviderHoldNothingPersonal() throws {
        let text = "tajemnica"
        let number = "48500500500"
        var smsapi = SMSAPI.Message(text, recipients: [number])
        smsapi.parameters[1] = [text]
        expectNothingHeld(smsapi, "SMSAPI.Message")
        #expect("\(smsapi)" == "SMSAPI.Message(…)")
        expectNothingHeld(
            CheapGlobalSMS.Message(text, recipients: [number]),
            "CheapGlobalSMS.Message"
        )
        let sent = try Provider.smsapi.reply(Array("OK:a1:0.1:\(number)".utf8))
        expectNothingHeld(sent.recipients, "recipients of SMSAPI")
        let fields = try FormFields(
            encoded: "MsgId=1&status=404&to=\(number)&sMessageId=1&sStatus=DELIVRD"
                + "&sMobileNo=\(number)&sender=\(number)&message=\(text)"
                + "&result={%22sms_id%22:1,%22status%22:2,%22info%22:%22\(text)%22}"
        )
        let reports = try Provider.smsapi.reports(.form(fields))
        #expect(reports.count == 1)
        expectNothingHeld(reports, "reports of SMSAPI")
        let unified = try #require(Provider.named("unified"))
        expectNothingHeld(try unified.reports(.form(fields)), "reports of Unified")
        let reply = try unified.reply(Array("1701|\(number)|x1".utf8))
        #expect(reply.recipients.first?.recipient == number)
        expectNothingHeld(reply, "a reply of Unified")
        let provider = Provider.cheapGlobalSMS
        expectNothingHeld(try provider.reports(.form(fields)), "reports of CheapGlobalSMS")
        let messages = try provider.inboundMessages(.form(fields))
        expectNothingHeld(messages, "messages of CheapGlobalSMS")
    }
}
