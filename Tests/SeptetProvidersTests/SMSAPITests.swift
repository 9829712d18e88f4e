import Foundation
import Septet
import SeptetBilling
import SeptetProviders
import TestSupport
import Testing

@Suite struct SMSAPITests {
    private let now = Timestamp(secondsSince1970: 1_500_000_000)

    @Test func tableIsTheTSVFile() throws {
        let file = PackageFolder.root.appending(path: "Vectors/tables/normalize_smsapi.tsv")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        var table: [Unicode.Scalar: String] = [:]
        for line in lines.dropFirst() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            let value = try #require(UInt32(fields[0].dropFirst(2), radix: 16))
            let scalars = try fields[1].split(separator: " ").map { field in
                try #require(UInt32(field.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init))
            }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            table[try #require(Unicode.Scalar(value))] = String(text)
        }
        #expect(table.count == 85)
        for value in UInt32(0)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(Character(scalar))
            #expect(SMSAPI.normalized(text) == table[scalar] ?? text)
        }
    }

    /// A text of exactly as many parts as are allowed is sent, one more septet is error 11 or 12.
    @Test func limitsOfPartsHaveTwoSides() {
        func code(_ partCount: Int, surplus: Int, limit: Int?) -> PredictedError.Code? {
            let text = String(repeating: "a", count: partCount * 153 + surplus)
            var message = SMSAPI.Message(text, recipients: ["44123456789"])
            message.maximumPartCount = limit
            return SMSAPI.prepare(message, now: now).estimate.predictedError?.code
        }
        #expect(code(6, surplus: 0, limit: nil) == nil)
        #expect(code(6, surplus: 1, limit: nil) == .provider(11))
        #expect(code(3, surplus: 0, limit: 3) == nil)
        #expect(code(3, surplus: 1, limit: 3) == .provider(12))
    }

    @Test func normalizingRewritesGSMLettersAndLeavesTheseSpecial() {
        #expect(
            SMSAPI.normalized("ÄÅÆÇÉÑÖØÜàäåæèéìñòöøùßü")
                == "AAACENOOUaaaaeeinoooussü".replacing("ss", with: "Ss")
        )
        for character in "ĽŞŤľşťĂĹĚĎŇŐŘŮŰŢăĺěďňőřůűţÐÞж會" {
            #expect(SMSAPI.normalized(String(character)) == String(character))
        }
    }

    @Test func tenThousandRecipientsFillARequest() throws {
        let numbers = (0..<10_001).map { "48\(500_000_000 + $0)" }
        for (count, requestCount) in [(10_000, 1), (10_001, 2)] {
            let preparation = SMSAPI.prepare(
                SMSAPI.Message("x", recipients: Array(numbers.prefix(count))),
                now: now
            )
            #expect(preparation.requests.count == requestCount)
            let sent = preparation.requests.flatMap { request in
                request.parameters.filter { $0.name == "to" }.flatMap {
                    $0.text.split(separator: ",").map(String.init)
                }
            }
            #expect(sent == Array(numbers.prefix(count)))
            #expect(preparation.estimate.totalBilledPartCount == count)
        }
    }

    @Test func valuesFollowTheirRecipientsIntoEachRequest() throws {
        var message = SMSAPI.Message("[%1%]", recipients: (0..<250).map { "48\(500_000_000 + $0)" })
        message.parameters[1] = (0..<250).map { "v\($0)" }
        message.idx = (0..<250).map { "i\($0)" }
        message.splits = true
        let requests = try SMSAPI.prepare(message, now: now).get()
        #expect(requests.count == 3)
        let last = Dictionary(
            uniqueKeysWithValues: try #require(requests.last).parameters.map { ($0.name, $0.text) }
        )
        #expect(last["to"]?.hasPrefix("48500000200,") == true)
        #expect(last["param1"]?.hasPrefix("v200|") == true)
        #expect(last["idx"]?.hasSuffix("|i249") == true)
        #expect(last["param1"]?.split(separator: "|").count == 50)
    }

    @Test func wapPushHeaderNamesItsPorts() throws {
        let octets = try Hexadecimal.octets(of: SMSAPI.wapPushHeader)
        let header = try UserDataHeader(parsing: octets.span)
        #expect(header.ports?.destination == 2948)
        #expect(header.ports?.source == 9200)
    }

    @Test func countsMatchTheStandardWithoutLineBreaksAndEscapes() {
        for count in 0...1000 {
            for character in ["a", "ł"] {
                let size = SMSAPI.TextSize(String(repeating: character, count: count))
                #expect(size.billedPartCount == size.wireSegmentCount)
                #expect(size.unitCount == count)
            }
        }
    }

    @Test func lineBreaksAlwaysCountTwo() {
        for breaks in ["\n", "\r", "\r\n"] {
            let size = SMSAPI.TextSize("a" + breaks + "b" + breaks)
            #expect(size.unitCount == 6)
        }
    }

    @Test func longTextsKeepTheirUnits() {
        for count in [39_015, 39_016, 100_000] {
            #expect(TextMeasure(String(repeating: "a", count: count)).unitCount == count)
        }
        let mixed = TextMeasure(String(repeating: "a€", count: 20_000))
        #expect(mixed.unitCount == 60_000)
        #expect(mixed.alphabet == .gsm7Bit)
        let special = TextMeasure(String(repeating: "€", count: 20_000) + "😀")
        #expect(special.unitCount == 20_002)
        #expect(special.alphabet == .ucs2)
        #expect(!special.fitsOneMessage)
    }

    @Test func plainMessagePreparesAtEveryProviderThatSends() {
        let message = Message(text: "Hello", recipients: ["44123456789"], sender: "Acme")
        for provider in Provider.all where provider.capabilities.contains(.sendText) {
            let preparation = provider.prepare(message)
            #expect(preparation.estimate.billedPartCount == 1, "\(provider.name)")
            // A campaign goes to a place and not to numbers, so a plain message is not enough.
            let count = provider.name == "smswords" ? 0 : 1
            #expect(preparation.requests.count == count, "\(provider.name)")
        }
    }

    @Test func cataloguedNamesAreUnique() {
        let names = Provider.all.flatMap { [$0.name] + $0.aliases }
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0 == $0.lowercased() })
        #expect(Provider.named("SMSAPI")?.title == "SMSAPI")
    }

    /// The names that are known without reading descriptions are those of the providers.
    @Test func namesAreThoseOfTheProviders() {
        #expect(Provider.names == Provider.all.map(\.name))
        #expect(Provider.names.count == 15)
        for provider in Provider.all {
            for name in [provider.name] + provider.aliases {
                #expect(Provider.named(name.uppercased())?.name == provider.name)
            }
        }
        #expect(Provider.named("nobody") == nil)
    }

    @Test func aPriceNeverPassesThroughBinaryFloatingPoint() throws {
        let body =
            #"[{"mcc":"1","mnc":"1","price":0.1},{"mcc":"1","mnc":"2","price":0.0079},"#
            + #"{"mcc":"1","mnc":"3","price":1234567890.123456789}]"#
        let reply = try SMSAPI.PriceListReply(Array(body.utf8))
        #expect(reply.prices.map(\.price.description) == ["0.1", "0.0079", "1234567890.123456789"])
        #expect(try reply.prices[2].price == Amount("1234567890.123456789"))
    }
}
