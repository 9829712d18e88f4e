import SeptetNumbers
import Testing

@Suite struct NumbersWalkTests {
    @Test(arguments: calls) func hostileArguments(call: HostileCall) { call.run() }

    /// Initialisers that store what they are given; what is stored goes through the calls.
    static let storing = [
        "NumberFault.init(_:scalarOffset:)", "NumberReader.init(country:)",
        "CountrySurvey.init(limit:)",
    ]

    private static let readers =
        [nil, "GB", "US", "AR", "BR", "SM"].map {
            NumberReader(country: $0.flatMap { CountryCode($0) })
        }
        + [NumberReader(country: .world)]

    static let calls: [HostileCall] = [
        HostileCall("NumberReader.read(_:)") {
            for reader in readers {
                each(Hostile.octets) { _ = try reader.read($0.span).number.facts }
                each(Hostile.texts + [Hostile.long]) { text in
                    let reading = try reader.read(text)
                    for rule in NumberRule.allCases { _ = reading.fault(by: rule)?.description }
                    _ = (reading.number.key, reading.number.description, reading.likelyCountry)
                }
            }
        },
        HostileCall("NumberReading.fault(by:)") {
            for reader in readers {
                for rule in NumberRule.allCases {
                    each(["+1", "+12", "+44123", "+4479009001234567", "5550100"]) {
                        _ = try reader.read($0).fault(by: rule)
                    }
                }
            }
        },
        HostileCall("PhoneNumber.init(e164:)") {
            each(Hostile.texts + ["+4912345678901234567", "+99", "+000000"]) {
                _ = PhoneNumber(e164: $0)?.facts
            }
        },
        HostileCall("CountryCode.init(_:)") {
            each(Hostile.texts) { _ = CountryCode($0)?.englishName }
        },
        HostileCall("CountryCode.main(ofCallingCode:)") {
            each(Hostile.numbers) { _ = CountryCode.main(ofCallingCode: $0)?.callingCode }
        },
        HostileCall("NumberPrefix.init(_:)") {
            each(Hostile.texts + [Hostile.long]) { _ = try NumberPrefix($0).digits }
        },
        HostileCall("CountrySurvey.add(_:read:)") {
            for limit in Hostile.numbers {
                var survey = CountrySurvey(limit: limit)
                each(Hostile.octets) { octets in
                    survey.add(octets.span, read: try NumberReader().read(octets.span))
                }
                _ = survey.suggestion(for: NumberReader())
            }
        },
        HostileCall("CountrySurvey.add(_:rejected:)") {
            var survey = CountrySurvey(limit: 3)
            for reason in NumberFault.Reason.allCases {
                each(Hostile.octets) { survey.add($0.span, rejected: NumberFault(reason)) }
            }
            _ = survey.suggestion(for: NumberReader())
        },
        HostileCall("CountrySurvey.merge(_:)") {
            var survey = CountrySurvey(limit: .min)
            survey.merge(CountrySurvey(limit: .max))
        },
        HostileCall("CountrySurvey.merge(serialized:isSample:)") {
            for limit in Hostile.numbers {
                var survey = CountrySurvey(limit: limit)
                for isSample in [true, false] {
                    each(Hostile.texts) {
                        _ = survey.merge(serialized: [$0, $0], isSample: isSample)
                    }
                    for text in ["0:1", "ffffffffffffffff:12345678:7", "1:2:-1", ":", "::"] {
                        _ = survey.merge(serialized: [text], isSample: isSample)
                    }
                }
                _ = survey.suggestion(for: NumberReader())
            }
        },
        HostileCall("CountrySurvey.suggestion(for:)") {
            var survey = CountrySurvey(limit: .max)
            for reader in readers { _ = survey.suggestion(for: reader) }
        },
    ]
}
