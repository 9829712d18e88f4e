import Septet
import SeptetProtocols
import TestSupport
import Testing

/// `Vectors/tpdu.tsv` and `Vectors/smpp.tsv`: units and fields back to what they say.
@Suite struct ProtocolVectorTests {
    @Test func unitsAreReadAsTheVectorsSay() throws {
        let rows = try VectorFile.rows("tpdu.tsv")
        var comparisonCount = 0
        for row in rows {
            let octets = try row.octets("octets")
            let kind = try #require(Self.kinds[try row.raw("direction")])
            let hasCentre = try row.raw("hasServiceCentre") == "1"
            let notes = try row.optional("notes") ?? ""
            let reading: TPDU.Reading
            do {
                reading = try TPDU.read(octets.span, kind: kind, hasServiceCentre: hasCentre)
            } catch {
                #expect("error:" + Self.word(error) == notes, "\(row): \(error)")
                continue
            }
            let part = try reading.tpdu.userData?.part()
            let found = reading.warnings.map(Self.word) + (part?.warnings ?? []).map(Self.word)
            #expect(found.joined(separator: ",") == notes, "\(row)")
            let expected = try row.optional("text") == nil ? nil : try row.text("text")
            #expect(part?.text.map { Array($0.utf8) } == expected.map { Array($0.utf8) }, "\(row)")
            let values = Self.values(of: reading)
            for pair in (try row.optional("fields") ?? "").split(separator: " ") {
                let halves = pair.split(separator: "=", maxSplits: 1).map(String.init)
                let value = values[halves[0]]?.replacing(" ", with: "_")
                #expect(value == halves.last, "\(row): \(halves[0])")
                comparisonCount += 1
            }
            // Octets that were read without a remark are written as they were.
            guard reading.warnings.isEmpty, part?.warnings.isEmpty != false else { continue }
            let written =
                hasCentre
                ? reading.tpdu.octets(behindServiceCentre: reading.serviceCentre)
                : reading.tpdu.octets
            #expect(written == octets, "\(row)")
        }
        #expect(rows.count > 90)
        #expect(comparisonCount > 250)
    }

    @Test func fieldsOfSMPPAreReadAsTheVectorsSay() throws {
        let rows = try VectorFile.rows("smpp.tsv")
        for row in rows {
            let alphabet = try #require(
                ServiceCentre.DefaultAlphabet(rawValue: try row.raw("defaultAlphabet"))
            )
            let parameters = try (row.optional("tlvs") ?? "").split(separator: ",").map { pair in
                let halves = try pair.split(separator: "=").map {
                    try Hexadecimal.octets(of: String($0))
                }
                let tag = UInt16(halves[0][0]) << 8 | UInt16(halves[0][1])
                return TaggedParameter(tag: .init(rawValue: tag), value: halves[1])
            }
            let fields = SMPPFields(
                dataCoding: try #require(try row.octets("dataCoding").first),
                esmClass: try #require(try row.octets("esmClass").first),
                shortMessage: try row.octets("shortMessage"),
                parameters: parameters
            )
            let part = try ServiceCentre(defaultAlphabet: alphabet).receive(fields).part
            let expected = try row.optional("text") == nil ? nil : try row.text("text")
            #expect(part.text.map { Array($0.utf8) } == expected.map { Array($0.utf8) }, "\(row)")
            let place = part.header.concatenation.map {
                "\($0.reference.width.rawValue):\($0.reference.number):\($0.partCount):\($0.sequence)"
            }
            #expect(try place == row.optional("concatenation"), "\(row)")
        }
        #expect(rows.count > 15)
    }

    private static let kinds: [String: TPDU.Kind] = [
        "deliver": .deliver, "submit": .submit, "status-report": .statusReport,
    ]

    private static func word(_ error: TPDUError) -> String {
        switch error {
        case .ends(_, let offset, _, _): "ends@\(offset)"
        case .addressTooLong(_, let offset): "addressTooLong@\(offset)"
        case .reservedType(let offset): "reservedType@\(offset)"
        }
    }

    private static func word(_ warning: TPDUWarning) -> String {
        switch warning {
        case .typeOfAddress(_, let offset): "typeOfAddress@\(offset)"
        case .fillerInsideAddress: "fillerInsideAddress"
        case .notATime(_, let offset): "notATime@\(offset)"
        case .userDataShort: "userDataShort"
        case .octetsBehind: "octetsBehind"
        }
    }

    private static func word(_ warning: PartWarning) -> String {
        switch warning {
        case .headerIgnored: "headerIgnored"
        case .elementIgnored: "elementIgnored"
        default: "\(warning)"
        }
    }

    /// The fields of a unit under the names of the vectors.
    private static func values(of reading: TPDU.Reading) -> [String: String] {
        var values: [String: String] = [:]
        values["serviceCentre"] = reading.serviceCentre.map { "\($0)" }
        func take(_ name: String, _ address: Address) {
            values[name] = "\(address)"
            values[name + "Type"] = "\(address.typeOfNumber)"
            values[name + "Plan"] = "\(address.numberingPlan.rawValue)"
        }
        switch reading.tpdu {
        case .deliver(let unit):
            take("originator", unit.originator)
            values["protocolIdentifier"] = "\(unit.protocolIdentifier.octet)"
            values["timeStamp"] = unit.timeStamp.iso8601 ?? "null"
            values["moreMessages"] = "\(unit.hasMoreMessages)"
            values["loopPrevention"] = "\(unit.preventsLoops)"
            values["statusReportIndication"] = "\(unit.indicatesStatusReport)"
            values["replyPath"] = "\(unit.setsReplyPath)"
        case .submit(let unit):
            take("destination", unit.destination)
            values["messageReference"] = "\(unit.messageReference)"
            values["protocolIdentifier"] = "\(unit.protocolIdentifier.octet)"
            values["rejectDuplicates"] = "\(unit.rejectsDuplicates)"
            values["statusReportRequest"] = "\(unit.requestsStatusReport)"
            values["replyPath"] = "\(unit.setsReplyPath)"
            values["validitySeconds"] = unit.validityPeriod?.seconds.map { "\($0)" } ?? "null"
            switch unit.validityPeriod {
            case .relative: values["validityFormat"] = "relative"
            case .absolute(let stamp):
                values["validityFormat"] = "absolute"
                values["validityUntil"] = stamp.iso8601
            case .enhanced(let period):
                values["validityFormat"] = "enhanced"
                values["validitySingleShot"] = "\(period.isSingleShot)"
            case nil: break
            }
        case .statusReport(let unit):
            take("recipient", unit.recipient)
            values["messageReference"] = "\(unit.messageReference)"
            values["timeStamp"] = unit.timeStamp.iso8601 ?? "null"
            values["dischargeTime"] = unit.dischargeTime.iso8601 ?? "null"
            values["status"] = "\(unit.status.octet)"
            values["statusName"] = unit.status.name
            values["outcome"] = "\(unit.status.outcome)"
            values["moreMessages"] = "\(unit.hasMoreMessages)"
            values["statusReportQualifier"] = "\(unit.answersCommand)"
            values["parameterIndicator"] = unit.parameterIndicator.map { "\($0)" }
            values["protocolIdentifier"] = (unit.protocolIdentifier?.octet).map { "\($0)" }
        }
        if let userData = reading.tpdu.userData {
            values["dataCoding"] = "\(userData.dataCodingScheme.octet)"
            values["hasHeader"] = "\(userData.hasHeader)"
            values["userDataLength"] = "\(userData.length)"
        }
        return values
    }
}
