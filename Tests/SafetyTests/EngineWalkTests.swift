import Septet
import Testing

@Suite struct EngineWalkTests {
    @Test(arguments: calls) func hostileArguments(call: HostileCall) { call.run() }

    static let calls: [HostileCall] =
        planning + segments + encoding + userData + decoding + normalizing

    private static let planners: [Planner] =
        BoundaryPolicy.allCases.map { Planner(boundary: $0) }
        + Planner.Choice.allCases.map { Planner(languages: .all, choice: $0) }

    private static let planning: [HostileCall] = [
        HostileCall("Alphabet.unitsPerPart(headerOctetCount:)") {
            each(Hostile.numbers) { number in
                for alphabet in Alphabet.allCases {
                    _ = alphabet.unitsPerPart(headerOctetCount: number)
                }
            }
        },
        HostileCall(
            "Planner.init(languages:boundary:referenceWidth:choice:elementOctetCount:spareOctetCount:)"
        ) {
            each(Hostile.fewNumbers) { number in
                each(Hostile.texts) { text in
                    _ = try Planner(languages: .all, elementOctetCount: number).plan(text)
                    _ = try? Planner(spareOctetCount: number).encoded(text, messageNumber: 0)
                    _ = try? Planner(languages: .all, spareOctetCount: number).plan(text)
                }
            }
        },
        HostileCall("Planner.plan(_:)") {
            for planner in planners {
                each(Hostile.texts) { text in
                    let plan = try planner.plan(text)
                    _ = (plan.remainingUnitCount, plan.dividedPartCount, plan.headerOctetCount)
                }
            }
        },
        HostileCall("Planner.plan(utf8:)") {
            for planner in planners { each(Hostile.octets) { _ = try planner.plan(utf8: $0.span) } }
        },
        HostileCall("Planner.plan(octetCount:)") {
            each(Hostile.numbers) { _ = try Planner().plan(octetCount: $0) }
        },
        HostileCall("Planner.diagnose(_:)") {
            for planner in planners {
                each(Hostile.texts) { _ = try planner.diagnose($0).offenders }
            }
        },
        HostileCall("Planner.diagnose(utf8:)") {
            each(Hostile.octets) { _ = try Planner().diagnose(utf8: $0.span) }
        },
        HostileCall("CharacterFinding.index(in:)") {
            // The finding of one text, looked up in every other.
            for finding in try Planner().diagnose("a€ż€").findings {
                each(Hostile.texts) { _ = finding.index(in: $0) }
            }
        },
        HostileCall("MessagePlan.init(_:)") { each(Hostile.texts) { _ = try MessagePlan($0) } },
        HostileCall("MessagePlan.init(utf8:)") {
            each(Hostile.octets) { _ = try MessagePlan(utf8: $0.span) }
        },
        HostileCall("MessagePlan.dataCodingScheme(messageClass:)") {
            _ = try MessagePlan("ż").dataCodingScheme(messageClass: .flash)
        },
        HostileCall("NationalLanguage.init(named:)") {
            each(Hostile.texts) { _ = NationalLanguage(named: $0) }
        },
        HostileCall("NationalLanguages.init(_:)") { _ = NationalLanguages([.turkish, .turkish]) },
        HostileCall("NationalLanguages.contains(_:)") {
            _ = NationalLanguages(rawValue: .max).contains(NationalLanguage.urdu)
        },
        HostileCall("ShiftTables.init(locking:single:)") {
            for language in NationalLanguage.allCases {
                _ = ShiftTables(locking: language, single: .spanish).elementOctetCount
            }
        },
        HostileCall("ShiftTables.septets(of:)") {
            for language in NationalLanguage.allCases {
                for value in stride(from: UInt32(0), through: 0x10FFFF, by: 97) {
                    guard let scalar = Unicode.Scalar(value) else { continue }
                    _ = ShiftTables(locking: language, single: language).septets(of: scalar)
                }
            }
        },
        HostileCall("ShiftTables.scalar(of:escaped:)") {
            for language in NationalLanguage.allCases {
                for septet in UInt8.min...UInt8.max {
                    for isEscaped in [false, true] {
                        let tables = ShiftTables(locking: language, single: language)
                        _ = tables.scalar(of: septet, escaped: isEscaped)
                    }
                }
            }
        },
    ]

    private static let segments: [HostileCall] = [
        HostileCall("MessagePlan.segments(of:messageNumber:elements:messageClass:)") {
            // Plans of one text, used for every other.
            for plan in try planners.map({ try $0.plan("a€") }) + [MessagePlan(Hostile.texts[21])] {
                each(Hostile.texts) { text in
                    _ = try plan.segments(of: text, messageNumber: .min).map(\.header)
                }
            }
        },
        HostileCall("MessagePlan.segments(ofOctets:messageNumber:elements:messageClass:)") {
            each(Hostile.octets) { octets in
                _ = try MessagePlan("a").segments(ofOctets: octets.span, messageNumber: 0)
                _ = try Planner().plan(octetCount: 7).segments(
                    ofOctets: octets.span,
                    messageNumber: 0
                )
            }
        },
        HostileCall("SegmentWriter.init(_:messageNumber:elements:)") {
            let element = InformationElement(
                identifier: 0,
                data: [UInt8](repeating: 0, count: 70_000)
            )
            _ = try SegmentWriter(MessagePlan("a"), messageNumber: .max, elements: [element])
        },
        HostileCall("SegmentWriter.writeNext(of:into:)") {
            each(Hostile.numbers.filter { (0...300).contains($0) }) { capacity in
                var writer = try SegmentWriter(MessagePlan("a€"), messageNumber: 0)
                _ = [UInt8](capacity: capacity) { output in
                    for text in Hostile.texts {
                        _ = try? writer.writeNext(of: text.utf8Span, into: &output)
                    }
                }
            }
        },
        HostileCall("SegmentWriter.writeNext(ofOctets:into:)") {
            var writer = try SegmentWriter(Planner().plan(octetCount: 300), messageNumber: 0)
            _ = [UInt8](capacity: 500) { output in
                for octets in Hostile.octets {
                    _ = try? writer.writeNext(ofOctets: octets.span, into: &output)
                }
            }
        },
    ]

    private static let encoding: [HostileCall] = [
        HostileCall("Planner.encode(_:messageNumber:elements:into:)") {
            each([0, 1, 139, 140, 40_000]) { capacity in
                each(Hostile.texts) { text in
                    _ = try [UInt8](capacity: capacity) { output in
                        _ = try Planner().encode(text, messageNumber: .min, into: &output)
                    }
                }
            }
        },
        HostileCall("Planner.encode(utf8:messageNumber:elements:into:)") {
            each(Hostile.octets) { octets in
                _ = try [UInt8](capacity: 500) { output in
                    _ = try Planner().encode(utf8: octets.span, messageNumber: .min, into: &output)
                }
            }
        },
        HostileCall("Planner.encode(utf8:messageNumber:elements:into:layouts:)") {
            each(Hostile.octets) { octets in
                _ = try [SegmentLayout](capacity: 1) { layouts in
                    _ = try [UInt8](capacity: 500) { output in
                        _ = try Planner().encode(
                            utf8: octets.span,
                            messageNumber: .max,
                            into: &output,
                            layouts: &layouts
                        )
                    }
                }
            }
        },
        HostileCall("Planner.encode(_:messageNumber:elements:into:layouts:)") {
            for count in [0, 1, 255] {
                each(Hostile.texts) { text in
                    _ = try [SegmentLayout](capacity: count) { layouts in
                        _ = try [UInt8](capacity: 40_000) { output in
                            _ = try Planner().encode(
                                text,
                                messageNumber: .max,
                                into: &output,
                                layouts: &layouts
                            )
                        }
                    }
                }
            }
        },
        HostileCall("MessagePlan.encode(_:messageNumber:elements:into:layouts:)") {
            let plan = try MessagePlan("a€")
            each(Hostile.texts) { text in
                _ = try [SegmentLayout](capacity: 1) { layouts in
                    _ = try [UInt8](capacity: 140) { output in
                        try plan.encode(text, messageNumber: 0, into: &output, layouts: &layouts)
                    }
                }
            }
        },
        HostileCall("Planner.encoded(_:messageNumber:elements:)") {
            for planner in planners {
                each(Hostile.texts) { _ = try planner.encoded($0, messageNumber: .max) }
            }
        },
        HostileCall("MessagePlan.encode(_:messageNumber:elements:into:)") {
            let plan = try MessagePlan("a€")
            each(Hostile.texts) { text in
                _ = try [UInt8](capacity: 140) {
                    try plan.encode(text, messageNumber: 0, into: &$0)
                }
            }
        },
        HostileCall("MessagePlan.encoded(_:messageNumber:elements:)") {
            for plan in try planners.map({ try $0.plan("a€ż") }) {
                each(Hostile.texts) { _ = try plan.encoded($0, messageNumber: 0) }
            }
        },
        HostileCall("UCS2Text.octetCount(of:)") {
            each(Hostile.texts + [Hostile.long]) { _ = UCS2Text.octetCount(of: $0) }
        },
        HostileCall("UCS2Text.octets(of:)") {
            each(Hostile.texts + [Hostile.long]) { _ = UCS2Text.octets(of: $0) }
        },
        HostileCall("UCS2Text.write(_:into:)") {
            each([0, 1, 2, 3, 300]) { capacity in
                each(Hostile.texts) { text in
                    _ = try [UInt8](capacity: capacity) { try UCS2Text.write(text, into: &$0) }
                }
            }
        },
        HostileCall("PartText.text(ofUserData:userDataLength:dataCodingScheme:hasHeader:)") {
            eachPart { octets, number, scheme in
                _ = try PartText.text(
                    ofUserData: octets.span,
                    userDataLength: number,
                    dataCodingScheme: DataCodingScheme(octet: scheme),
                    hasHeader: scheme & 1 == 1
                )
            }
        },
        HostileCall("PartText.write(userData:userDataLength:dataCodingScheme:hasHeader:into:)") {
            eachPart { octets, number, scheme in
                _ = try [UInt8](capacity: 200) { output in
                    _ = try PartText.write(
                        userData: octets.span,
                        userDataLength: number,
                        dataCodingScheme: DataCodingScheme(octet: scheme),
                        hasHeader: scheme & 1 == 1,
                        into: &output
                    )
                }
            }
        },
    ]

    /// Calls `body` with user data, its length and a data coding scheme.
    private static func eachPart(_ body: ([UInt8], Int, UInt8) throws -> Void) {
        each(Hostile.octets) { octets in
            each(Hostile.numbers) { number in
                each(Array(stride(from: UInt8(0), to: .max, by: 5))) {
                    try body(octets, number, $0)
                }
            }
        }
    }

    private static let userData: [HostileCall] = [
        HostileCall("Concatenation.init(reference:partCount:sequence:)") {
            _ = Concatenation(reference: .eightBit(0), partCount: 0, sequence: 255).isValid
        },
        HostileCall("ConcatenationReference.init(wrapping:width:)") {
            each(Hostile.numbers) { _ = ConcatenationReference(wrapping: $0, width: .sixteenBit) }
        },
        HostileCall("DataCodingScheme.init(octet:)") {
            for octet in UInt8.min...UInt8.max {
                let scheme = DataCodingScheme(octet: octet)
                _ = (scheme.alphabet, scheme.messageClass, scheme.messageWaiting, scheme.group)
            }
        },
        HostileCall("DataCodingScheme.init(alphabet:messageClass:)") {
            _ = DataCodingScheme(alphabet: .eightBitData, messageClass: .terminalEquipment)
        },
        HostileCall("Hexadecimal.string(of:_:)") {
            each(Hostile.octets) { _ = Hexadecimal.string(of: $0, .upper) }
        },
        HostileCall("Hexadecimal.octets(of:)") {
            each(Hostile.texts) { _ = try Hexadecimal.octets(of: $0) }
        },
        HostileCall("InformationElement.init(identifier:data:)") {
            each(Hostile.octets) { octets in
                for identifier in UInt8.min...UInt8.max {
                    let element = InformationElement(
                        identifier: .init(rawValue: identifier),
                        data: octets
                    )
                    _ = (element.octetCount, element.concatenation, element.ports)
                }
            }
        },
        HostileCall("InformationElement.concatenation(_:)") {
            let place = Concatenation(reference: .sixteenBit(.max), partCount: 0, sequence: 9)
            _ = InformationElement.concatenation(place)
        },
        HostileCall("InformationElement.ports(destination:source:)") {
            _ = InformationElement.ports(destination: .max, source: .max)
        },
        HostileCall("UserDataHeader.init(_:)") {
            each(Hostile.octets) { octets in
                let element = InformationElement(identifier: 0, data: octets)
                _ = try UserDataHeader([element, element]).octets
            }
        },
        HostileCall("UserDataHeader.init(parsing:)") {
            each(Hostile.octets) { octets in
                let header = try UserDataHeader(parsing: octets.span)
                _ = (header.octets, header.octetCount, header.shiftTables)
                try header.checkMeaning()
            }
        },
    ]

    private static let decoding: [HostileCall] = [
        HostileCall("ReceivedPart.init(userData:userDataLength:dataCodingScheme:hasHeader:)") {
            each(Hostile.octets) { octets in
                each(Hostile.numbers) { number in
                    for scheme in stride(from: UInt8(0), to: .max, by: 5) {
                        let part = try ReceivedPart(
                            userData: octets.span,
                            userDataLength: number,
                            dataCodingScheme: DataCodingScheme(octet: scheme),
                            hasHeader: scheme & 1 == 1
                        )
                        _ = part.text
                    }
                }
            }
        },
        HostileCall("ReceivedPart.hash(into:)") {
            each(Hostile.octets) { octets in
                let part = try ReceivedPart(
                    userData: octets.span,
                    userDataLength: octets.count,
                    dataCodingScheme: DataCodingScheme(octet: 4),
                    hasHeader: false
                )
                _ = part.hashValue
            }
        },
        HostileCall("Reassembler.init(messageLimit:expirySeconds:)") {
            each(Hostile.numbers) {
                _ = Reassembler(messageLimit: $0, expirySeconds: $0).pendingCount
            }
        },
        HostileCall("Reassembler.add(_:from:at:)") {
            var reassembler = Reassembler(messageLimit: .min)
            for sender in Hostile.texts {
                for octets in Hostile.octets {
                    let part = try? ReceivedPart(
                        userData: octets.span,
                        userDataLength: octets.count,
                        dataCodingScheme: DataCodingScheme(octet: 4),
                        hasHeader: true
                    )
                    if let part { _ = try? reassembler.add(part, from: sender) }
                }
            }
            _ = reassembler.removeAll().map { ($0.text, $0.data, $0.missing, $0.alphabet) }
        },
    ]

    private static let normalizing: [HostileCall] = [
        HostileCall("Planner.advise(_:_:)") {
            each(Hostile.texts) { _ = Planner(languages: .all).advise($0, .lossy).suggestions }
        },
        HostileCall("Advice.text(_:applying:)") {
            // Suggestions of one text, used for every other.
            let advice = Planner().advise("“a” – ł…", .lossy)
            for suggestion in advice.suggestions {
                each(Hostile.texts + [Hostile.long]) {
                    _ = advice.text($0, applying: suggestion)
                }
            }
        },
        HostileCall("Planner.advise(utf8:_:)") {
            each(Hostile.octets) { _ = try Planner().advise(utf8: $0.span, .lossy) }
        },
        HostileCall("Planner.adviseByTier(_:)") {
            each(Hostile.texts) { _ = Planner().adviseByTier($0) }
        },
        HostileCall("Lint.init(_:)") { each(Hostile.texts) { _ = Lint($0).findings.map(\.name) } },
        HostileCall("Lint.init(utf8:)") { each(Hostile.octets) { _ = try Lint(utf8: $0.span) } },
        HostileCall("NormalizationTable.replacement(for:)") {
            for value in stride(from: UInt32(0), through: 0x10FFFF, by: 7) {
                guard let scalar = Unicode.Scalar(value) else { continue }
                for table in NormalizationTable.allCases { _ = table.replacement(for: scalar) }
            }
        },
        HostileCall("NormalizationTables.init(_:)") { _ = NormalizationTables([.lossy, .lossy]) },
        HostileCall("NormalizationTables.contains(_:)") {
            _ = NormalizationTables(rawValue: .max).contains(NormalizationTable.smsapi)
        },
        HostileCall("Normalizer.init(_:planner:)") {
            let planner = Planner(elementOctetCount: .max)
            each(Hostile.texts) { text in
                let tables = NormalizationTables(rawValue: .max)
                _ = try Normalizer(tables, planner: planner).normalize(text)
            }
        },
        HostileCall("Normalizer.normalize(_:)") {
            for planner in planners {
                let normalizer = Normalizer(NormalizationTables(rawValue: .max), planner: planner)
                each(Hostile.texts) { _ = try normalizer.normalize($0) }
            }
        },
        HostileCall("Normalizer.normalize(utf8:)") {
            each(Hostile.octets) { _ = try Normalizer(.lossy).normalize(utf8: $0.span) }
        },
        HostileCall("Normalizer.planNormalizing(utf8:)") {
            each(Hostile.octets) { _ = try Normalizer(.lossy).planNormalizing(utf8: $0.span) }
        },
    ]
}
