import Septet
import SeptetProtocols
import TestSupport
import Testing

struct TPDUTests {
    private static func userData(_ text: String) throws -> TPUserData {
        let plan = try MessagePlan(text)
        let segment = try #require(try plan.segments(of: text, messageNumber: 1).first)
        return TPUserData(segment)
    }

    // MARK: Fields

    /// TS 23.040 §9.1.2.5: the length counts semi-octets, also those that the septets of a name take.
    @Test(arguments: [
        ("+447900900123", "0c91449700091032"), ("+48500500500", "0b918405500005f0"),
        ("12345", "05812143f5"), ("*100#", "05811a00fb"), ("Septet", "0bd0d3329c5ea603"),
        ("OpenBSC", "0dd04f78d92d9c0e01"), ("A", "02d041"),
        ("INFO @ SHOP", "14d049a7f1090280a6c82714"),
        ("12345678901234567890", "148121436587092143658709"),
    ])
    func addressesAreWrittenAndReadBack(text: String, octets: String) throws {
        let submit = try SubmitTPDU(to: Address(text), Self.userData(""))
        #expect(Hexadecimal.string(of: submit.octets) == "0100" + octets + "000000")
        let reading = try TPDU.read(submit.octets.span)
        #expect(reading.tpdu == .submit(submit))
        #expect(reading.warnings == [])
        #expect(try Address(text).description == text)
    }

    private static let badAddresses: [(String, AddressError)] = [
        ("", AddressError.empty), ("+", .empty), ("+44 7900", .notADigit(utf8Offset: 2)),
        ("Zażółć", .notInTheAlphabet("ż", utf8Offset: 2)),
        ("Twelve chars", .addressTooLong(semiOctetCount: 21, limit: 20)),
        ("123456789012345678901", .addressTooLong(semiOctetCount: 21, limit: 20)),
    ]

    @Test(arguments: badAddresses)
    func whatIsNotAnAddressIsRefused(text: String, error: AddressError) {
        #expect(throws: error) { try Address(text) }
    }

    /// TS 27.005 §3.1: the service centre's length counts octets, its type included.
    @Test(arguments: [
        ("+447785016005", "0791447758100650"), ("+48501200777", "07918405210077f7"),
        ("501200777", "068105210077f7"),
    ])
    func theServiceCentreStandsInFront(text: String, octets: String) throws {
        let submit = try SubmitTPDU(to: Address("12345"), Self.userData("Hi"))
        let centre = try Address(text)
        let written = TPDU.submit(submit).octets(behindServiceCentre: centre)
        #expect(Hexadecimal.string(of: written).hasPrefix(octets))
        #expect(submit.cmgsLength == written.count - octets.utf8.count / 2)
        let reading = try TPDU.read(written.span, hasServiceCentre: true)
        #expect(reading.serviceCentre == centre)
        #expect(reading.tpdu == .submit(submit))
        let without = TPDU.submit(submit).octets(behindServiceCentre: nil)
        #expect(without == [0] + submit.octets)
        #expect(try TPDU.read(without.span, hasServiceCentre: true).serviceCentre == nil)
    }

    /// The message "hellohello" that modem manuals show.
    @Test func aPublishedSubmitIsWrittenAsPublished() throws {
        let submit = try SubmitTPDU(to: Address("+46708251358"), Self.userData("hellohello"))
        #expect(
            Hexadecimal.string(of: submit.octets) == "01000b916407281553f800000ae8329bfd4697d9ec37"
        )
    }

    /// TS 23.040 §9.2.3.11: quarters of an hour, whose sign is bit 3.
    @Test(arguments: [
        ("62110351200000", "2026-11-30T15:02:00+00:00"),
        ("62110351200040", "2026-11-30T15:02:00+01:00"),
        ("9921133295954c", "1999-12-31T23:59:59-11:00"),
        ("42209200000055", "2024-02-29T00:00:00+13:45"),
        ("0010100000009f", "2000-01-01T00:00:00-19:45"),
    ])
    func timeStampsCarryTheirZone(octets: String, text: String) throws {
        #expect(try TimeStamp(octets: Hexadecimal.octets(of: octets)).iso8601 == text)
    }

    @Test(arguments: [
        "00000000000000", "32209200000000", "62310351200000", "6211035a200000", "62110351200d00",
        "621103512000fa",
    ])
    func whatIsNotATimeHasNoText(octets: String) throws {
        #expect(try TimeStamp(octets: Hexadecimal.octets(of: octets)).iso8601 == nil)
    }

    @Test func timeStampsAreMadeOfTheirParts() throws {
        let stamp = try TimeStamp(
            year: 2026,
            month: 11,
            day: 30,
            hour: 15,
            minute: 2,
            second: 0,
            quarterHoursEastOfUTC: -22
        )
        #expect(stamp.iso8601 == "2026-11-30T15:02:00-05:30")
        #expect(stamp.quarterHoursEastOfUTC == -22)
        #expect(throws: TimeFieldError.outOfRange("day", 29, 1...28)) {
            try TimeStamp(
                year: 2026,
                month: 2,
                day: 29,
                hour: 0,
                minute: 0,
                second: 0,
                quarterHoursEastOfUTC: 0
            )
        }
    }

    private static let relativePeriods: [(UInt8, Int)] = [
        (0, 300), (143, 43_200), (144, 45_000), (167, 86_400), (168, 172_800), (196, 2_592_000),
        (197, 3_024_000), (255, 38_102_400),
    ]

    /// TS 23.040 §9.2.3.12.1, both sides of each border of the table.
    @Test(arguments: relativePeriods)
    func relativePeriodsLastAsTheTableSays(octet: UInt8, seconds: Int) throws {
        #expect(ValidityPeriod.seconds(ofRelative: octet) == seconds)
        #expect(try ValidityPeriod.relative(seconds: seconds) == .relative(octet))
        if octet < 255 {
            #expect(try ValidityPeriod.relative(seconds: seconds + 1) == .relative(octet + 1))
        }
    }

    @Test func periodsBeyondTheTableAreRefused() throws {
        #expect(throws: TimeFieldError.tooLong(seconds: 38_102_401, limit: 38_102_400)) {
            try ValidityPeriod.relative(seconds: 38_102_401)
        }
        #expect(try ValidityPeriod.relative(seconds: -1) == .relative(0))
    }

    private static let enhancedPeriods: [(String, Int?)] = [
        ("00000000000000", nil), ("01a90000000000", 3 * 86_400), ("421e0000000000", 30),
        ("03102030000000", 1 * 3_600 + 2 * 60 + 3), ("831020300000ff", nil),
        ("03fa0000000000", nil), ("07000000000000", nil),
    ]

    /// TS 23.040 §9.2.3.12.3: nothing, the relative octet, seconds, or hours, minutes and seconds.
    @Test(arguments: enhancedPeriods)
    func enhancedPeriodsHaveTheirSeconds(octets: String, seconds: Int?) throws {
        let period = try EnhancedValidityPeriod(octets: Hexadecimal.octets(of: octets))
        #expect(period.seconds == seconds)
        #expect(period.isSingleShot == (octets.utf8.first == 0x34))
    }

    private static let statuses: [(UInt8, String, MessageStatus.Outcome)] = [
        (0x00, "received by the recipient", MessageStatus.Outcome.completed),
        (0x01, "forwarded, delivery not confirmed", .completed),
        (0x02, "replaced by the service centre", .completed), (0x03, "reserved", .completed),
        (0x10, "specific to the service centre", .completed), (0x20, "congestion", .stillTrying),
        (0x25, "error in the recipient's device", .stillTrying), (0x26, "reserved", .stillTrying),
        (0x3F, "specific to the service centre", .stillTrying),
        (0x40, "remote procedure error", .failed), (0x46, "validity period expired", .failed),
        (0x49, "the message does not exist", .failed), (0x4A, "reserved", .failed),
        (0x62, "no response from the recipient", .givenUp), (0x66, "reserved", .givenUp),
        (0x80, "reserved", .reserved), (0xFF, "reserved", .reserved),
    ]

    /// TS 23.040 §9.2.3.15.
    @Test(arguments: statuses)
    func statusesHaveTheStandardsNames(
        octet: UInt8,
        name: String,
        outcome: MessageStatus.Outcome
    ) {
        let status = MessageStatus(octet: octet)
        #expect(status.name == name)
        #expect(status.outcome == outcome)
        #expect(status.isFinal == (outcome != .stillTrying))
    }

    @Test func everyStatusHasAName() {
        for octet in UInt8.min...UInt8.max {
            #expect(!MessageStatus(octet: octet).name.isEmpty)
        }
    }

    // MARK: Whole units

    @Test func aFieldThatIsCutOffIsNamedWithItsOffset() throws {
        let octets = try Hexadecimal.octets(of: "040b916407281553f800006211035120")
        #expect(
            throws: TPDUError.ends(
                in: "service centre time stamp",
                offset: 11,
                needed: 7,
                available: 5
            )
        ) {
            try TPDU.read(octets.span)
        }
    }

    @Test func aShortFieldIsReadAsFarAsItGoes() throws {
        let whole = try SubmitTPDU(to: Address("12345"), Self.userData("hellohello")).octets
        let reading = try TPDU.read(whole.span.extracting(first: whole.count - 4))
        #expect(reading.warnings == [.userDataShort(length: 10, octetCount: 9, available: 5)])
        #expect(try reading.tpdu.userData?.part().text == "hello")
    }

    /// Writing what was read, and reading what was written, changes nothing.
    @Test func randomUnitsAreReadBack() throws {
        var random = SplitMix64(seed: 19)
        for _ in 0..<5_000 {
            let tpdu = try randomUnit(&random)
            let reading = try TPDU.read(tpdu.octets.span)
            #expect(reading.tpdu == tpdu)
            #expect(reading.warnings == [])
            #expect(reading.tpdu.octets == tpdu.octets)
        }
    }

    /// TS 23.040 §9.2.3.27: bit 7 announces another indicator, and text may come without a scheme.
    @Test func aReportWithFurtherIndicatorsComesBackWithTheFirst() throws {
        let start = "06070c91449700091032621103512000216211035130002100"
        let octets = try #require(HexadecimalDigits.octets(start + "fc08020416"))
        let reading = try TPDU.read(octets.span, kind: .statusReport)
        guard case .statusReport(let report) = reading.tpdu else {
            Issue.record("\(reading.tpdu.kind)")
            return
        }
        #expect(report.parameterIndicator == 0x7C)
        #expect(report.dataCodingScheme == nil)
        #expect(Hexadecimal.string(of: report.octets) == start + "7c020416")
        #expect(try TPDU.read(report.octets.span, kind: .statusReport).tpdu == reading.tpdu)
    }

    /// Any octets are a unit or an error; what was read is written and read again alike.
    @Test func anyOctetsAreReadOrRefused() {
        var random = SplitMix64(seed: 20)
        var readCount = 0
        for index in 0..<30_000 {
            let octets = (0..<index % 301).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            for kind in [nil] + TPDU.Kind.allCases {
                let hasServiceCentre = random.below(2) == 0
                guard
                    let reading = try? TPDU.read(
                        octets.span,
                        kind: kind,
                        hasServiceCentre: hasServiceCentre
                    )
                else { continue }
                readCount += 1
                _ = try? reading.tpdu.userData?.part()
                #expect(reading.tpdu.octets.count <= octets.count + 1)
            }
        }
        #expect(readCount > 4_000)
    }

    private func randomUnit(_ random: inout SplitMix64) throws -> TPDU {
        let texts = ["", "hellohello", "@", "Zażółć gęślą jaźń", "Cena: 5 € [promo]", "😀"]
        let userData = try Self.userData(random.element(of: texts))
        let addresses = ["+447900900123", "12345", "Septet", "INFO @ SHOP", "*100#"]
        let address = try Address(random.element(of: addresses))
        let stamp = try TimeStamp(
            year: 2000 + random.below(90),
            month: 1 + random.below(12),
            day: 1 + random.below(28),
            hour: random.below(24),
            minute: random.below(60),
            second: random.below(60),
            quarterHoursEastOfUTC: random.below(159) - 79
        )
        func flag() -> Bool { random.below(2) == 0 }
        switch random.below(3) {
        case 0:
            var submit = SubmitTPDU(to: address, userData)
            let enhanced = try EnhancedValidityPeriod(
                hours: random.below(100),
                minutes: random.below(60),
                seconds: random.below(60),
                isSingleShot: flag()
            )
            submit.validityPeriod = random.element(of: [
                nil, .relative(UInt8(random.below(256))), .absolute(stamp), .enhanced(enhanced),
            ])
            submit.messageReference = UInt8(random.below(256))
            submit.protocolIdentifier = ProtocolIdentifier(octet: UInt8(random.below(256)))
            submit.rejectsDuplicates = flag()
            submit.requestsStatusReport = flag()
            submit.setsReplyPath = flag()
            return .submit(submit)
        case 1:
            var deliver = DeliverTPDU(from: address, userData, at: stamp)
            deliver.hasMoreMessages = flag()
            deliver.preventsLoops = flag()
            deliver.indicatesStatusReport = flag()
            deliver.setsReplyPath = flag()
            return .deliver(deliver)
        default:
            var report = StatusReportTPDU(
                about: UInt8(random.below(256)),
                to: address,
                MessageStatus(octet: UInt8(random.below(256))),
                receivedAt: stamp,
                dischargedAt: stamp
            )
            report.hasMoreMessages = flag()
            report.answersCommand = flag()
            if flag() {
                report.protocolIdentifier = ProtocolIdentifier(octet: UInt8(random.below(256)))
            }
            if flag() {
                report.userData = userData
                report.dataCodingScheme = userData.dataCodingScheme
            }
            if report.protocolIdentifier != nil || report.userData != nil {
                report.parameterIndicator =
                    (report.protocolIdentifier == nil ? 0 : 1) | (report.userData == nil ? 0 : 6)
            }
            return .statusReport(report)
        }
    }
}
