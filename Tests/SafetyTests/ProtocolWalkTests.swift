import Septet
import SeptetProtocols
import Testing

@Suite struct ProtocolWalkTests {
    @Test(arguments: calls) func hostileArguments(call: HostileCall) { call.run() }

    static let calls: [HostileCall] = fields + units + centres

    /// Initialisers that store what they are given; what is stored goes through the calls.
    static let storing = [
        "DeliverTPDU.init(from:_:at:)", "MessageStatus.init(octet:)",
        "ProtocolIdentifier.init(octet:)",
        "SMPPFields.init(dataCoding:esmClass:shortMessage:parameters:)",
        "ServiceCentre.init(defaultAlphabet:longMessages:allowsLatin1:sparesOctet:)",
        "StatusReportTPDU.init(about:to:_:receivedAt:dischargedAt:)",
        "SubmitTPDU.init(to:_:validityPeriod:requestsStatusReport:messageReference:)",
        "TPUserData.init(_:)", "TaggedParameter.init(tag:value:)",
    ]

    private static let fields: [HostileCall] = [
        HostileCall("Address.init(_:)") { each(Hostile.texts) { _ = try Address($0).description } },
        HostileCall("Address.init(name:)") { each(Hostile.texts) { _ = try Address(name: $0) } },
        HostileCall("Address.init(digits:typeOfNumber:numberingPlan:)") {
            each(Hostile.texts) { text in
                _ = try Address(
                    digits: text,
                    typeOfNumber: .alphanumeric,
                    numberingPlan: .init(rawValue: 255)
                )
            }
        },
        HostileCall("TimeStamp.init(octets:)") {
            each(Hostile.octets) { _ = try TimeStamp(octets: $0).iso8601 }
        },
        HostileCall(
            "TimeStamp.init(year:month:day:hour:minute:second:quarterHoursEastOfUTC:)"
        ) {
            each(Hostile.numbers) { number in
                _ = try TimeStamp(
                    year: number,
                    month: number,
                    day: number,
                    hour: number,
                    minute: number,
                    second: number,
                    quarterHoursEastOfUTC: number
                )
                _ = try TimeStamp(
                    year: 2_000,
                    month: 1,
                    day: number,
                    hour: 1,
                    minute: 1,
                    second: 1,
                    quarterHoursEastOfUTC: number
                )
            }
        },
        HostileCall("ValidityPeriod.relative(seconds:)") {
            each(Hostile.numbers) { _ = try ValidityPeriod.relative(seconds: $0) }
        },
        HostileCall("EnhancedValidityPeriod.init(octets:)") {
            each(Hostile.octets) { _ = try EnhancedValidityPeriod(octets: $0).seconds }
        },
        HostileCall("EnhancedValidityPeriod.init(hours:minutes:seconds:isSingleShot:)") {
            Hostile.eachPair { hours, seconds in
                _ = try EnhancedValidityPeriod(hours: hours, minutes: seconds, seconds: seconds)
            }
        },
    ]

    private static let units: [HostileCall] = [
        HostileCall("EnhancedValidityPeriod.init(seconds:isSingleShot:)") {
            for seconds in UInt8.min...UInt8.max {
                _ = try? EnhancedValidityPeriod(seconds: seconds, isSingleShot: true).seconds
            }
        },
        HostileCall("ValidityPeriod.seconds(ofRelative:)") {
            for octet in UInt8.min...UInt8.max { _ = ValidityPeriod.seconds(ofRelative: octet) }
        },
        HostileCall("TPDU.octets(behindServiceCentre:)") {
            each(Hostile.octets) { octets in
                let reading = try TPDU.read(octets.span, hasServiceCentre: true)
                _ = reading.tpdu.octets(behindServiceCentre: reading.serviceCentre)
            }
        },
        HostileCall("TPDU.read(_:kind:hasServiceCentre:)") {
            for kind in [nil] + TPDU.Kind.allCases {
                each(Hostile.octets) { octets in
                    _ = try TPDU.read(octets.span, kind: kind).tpdu.userData?.part().text
                    _ = try TPDU.read(octets.span, kind: kind, hasServiceCentre: true)
                }
            }
        },
        HostileCall(
            "ReceivedPart.init(lenientlyReading:userDataLength:dataCodingScheme:hasHeader:packing:)"
        ) {
            for scheme in UInt8.min...UInt8.max where scheme % 3 == 0 {
                each(Hostile.octets) { octets in
                    for length in Hostile.fewNumbers + [octets.count] {
                        for packing in [ReceivedPart.Packing.packed, .unpacked] {
                            _ = try? ReceivedPart(
                                lenientlyReading: octets.span,
                                userDataLength: length,
                                dataCodingScheme: DataCodingScheme(octet: scheme),
                                hasHeader: length % 2 == 0,
                                packing: packing
                            ).text
                        }
                    }
                }
            }
        },
    ]

    private static let centres: [HostileCall] = [
        HostileCall("ServiceCentre.message(_:planner:messageNumber:messageClass:)") {
            for form in ServiceCentre.LongMessages.allCases {
                for alphabet in ServiceCentre.DefaultAlphabet.allCases {
                    let centre = ServiceCentre(defaultAlphabet: alphabet, longMessages: form)
                    each(Hostile.texts) { text in
                        for number in Hostile.fewNumbers {
                            _ = try centre.message(text, messageNumber: number)
                        }
                    }
                }
            }
        },
        HostileCall("ServiceCentre.message(ofOctets:planner:messageNumber:messageClass:)") {
            for form in ServiceCentre.LongMessages.allCases {
                let centre = ServiceCentre(longMessages: form, sparesOctet: true)
                each(Hostile.octets) { octets in
                    _ = try centre.message(
                        ofOctets: octets.span,
                        planner: Planner(elementOctetCount: octets.count),
                        messageNumber: .min,
                        messageClass: .flash
                    )
                }
            }
        },
        HostileCall("ServiceCentre.receive(_:)") {
            let tags: [UInt16] = [0x020C, 0x020E, 0x020F, 0x0424]
            for coding in UInt8.min...UInt8.max {
                each(Hostile.octets) { octets in
                    for alphabet in ServiceCentre.DefaultAlphabet.allCases {
                        for parameters in [[], tags] {
                            let fields = SMPPFields(
                                dataCoding: coding,
                                esmClass: coding,
                                shortMessage: octets,
                                parameters: parameters.map {
                                    TaggedParameter(tag: .init(rawValue: $0), value: octets)
                                }
                            )
                            _ = try? ServiceCentre(defaultAlphabet: alphabet).receive(fields)
                        }
                    }
                }
            }
        },
    ]
}
