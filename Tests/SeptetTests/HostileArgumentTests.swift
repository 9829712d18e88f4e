import Septet
import TestSupport
import Testing

/// Numbers and octets that no caller should pass: an answer or an error, never a trap.
@Suite struct HostileArgumentTests {
    private static let numbers = [
        Int.min, Int.min + 1, -65_537, -256, -141, -140, -1, 0, 1, 2, 5, 127, 128, 133, 134, 137,
        138,
        139, 140, 141, 145, 255, 256, 65_535, 65_536, Int(Int32.max), Int.max / 8, Int.max - 1,
        Int.max,
    ]

    @Test(arguments: numbers)
    func capacities(number: Int) {
        for alphabet in Alphabet.allCases {
            let units = alphabet.unitsPerPart(headerOctetCount: number)
            #expect((0...160).contains(units))
            if number >= 140 { #expect(units == 0) }
            if number < 0 { #expect(units == alphabet.unitsPerPart(headerOctetCount: 0)) }
        }
    }

    @Test(arguments: numbers)
    func elementOctetCounts(number: Int) {
        for text in ["", "a", "ş€", "😀", String(repeating: "क", count: 300)] {
            for languages in [NationalLanguages(), .all] {
                for boundary in BoundaryPolicy.allCases {
                    for choice in Planner.Choice.allCases {
                        let planner = Planner(
                            languages: languages,
                            boundary: boundary,
                            choice: choice,
                            elementOctetCount: number
                        )
                        let plan = try? planner.plan(text)
                        if let plan {
                            #expect((1...255).contains(plan.partCount))
                            #expect((0...140 * 255).contains(plan.octetCount))
                            #expect(plan.remainingUnitCount >= 0)
                            #expect(plan.dividedPartCount >= 1)
                            #expect((0..<140).contains(number))
                        } else if choice == .ucs2 && (0...100).contains(number) {
                            Issue.record("no plan beside \(number) octets of elements")
                        }
                        _ = try? planner.plan(octetCount: 500)
                    }
                }
            }
        }
    }

    @Test(arguments: numbers)
    func octetCountsOfData(number: Int) {
        for width in ConcatenationReference.Width.allCases {
            for elements in Self.numbers {
                let planner = Planner(referenceWidth: width, elementOctetCount: elements)
                if let plan = try? planner.plan(octetCount: number) {
                    #expect((1...255).contains(plan.partCount))
                    #expect(plan.unitCount == max(0, number))
                }
            }
        }
        #expect(throws: PlanningError.self) { try Planner().plan(octetCount: 255 * 134 + 1) }
    }

    @Test(arguments: numbers)
    func messageNumbers(number: Int) throws {
        let text = String(repeating: "a", count: 200)
        for width in ConcatenationReference.Width.allCases {
            let plan = try Planner(referenceWidth: width).plan(text)
            let segments = try plan.segments(of: text, messageNumber: number)
            let reference = ConcatenationReference(wrapping: number, width: width)
            let userData = segments[1].userData
            let header = try UserDataHeader(parsing: userData.span)
            #expect(
                header.concatenation
                    == Concatenation(reference: reference, partCount: 2, sequence: 2)
            )
            #expect(reference.number == number & ((1 << width.rawValue) - 1))
        }
    }

    @Test(arguments: numbers)
    func userDataLengths(number: Int) {
        let fields: [[UInt8]] = [
            [], [0], [5, 0, 3, 1, 2, 1], [0xFF], [6, 8, 4, 0, 1, 2, 1, 0x61],
            [UInt8](repeating: 0, count: 140), [UInt8](repeating: 0xFF, count: 300),
        ]
        for field in fields {
            for octet in UInt8.min...UInt8.max {
                for hasHeader in [false, true] {
                    let scheme = DataCodingScheme(octet: octet)
                    let part = try? ReceivedPart(
                        userData: field.span,
                        userDataLength: number,
                        dataCodingScheme: scheme,
                        hasHeader: hasHeader
                    )
                    if let part, !hasHeader {
                        #expect(
                            part.units.count == (scheme.alphabet == .ucs2 ? number / 2 : number)
                        )
                    }
                    if number < 0 { #expect(part == nil) }
                }
            }
        }
    }

    @Test func randomPartsAreReadOrRefused() {
        var random = Seed.generator("parts")
        var reassembler = Reassembler(messageLimit: 3)
        var readCount = 0
        for _ in 0..<20_000 {
            let field = (0..<random.below(24)).map { _ in
                random.oneIn(3)
                    ? UInt8(random.below(256))
                    : random.element(of: [0, 1, 2, 3, 4, 5, 8, 0x24, 0x25])
            }
            let part = try? ReceivedPart(
                userData: field.span,
                userDataLength: random.below(28),
                dataCodingScheme: DataCodingScheme(octet: UInt8(random.below(256))),
                hasHeader: random.oneIn(2)
            )
            guard let part else { continue }
            readCount += 1
            _ = part.text
            let reception = try? reassembler.add(part, from: "\(random.below(2))")
            _ = reception?.givenBack.map(\.text)
            if case .complete(let message) = reception?.outcome {
                _ = message.text
                _ = message.data
            }
            #expect(reassembler.pendingCount <= 3)
        }
        #expect(readCount > 2_000)
    }

    @Test func randomHeadersAreReadAndWrittenBackOrRefused() throws {
        var random = Seed.generator("headers")
        var readCount = 0
        for number in 0..<20_000 {
            var octets = (0..<random.below(20)).map { _ in
                UInt8(random.below(random.oneIn(4) ? 256 : 8))
            }
            if !octets.isEmpty && random.oneIn(2) { octets[0] = UInt8(octets.count - 1) }
            guard let header = try? UserDataHeader(parsing: octets.span) else { continue }
            readCount += 1
            let end = header.elements.isEmpty ? 0 : 1 + Int(octets[0])
            #expect(header.octets == Array(octets[..<end]), "\(Seed.note("headers", number))")
            _ = (header.concatenation, header.ports, header.shiftTables)
        }
        #expect(readCount > 2_000)
    }

    @Test func headersLongerThanAFieldAreRefused() throws {
        func element(_ octetCount: Int) -> InformationElement {
            InformationElement(identifier: 0x7F, data: [UInt8](repeating: 0, count: octetCount))
        }
        #expect(try UserDataHeader([element(137)]).octetCount == 140)
        #expect(throws: UserDataHeaderError.headerTooLong(octetCount: 141)) {
            try UserDataHeader([element(138)])
        }
        #expect(throws: UserDataHeaderError.headerTooLong(octetCount: 1 + 2 + 70_000)) {
            try UserDataHeader([element(70_000)])
        }
        #expect(throws: SegmentationError.elementsDiffer(octetCount: 302, planned: 0)) {
            try MessagePlan("a").segments(of: "a", messageNumber: 0, elements: [element(300)])
        }
    }

    @Test func setsAndNamesOfLanguages() {
        for rawValue in [UInt16.min, 1, 2, 0x3FFE, 0x4000, 0xC001, .max] {
            let languages = NationalLanguages(rawValue: rawValue)
            let members = NationalLanguage.allCases.filter(languages.contains)
            #expect(NationalLanguages(members) == languages)
        }
        #expect(NationalLanguages.all.rawValue == 0x3FFE)
        for language in NationalLanguage.allCases {
            #expect(NationalLanguage(named: language.englishName.uppercased()) == language)
            #expect(NationalLanguage(named: language.iso639Code.uppercased()) == language)
        }
        for name in ["", "klingon", "0", "türkçe\u{301}"] {
            #expect(NationalLanguage(named: name) == nil)
        }
    }

    @Test func hexadecimalDigits() throws {
        #expect(try Hexadecimal.octets(of: "00fFaB") == [0x00, 0xFF, 0xAB])
        #expect(try Hexadecimal.octets(of: "") == [])
        let all = (0...255).map { UInt8($0) }
        for letterCase in [Hexadecimal.LetterCase.lower, .upper] {
            #expect(try Hexadecimal.octets(of: Hexadecimal.string(of: all.span, letterCase)) == all)
        }
        #expect(throws: Hexadecimal.DecodingError.oddDigitCount(digitCount: 3)) {
            try Hexadecimal.octets(of: "abc")
        }
        for (text, scalar, offset) in [
            ("0g", "g", 1), ("aa€", "€", 2), ("0x", "x", 1), (" 00", " ", 0),
        ] {
            let wrong = try #require(scalar.unicodeScalars.first)
            #expect(throws: Hexadecimal.DecodingError.notADigit(wrong, utf8Offset: offset)) {
                try Hexadecimal.octets(of: text)
            }
        }
    }
}
