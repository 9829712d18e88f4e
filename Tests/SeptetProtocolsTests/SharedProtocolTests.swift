import Foundation
import Septet
import SeptetProtocols
import TestSupport
import Testing

/// Whole TPDUs and SMPP units of other projects, held against what their tests assert.
///
/// The records lie outside the package; without them nothing is tested here.
struct SharedProtocolTests {
    struct Record {
        let id: String
        let kind: String
        let isSound: Bool
        let octets: [UInt8]
        let hasServiceCentre: Bool
        let expected: [String: Any]
    }

    static func records(_ prefix: String) throws -> [Record] {
        let url = SharedFolder.url.appending(path: "vectors/smpp-and-tpdu.json")
        guard let data = try? Data(contentsOf: url) else { return [] }
        let all = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
        let found: [Record] = try all.compactMap { record in
            let kind = try #require(record["kind"] as? String)
            guard kind.utf8.starts(with: prefix.utf8) else { return nil }
            let input = try #require(record["input"] as? [String: Any])
            let hexadecimal = try #require(input["pdu"] as? String)
            // Two assert the SCTS or its kin apart; what was decoded elsewhere has all fields.
            let decoded = record["decoded"] as? [String: Any] ?? [:]
            let expected = record["expected"] as? [String: Any] ?? [:]
            return Record(
                id: try #require(record["id"] as? String),
                kind: kind,
                isSound: record["status"] as? String != "differs",
                octets: try Hexadecimal.octets(of: hexadecimal),
                hasServiceCentre: input["smsc_included"] as? Bool ?? false,
                expected: decoded.merging(expected) { $1 }
            )
        }
        #expect(!found.isEmpty)
        return found
    }

    /// Records whose links have ISO-8859-1 or ASCII as the default alphabet.
    static let latin1Links: Set = [
        "telenordigital-sms-smpp-pdu-0010", "jasmin-pdu-0003", "jasmin-pdu-0008",
    ]

    /// Records whose assertions are not the standard's, and what is read instead.
    private static let differing = [
        "PDUlib-pdu-0024": "141 octets of user data; they are read, with a remark",
        "nrf-sms-test-pdu-0007": "the length is one more than the octets; what is there is read",
        "nrf-sms-test-pdu-0009": "41 septets announced, 40 there; no @ is made up",
        "nrf-sms-test-pdu-0010": "10 octets announced, 9 there",
        "nrf-sms-test-pdu-0014": "28 octets announced, 27 there",
        "python-gsmmodem-pdu-0015": "160 octets announced, 10 there",
        "cloudhopper-smpp-pdu-0049": "255 octets of short_message, which SMPP 5.0 allows",
        "node-smpp-pdu-0001": "a single shift is read as a locking shift there",
        "jsmpp-pdu-0013": "a reference of 16 bits in the wrong place",
        "jsmpp-pdu-0016": "a question mark for the euro sign, which is 1B 65",
    ]

    /// Nothing that differs is passed over without a reason.
    @Test(.enabled(if: SharedFolder.exists))
    func whatDiffersIsExplained() throws {
        let kinds = [
            "tpdu.submit", "tpdu.deliver", "tpdu.status-report", "smpp.pdu", "smpp.segments",
        ]
        var found: Set<String> = []
        for kind in kinds {
            for record in try Self.objects("smpp-and-tpdu.json", kind)
            where record["status"] as? String == "differs" {
                found.insert(record["id"] as? String ?? "")
            }
        }
        #expect(found == Set(Self.differing.keys))
    }

    @Test(.enabled(if: SharedFolder.exists))
    func everyTPDUHasTheFieldsThatAreAsserted() throws {
        var comparisons = 0
        for record in try Self.records("tpdu.") {
            let kind: TPDU.Kind =
                switch record.kind {
                case "tpdu.submit": .submit
                case "tpdu.status-report": .statusReport
                default: .deliver
                }
            if record.expected["error"] as? String == "reserved-mti" {
                #expect(throws: TPDUError.self, "\(record.id)") {
                    try TPDU.read(record.octets.span, hasServiceCentre: record.hasServiceCentre)
                }
                continue
            }
            let reading = try TPDU.read(
                record.octets.span,
                kind: kind,
                hasServiceCentre: record.hasServiceCentre
            )
            let fields = Fields(reading)
            for (name, value) in record.expected where record.isSound {
                guard let found = fields.values[name] else { continue }
                comparisons += 1
                #expect("\(value)" == found, "\(record.id) \(name)")
            }
            // Fields read without a warning are written as they were.
            if reading.warnings.isEmpty {
                let written =
                    record.hasServiceCentre
                    ? reading.tpdu.octets(behindServiceCentre: reading.serviceCentre)
                    : reading.tpdu.octets
                #expect(
                    Hexadecimal.string(of: written) == Hexadecimal.string(of: record.octets),
                    "\(record.id)"
                )
            }
        }
        #expect(comparisons > 700)
    }

    @Test(.enabled(if: SharedFolder.exists))
    func everySMPPTextIsRead() throws {
        var comparisons = 0
        for record in try Self.records("smpp.pdu") where record.isSound {
            guard let text = record.expected["text"] as? String, text != "" else { continue }
            guard let fields = SubmitBody(record.octets)?.fields else { continue }
            let centre = ServiceCentre(
                defaultAlphabet: Self.latin1Links.contains(record.id) ? .latin1 : .gsm7
            )
            let reception = try centre.receive(fields)
            comparisons += 1
            #expect(reception.part.text == text, "\(record.id)")
        }
        #expect(comparisons >= 10)
    }
}

extension SharedProtocolTests {
    private static func objects(_ file: String, _ kind: String) throws -> [[String: Any]] {
        let url = SharedFolder.url.appending(path: "vectors/" + file)
        guard let data = try? Data(contentsOf: url) else { return [] }
        let all = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
        let found = all.filter { ($0["kind"] as? String)?.utf8.elementsEqual(kind.utf8) == true }
        #expect(!found.isEmpty, "\(file) \(kind)")
        return found
    }

    private static func octets(_ value: Any?) throws -> [UInt8] {
        try Hexadecimal.octets(of: try #require(value as? String))
    }

    /// Units behind the service centre's address, as phones store them.
    @Test(.enabled(if: SharedFolder.exists))
    func storedUnitsAreReadAndWritten() throws {
        var count = 0
        for record in try Self.objects("gammu-at-sms-encode.json", "pdu.encode") {
            let id = record["id"] as? String ?? ""
            let input = try #require(record["input"] as? [String: Any])
            let expected = try #require(record["expected"] as? [String: String])
            let octets = try Self.octets(input["pdu"])
            let reading = try TPDU.read(
                octets.span,
                kind: expected["type"] == "submit" ? .submit : .deliver,
                hasServiceCentre: true
            )
            let fields = Fields(reading).values
            // A text that was changed before it was written cannot come back.
            let names =
                record["status"] as? String == "ok"
                ? ["type", "smsc", "address", "text"] : ["type", "smsc", "address"]
            for name in names { #expect(fields[name] ?? "" == expected[name], "\(id) \(name)") }
            #expect(
                reading.tpdu.octets(behindServiceCentre: reading.serviceCentre) == octets,
                "\(id)"
            )
            count += 1
        }
        #expect(count > 150)
    }

    /// Units that a decoder and an encoder agree about, whose texts are given as septets.
    @Test(.enabled(if: SharedFolder.exists), arguments: ["pdu.decode.tpdu", "pdu.encode.tpdu"])
    func decodedUnitsHaveTheirFields(kind: String) throws {
        var count = 0
        for record in try Self.objects("warthog618-sms-tests.json", kind) {
            let id = record["id"] as? String ?? ""
            let input = try #require(record["input"] as? [String: Any])
            let expected = try #require(record["expected"] as? [String: Any])
            let given = input["fields"] as? [String: Any] ?? expected["fields"] as? [String: Any]
            // The others were not checked; some are units of the other direction.
            guard record["status"] as? String == "ok", let given else { continue }
            let octets = try Self.octets(input["tpdu"] ?? expected["octets"])
            // Reports and commands that Septet does not know have fields of their own.
            guard ["fcs", "ct", "mn"].allSatisfy({ given[$0] == nil }), !octets.isEmpty else {
                continue
            }
            let isUp = given["direction"] as? String == "mo"
            let type = octets[0] & 3
            let found: TPDU.Kind? =
                switch (type, isUp) {
                case (0, false): .deliver
                case (1, true): .submit
                case (2, false): .statusReport
                default: nil
                }
            guard let found, let reading = try? TPDU.read(octets.span, kind: found) else {
                continue
            }
            let fields = Fields(reading).values
            for (name, value) in given where ["mr", "pid", "dcs", "st"].contains(name) {
                // A field that the unit does not carry is given as 0.
                if let value = value as? Int, fields[name] != nil || value != 0 {
                    #expect(fields[name] == "\(value)", "\(id) \(name)")
                }
            }
            for name in ["oa", "da", "ra"] {
                guard let address = given[name] as? [String: Any],
                    let text = address["addr"] as? String
                else { continue }
                let digits = fields["address"].map {
                    $0.hasPrefix("+") ? String($0.dropFirst()) : $0
                }
                #expect(digits == text, "\(id) \(name)")
            }
            if let userData = reading.tpdu.userData, !userData.hasHeader,
                let part = try? userData.part()
            {
                let units = part.units.flatMap {
                    part.dataCodingScheme.alphabet == .ucs2
                        ? [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)]
                        : [UInt8(truncatingIfNeeded: $0)]
                }
                #expect(try units == Self.octets(given["ud"]), "\(id) ud")
            }
            count += 1
        }
        #expect(count >= 2)
    }
}

/// The fields of a reading under the names of the records.
private struct Fields {
    var values: [String: String] = [:]

    init(_ reading: TPDU.Reading) {
        if let centre = reading.serviceCentre { values["smsc"] = "\(centre)" }
        switch reading.tpdu {
        case .submit(let submit):
            values["type"] = "submit"
            values["mr"] = "\(submit.messageReference)"
            values["rd"] = submit.rejectsDuplicates ? "1" : "0"
            values["srr"] = submit.requestsStatusReport ? "1" : "0"
            values["rp"] = submit.setsReplyPath ? "1" : "0"
            if case .relative(let octet)? = submit.validityPeriod {
                values["vp"] = "\(octet)"
                values["vp_minutes"] = "\(ValidityPeriod.seconds(ofRelative: octet) / 60)"
            }
            if case .absolute(let stamp)? = submit.validityPeriod {
                values["vp_absolute"] = stamp.iso8601
            }
            take(submit.destination, submit.protocolIdentifier, submit.userData)
        case .deliver(let deliver):
            values["type"] = "deliver"
            values["timestamp"] = deliver.timeStamp.iso8601
            values["more_messages"] = deliver.hasMoreMessages ? "1" : "0"
            values["lp"] = deliver.preventsLoops ? "1" : "0"
            values["sri"] = deliver.indicatesStatusReport ? "1" : "0"
            values["rp"] = deliver.setsReplyPath ? "1" : "0"
            take(deliver.originator, deliver.protocolIdentifier, deliver.userData)
        case .statusReport(let report):
            values["type"] = "status-report"
            values["mr"] = "\(report.messageReference)"
            values["timestamp"] = report.timeStamp.iso8601
            values["discharge"] = report.dischargeTime.iso8601
            values["st"] = "\(report.status.octet)"
            values["srq"] = report.answersCommand ? "1" : "0"
            take(report.recipient, report.protocolIdentifier, report.userData)
        }
    }

    private mutating func take(
        _ address: Address,
        _ identifier: ProtocolIdentifier?,
        _ userData: TPUserData?
    ) {
        values["address"] = "\(address)"
        values["ton"] = "\(address.typeOfNumber.rawValue)"
        values["npi"] = "\(address.numberingPlan.rawValue)"
        if let identifier { values["pid"] = "\(identifier.octet)" }
        guard let userData else { return }
        values["dcs"] = "\(userData.dataCodingScheme.octet)"
        values["udl"] = "\(userData.length)"
        values["udhi"] = userData.hasHeader ? "1" : "0"
        guard let part = try? userData.part() else { return }
        if let text = part.text { values["text"] = text }
    }
}

/// The body of a submit_sm or deliver_sm, as far as its text is concerned.
struct SubmitBody {
    let fields: SMPPFields

    init?(_ octets: [UInt8]) {
        guard octets.count > 16, [4, 5].contains(octets[7]), octets[4] == 0 else { return nil }
        var index = 16
        func skipText() {
            while index < octets.count, octets[index] != 0 { index += 1 }; index += 1
        }
        skipText()
        for _ in 0..<2 { index += 2; skipText() }
        guard index + 3 <= octets.count else { return nil }
        let esmClass = octets[index]
        index += 3
        for _ in 0..<2 { skipText() }
        guard index + 5 <= octets.count else { return nil }
        let dataCoding = octets[index + 2]
        let count = Int(octets[index + 4])
        index += 5
        guard index + count <= octets.count else { return nil }
        let text = Array(octets[index..<index + count])
        index += count
        var parameters: [TaggedParameter] = []
        while index + 4 <= octets.count {
            let tag = UInt16(octets[index]) << 8 | UInt16(octets[index + 1])
            let length = Int(octets[index + 2]) << 8 | Int(octets[index + 3])
            guard index + 4 + length <= octets.count else { return nil }
            let value = Array(octets[index + 4..<index + 4 + length])
            parameters.append(TaggedParameter(tag: .init(rawValue: tag), value: value))
            index += 4 + length
        }
        fields = SMPPFields(
            dataCoding: dataCoding,
            esmClass: esmClass,
            shortMessage: text,
            parameters: parameters
        )
    }
}
