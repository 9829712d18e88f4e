import TestSupport
import Testing

@testable import Septet

/// The test cases of other projects that say what the engine does too.
///
/// Those with the status `ok` were confirmed by a second implementation. Kinds that are not about
/// short messages, or about fields the engine does not make, are listed with the reason.
@Suite(.enabled(if: SharedFolder.exists, "there is no folder shared beside the package"))
struct SharedVectorTests {
    private static let reasonsToPassOver = [
        "pdu.encode": "whole TPDUs with addresses, which HTTP providers make",
        "pdu.encode.tpdu": "whole TPDUs with addresses",
        "pdu.decode.tpdu": "whole TPDUs with addresses",
        "bcd.encode": "telephone numbers",
        "address.encode": "telephone numbers",
        "charset.encode": "ISO-8859-1, which another module does",
        "gsm7.pack.ussd": "carriage return as padding, of USSD and not of short messages",
        "gsm7.unpack.ussd": "carriage return as padding",
        "gsm7.encode.ussd-padding": "carriage return as padding",
        "smpp.pdu": "fields of SMPP",
        "smpp.segments": "fields of SMPP",
        "tpdu.deliver": "whole TPDUs with addresses",
        "tpdu.status-report": "whole TPDUs with addresses",
        "tpdu.submit": "whole TPDUs with addresses",
        "reassemble.tpdu": "parts without a header, joined because the caller listed them",
    ]

    private static let alphabets: [String: Alphabet] = [
        "gsm7": .gsm7Bit, "8bit": .eightBitData, "ucs2": .ucs2,
    ]

    private static func records(_ kind: String) throws -> [SharedRecord] {
        let records = try SharedRecord.all().filter { $0.kind == kind && $0.status == "ok" }
        try #require(!records.isEmpty, "no record of the kind \(kind)")
        return records
    }

    @Test func everyKindIsTestedOrPassedOverForAReason() throws {
        let tested: Set = [
            "charset.cell", "dcs.alphabet", "gsm7.pack", "gsm7.unpack", "gsm7.encode",
            "gsm7.encodable", "gsm7.decode", "gsm7.decode.septets", "ucs2.encode", "ud.capacity",
            "segment.8bit", "segment.ud", "segment.tpdu", "udh.split",
        ]
        let kinds = Set(try SharedRecord.all().filter { $0.status == "ok" }.map(\.kind))
        #expect(kinds.subtracting(tested).subtracting(Self.reasonsToPassOver.keys) == [])
        #expect(tested.subtracting(kinds) == [])
    }

    @Test func cellsOfTheTables() throws {
        for record in try Self.records("charset.cell") {
            #expect(
                try Self.shown(record) == record.expected("codepoint", as: String.self),
                "\(record)"
            )
        }
    }

    private static func shown(_ record: SharedRecord) throws -> String? {
        let language = try #require(record.input("language", as: Int.self))
        let isSingle = record.input("table", as: String.self) == "single"
        let septet = try #require(try record.inputOctets("septet").first)
        let tables = isSingle ? ShiftTables(0, language) : ShiftTables(language, 0)
        return tables.scalar(of: septet, escaped: isSingle)?.codePointName
    }

    @Test func alphabetsOfDataCodingSchemes() throws {
        for record in try Self.records("dcs.alphabet") {
            let octet = try #require(record.input("dcs", as: Int.self))
            let name = try #require(record.expected("alphabet", as: String.self))
            #expect(
                DataCodingScheme(octet: UInt8(octet)).alphabet == Self.alphabets[name],
                "\(record)"
            )
        }
    }

    @Test func packedSeptets() throws {
        for record in try Self.records("gsm7.pack") {
            let fillBitCount = record.input("fill_bits", as: Int.self) ?? 0
            if let text = record.input("text", as: String.self) {
                let units = try Self.septets(of: text)
                #expect(units.count == record.expected("septets", as: Int.self), "\(record)")
                let packed = ReferenceBits.packed(units, fillBitCount: 0)
                #expect(packed.count == record.expected("octets", as: Int.self), "\(record)")
            } else if let times = record.input("times", as: Int.self) {
                let septet = try #require(try record.inputOctets("repeat_septet").first)
                let packed = Self.packed([UInt8](repeating: septet, count: times), 0)
                let chunk = try record.expectedOctets("chunk")
                #expect(packed.count == record.expected("octets", as: Int.self), "\(record)")
                for start in stride(from: 0, to: packed.count - chunk.count, by: chunk.count) {
                    #expect(Array(packed[start..<start + chunk.count]) == chunk, "\(record)")
                }
            } else {
                let packed = Self.packed(try record.inputOctets("septets"), fillBitCount)
                #expect(packed == (try record.expectedOctets("packed")), "\(record)")
            }
        }
    }

    private static func packed(_ septets: [UInt8], _ fillBitCount: Int) -> [UInt8] {
        [UInt8](capacity: septets.count + 1) { output in
            // No fill bits are written where no septet follows them.
            guard !septets.isEmpty else { return }
            Kernel.chosen.pack(septets.span, fillBitCount: fillBitCount, into: &output)
        }
    }

    private static func septets(of text: String) throws -> [UInt16] {
        let plan = try Planner(choice: .gsm7Bit).plan(text)
        return try plan.segments(of: text, messageNumber: 0).flatMap { segment in
            try segment.received(as: plan.dataCodingScheme()).units
        }
    }

    @Test func unpackedSeptets() throws {
        for record in try Self.records("gsm7.unpack") {
            let octets = try record.inputOctets("packed")
            let fillBitCount = try #require(record.input("fill_bits", as: Int.self))
            let count = max(0, octets.count * 8 - fillBitCount) / 7
            let septets = UnitReading.septets(of: octets.span, firstBit: fillBitCount, count: count)
            let expected = try record.expectedOctets("septets").map(UInt16.init)
            #expect(septets == expected, "\(record)")
        }
    }

    @Test func encodedTexts() throws {
        for record in try Self.records("gsm7.encode") {
            let text = try #require(record.input("text", as: String.self))
            if record.expected("error", as: Bool.self) == true {
                #expect(throws: PlanningError.self, "\(record)") {
                    try Planner(choice: .gsm7Bit).plan(text)
                }
                continue
            }
            let units = try Self.septets(of: text)
            if let count = record.expected("count", as: Int.self) {
                #expect(units.count == count, "\(record)")
            }
            if record.expected("septets", as: String.self) != nil {
                #expect(
                    units == (try record.expectedOctets("septets").map(UInt16.init)),
                    "\(record)"
                )
            }
            if record.expected("packed", as: String.self) != nil {
                let packed = Self.packed(units.map { UInt8($0) }, 0)
                #expect(packed == (try record.expectedOctets("packed")), "\(record)")
            }
        }
    }

    @Test func encodableTexts() throws {
        for record in try Self.records("gsm7.encodable") {
            let text = try #require(record.input("text", as: String.self))
            let isEncodable = (try? Planner(choice: .gsm7Bit).plan(text)) != nil
            #expect(isEncodable == record.expected("encodable", as: Bool.self), "\(record)")
        }
    }

    @Test func decodedTexts() throws {
        for record in try Self.records("gsm7.decode") {
            let octets = try record.inputOctets("packed")
            let septets = UnitReading.septets(
                of: octets.span,
                firstBit: try #require(record.input("fill_bits", as: Int.self)),
                count: try #require(record.input("septets", as: Int.self))
            )
            let text = UnitText.text(of: septets, .gsm7Bit, .default)
            #expect(text == record.expected("text", as: String.self), "\(record)")
        }
        for record in try Self.records("gsm7.decode.septets") {
            let septets = try record.inputOctets("septets").map(UInt16.init)
            let text = UnitText.text(of: septets, .gsm7Bit, .default)
            if record.expected("error", as: Bool.self) == true { continue }
            #expect(text == record.expected("text", as: String.self), "\(record)")
        }
    }

    @Test func textsInUCS2() throws {
        for record in try Self.records("ucs2.encode") {
            let text = try #require(record.input("text", as: String.self))
            let segments = try Planner(choice: .ucs2).plan(text).segments(
                of: text,
                messageNumber: 0
            )
            #expect(segments.map(\.userData) == [try record.expectedOctets("octets")], "\(record)")
        }
    }

    @Test func capacities() throws {
        for record in try Self.records("ud.capacity") {
            let fields = try #require(record.input("fields", as: [String: Any].self))
            let scheme = DataCodingScheme(octet: UInt8(try #require(fields["dcs"] as? Int)))
            let header = try Self.header(fields, record)
            let units = scheme.alphabet.unitsPerPart(headerOctetCount: header.octetCount)
            // The other project counts octets of UCS-2.
            let factor = scheme.alphabet == .ucs2 ? 2 : 1
            #expect(units * factor == record.expected("units", as: Int.self), "\(record)")
        }
    }

    private static func header(_ fields: [String: Any], _ record: SharedRecord) throws
        -> UserDataHeader
    {
        let elements = fields["udh"] as? [[String: Any]] ?? []
        return try UserDataHeader(
            elements.map { element in
                InformationElement(
                    identifier: .init(rawValue: UInt8(try #require(element["id"] as? Int))),
                    data: try record.octets(element["data"] as? String, "data")
                )
            }
        )
    }

    @Test func dataInSegments() throws {
        for record in try Self.records("segment.8bit") {
            let octets = try record.inputOctets("octets")
            let plan = try Planner().plan(octetCount: octets.count)
            let number = try #require(record.input("reference", as: Int.self))
            let segments = try plan.segments(ofOctets: octets.span, messageNumber: number)
            if let count = record.expected("segments", as: Int.self) {
                #expect(segments.count == count, "\(record)")
            }
            if let expected = record.expected("user_data", as: [String].self) {
                let userData = try expected.map { try record.octets($0, "user_data") }
                #expect(segments.map(\.userData) == userData, "\(record)")
            }
        }
    }

    @Test func textsInSegments() throws {
        for record in try Self.records("segment.ud") {
            let text = try #require(record.input("text", as: String.self))
            let number = try #require(record.input("reference", as: Int.self))
            let segments = try MessagePlan(text).segments(of: text, messageNumber: number)
            let segment = segments[try #require(record.input("segment", as: Int.self)) - 1]
            #expect(segment.userData == (try record.expectedOctets("user_data")), "\(record)")
            let length = segment.layout.userDataLength
            #expect(length == record.expected("udl", as: Int.self), "\(record)")
        }
    }

    /// Only the units and the concatenation are ours; addresses and numbers are not.
    @Test func unitsOfTPDUs() throws {
        for record in try Self.records("segment.tpdu") {
            let text = try #require(record.input("text", as: String.self))
            let tpdus = try #require(record.expected("tpdus", as: [[String: Any]].self))
            let first = try #require(tpdus.first, "\(record)")
            let scheme = DataCodingScheme(octet: UInt8(try #require(first["dcs"] as? Int)))
            let others = try Self.header(first, record).elements.filter { $0.concatenation == nil }
            let planner = Planner(elementOctetCount: others.reduce(0) { $0 + $1.octetCount })
            let segments: [Segment]
            if scheme.alphabet == .eightBitData {
                let octets = Array(text.utf8)
                segments = try planner.plan(octetCount: octets.count)
                    .segments(ofOctets: octets.span, messageNumber: 1, elements: others)
            } else {
                segments = try planner.plan(text)
                    .segments(of: text, messageNumber: 1, elements: others)
            }
            #expect(segments.count == tpdus.count, "\(record)")
            for (segment, tpdu) in zip(segments, tpdus) {
                let part = try segment.received(as: DataCodingScheme(alphabet: scheme.alphabet))
                let octets = try record.octets(tpdu["ud"] as? String, "ud")
                let units =
                    scheme.alphabet == .ucs2
                    ? part.units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
                    : part.units.map { UInt8($0) }
                #expect(units == octets, "\(record)")
                let place = try Self.header(tpdu, record).concatenation
                #expect(part.header.concatenation == place, "\(record)")
            }
        }
    }

    /// The other project splits without reading the elements; only what is too long is refused there.
    @Test func headersPastTheirField() throws {
        var refusedCount = 0
        for record in try Self.records("udh.split")
        where record.expected("error", as: Bool.self) == true {
            let octets = try record.inputOctets("user_data")
            #expect(throws: UserDataHeaderError.self, "\(record)") {
                try UserDataHeader(parsing: octets.span)
            }
            refusedCount += 1
        }
        #expect(refusedCount > 0)
    }

    /// Records that look wrong, each with what is wrong about it.
    ///
    /// One project numbers the elements of national languages 24 and 25 in decimal. With 24 and 25 in
    /// hexadecimal its texts must come out. Two cells of its tables are its own: Hindi 00 holds a
    /// Bengali sign, and Telugu 65, which the specification leaves empty, we read like phones do.
    @Test func recordsThatDifferAreWrongInTheWayWeThink() throws {
        let records = try SharedRecord.all().filter { record in
            record.status == "differs" && Self.reasonsToPassOver[record.kind] == nil
        }
        try #require(!records.isEmpty)
        for record in records {
            switch record.kind {
            case "charset.cell":
                let language = record.input("language", as: Int.self)
                let expected = language == 6 ? "U+0901" : "U+20AC"
                #expect(try Self.shown(record) == expected, "\(record)")
            case "segment.tpdu":
                let tpdu = try #require(record.expected("tpdus", as: [[String: Any]].self)?.first)
                let septets = try record.octets(tpdu["ud"] as? String, "ud").map(UInt16.init)
                let text = UnitText.text(of: septets, .gsm7Bit, try Self.mendedTables(tpdu, record))
                #expect(text == record.input("text", as: String.self), "\(record)")
            case "ud.decode":
                let elements = try #require(record.input("udh", as: [[String: Any]].self))
                let septets = try record.inputOctets("septets_or_octets").map(UInt16.init)
                let tables = try Self.mendedTables(["udh": elements], record)
                let text = UnitText.text(of: septets, .gsm7Bit, tables)
                #expect(text == record.expected("text", as: String.self), "\(record)")
            default: Issue.record("\(record): \(record.kind) is not explained")
            }
        }
    }

    private static func mendedTables(_ fields: [String: Any], _ record: SharedRecord) throws
        -> ShiftTables
    {
        let elements = try header(fields, record).elements.map { element in
            let identifiers: [InformationElement.Identifier: InformationElement.Identifier] = [
                24: 0x24, 25: 0x25,
            ]
            return InformationElement(
                identifier: try #require(identifiers[element.identifier], "\(record)"),
                data: element.data
            )
        }
        return try UserDataHeader(elements).shiftTables
    }
}
