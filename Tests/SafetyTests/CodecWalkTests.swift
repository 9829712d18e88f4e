import Septet
import Testing

@Suite struct CodecWalkTests {
    @Test(arguments: calls) func hostileArguments(call: HostileCall) { call.run() }

    static let calls: [HostileCall] = encoding + decoding

    private static let capacities = Hostile.numbers.filter { (0...300).contains($0) }

    private static let planners =
        BoundaryPolicy.allCases.map { Planner(boundary: $0) }
        + Planner.Choice.allCases.map { Planner(languages: .all, choice: $0) }
        + Planner.Choice.allCases.map { Planner(choice: $0) }
        + Hostile.fewNumbers.map { Planner(elementOctetCount: $0) }

    private static let encoding: [HostileCall] = [
        HostileCall("Planner.encode(_:messageNumber:elements:into:)") {
            for planner in planners {
                each(capacities) { capacity in
                    each(Hostile.texts) { text in
                        _ = try [UInt8](capacity: capacity) { output throws(MessageEncodingError) in
                            _ = try planner.encode(text, messageNumber: .min, into: &output)
                        }
                    }
                }
            }
        },
        HostileCall("Planner.encoded(_:messageNumber:elements:)") {
            for planner in planners {
                each(Hostile.texts) { text in
                    _ = try planner.encoded(text, messageNumber: .max).map(\.userData)
                }
            }
        },
        HostileCall("MessagePlan.encode(_:messageNumber:elements:into:)") {
            // Plans of one text, used for every other.
            for plan in try ["", "a€", "ж", Hostile.texts[21]].map({ try MessagePlan($0) }) {
                each(capacities) { capacity in
                    each(Hostile.texts) { text in
                        _ = try [UInt8](capacity: capacity) { output throws(SegmentationError) in
                            try plan.encode(text, messageNumber: 0, into: &output)
                        }
                    }
                }
            }
        },
        HostileCall("MessagePlan.encoded(_:messageNumber:elements:)") {
            let element = InformationElement(
                identifier: 0,
                data: [UInt8](repeating: 0, count: 70_000)
            )
            for plan in try ["", "a€", "ж", Hostile.texts[21]].map({ try MessagePlan($0) }) {
                each(Hostile.texts) {
                    _ = try plan.encoded($0, messageNumber: 0).map(\.userDataLength)
                }
                each(Hostile.texts) {
                    _ = try plan.encoded($0, messageNumber: 0, elements: [element]).plan
                }
            }
        },
        HostileCall("UCS2Text.octetCount(of:)") {
            each(Hostile.texts) { _ = UCS2Text.octetCount(of: $0) }
        },
        HostileCall("UCS2Text.octets(of:)") {
            each(Hostile.texts) { _ = UCS2Text.octets(of: $0) }
        },
        HostileCall("UCS2Text.write(_:into:)") {
            each(capacities) { capacity in
                each(Hostile.texts) { text in
                    _ = try [UInt8](capacity: capacity) { output throws(SegmentationError) in
                        try UCS2Text.write(text, into: &output)
                    }
                }
            }
        },
    ]

    private static let decoding: [HostileCall] = [
        HostileCall("PartText.text(ofUserData:userDataLength:dataCodingScheme:hasHeader:)") {
            each(Hostile.octets) { octets in
                each(Hostile.numbers) { number in
                    for scheme in stride(from: UInt8(0), to: .max, by: 5) {
                        _ = try PartText.text(
                            ofUserData: octets.span,
                            userDataLength: number,
                            dataCodingScheme: DataCodingScheme(octet: scheme),
                            hasHeader: scheme & 1 == 1
                        )
                    }
                }
            }
        },
        HostileCall("PartText.write(userData:userDataLength:dataCodingScheme:hasHeader:into:)") {
            each(Hostile.octets) { octets in
                each(capacities) { capacity in
                    for scheme in stride(from: UInt8(0), to: .max, by: 5) {
                        _ = try [UInt8](capacity: capacity) { output throws(PartDecodingError) in
                            _ = try PartText.write(
                                userData: octets.span,
                                userDataLength: octets.count,
                                dataCodingScheme: DataCodingScheme(octet: scheme),
                                hasHeader: scheme & 1 == 1,
                                into: &output
                            )
                        }
                    }
                }
            }
        },
    ]
}
