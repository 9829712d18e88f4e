import CSeptet
import SeptetLibrary
import TestSupport
import Testing

/// The vectors through the functions of `septet.h`.
@Suite struct LibraryConformanceTests {
    static let layouts = [
        SEPTET_OFFSETS32, SEPTET_OFFSETS64, SEPTET_VIEWS, SEPTET_POINTERS,
    ]

    @Test func textsArePlannedAsTheVectorsSay() throws {
        for row in try VectorFile.rows("counting.tsv") {
            var options = try row.options(referenceColumn: "reference")
            let text = Array(try row.text("text").utf8)
            var plan = septet_plan()
            plan.struct_size = UInt32(MemoryLayout<septet_plan>.size)
            let status = septet_plan_text(&options, text, text.count, &plan)
            guard try row.raw("encoding") != "error" else {
                #expect(status == SEPTET_TOO_MANY_PARTS, "\(row)")
                let partCount = try row.integer("parts")
                #expect(Int(plan.fault_parts) == partCount, "\(row)")
                continue
            }
            #expect(status == SEPTET_OK, "\(row)")
            let encoding = try row.raw("encoding") == "gsm7" ? SEPTET_GSM7 : SEPTET_UCS2
            #expect(plan.encoding == encoding, "\(row)")
            for (column, found) in [
                ("units", plan.units), ("parts", plan.parts),
                ("unitsPerPart", plan.units_per_part), ("remaining", plan.remaining),
            ] {
                let expected = try row.integer(column)
                #expect(Int(found) == expected, "\(row), \(column)")
            }
            let locking = try row.language("locking")
            let single = try row.language("single")
            #expect(plan.locking_language == locking && plan.single_language == single, "\(row)")
        }
    }

    @Test(arguments: layouts, [0, 1, 7, 8])
    func columnsArePlannedAsTheVectorsSay(layout: Int32, firstRow: Int) throws {
        // Rows that can be planned with the defaults, in one column with null rows between.
        var texts: [[UInt8]?] = [nil]
        var expected: [(encoding: Int, units: Int, parts: Int, remaining: Int)?] = [nil]
        for row in try VectorFile.rows("counting.tsv") {
            guard try row.raw("languages") == "none", try row.raw("boundary") == "pair",
                try row.integer("reference") == 8, try row.raw("encoding") != "error",
                let units = try row.integer("units"), let parts = try row.integer("parts"),
                let remaining = try row.integer("remaining")
            else { continue }
            texts.append(Array(try row.text("text").utf8))
            expected.append((try row.raw("encoding") == "gsm7" ? 0 : 1, units, parts, remaining))
            if texts.count % 5 == 0 {
                texts.append(nil)
                expected.append(nil)
            }
        }
        #expect(texts.count > 60)
        let plans = CColumn(texts, layout: layout, firstRow: firstRow).with { CPlans(&$0) }
        #expect(plans.status == SEPTET_OK)
        #expect(plans.nullCount == expected.count { $0 == nil })
        #expect(plans.partSum == expected.reduce(0) { $0 + ($1?.parts ?? 0) })
        for (index, expected) in expected.enumerated() {
            let isValid = plans.validity[index / 8] >> UInt8(index % 8) & 1 == 1
            #expect(isValid == (expected != nil), "row \(index)")
            let found = [
                Int(plans.encodings[index]), Int(plans.units[index]), Int(plans.parts[index]),
                Int(plans.remaining[index]),
            ]
            let wanted = expected.map { [$0.encoding, $0.units, $0.parts, $0.remaining] }
            #expect(found == wanted ?? [0, 0, 0, 0], "row \(index)")
        }
        // Bits behind the last row are 0.
        if texts.count % 8 > 0 {
            #expect((plans.validity.last ?? 0) >> UInt8(texts.count % 8) == 0)
        }
    }

    @Test func partsAreEncodedAsTheVectorsSay() throws {
        for row in try VectorFile.rows("segmentation.tsv") {
            var options = try row.options(referenceColumn: "referenceSize")
            let text = Array(try row.text("text").utf8)
            let number = UInt32(try #require(try row.integer("reference")))
            let bound = septet_encode_bound(&options, text.count)
            var octets = [UInt8](repeating: 0, count: bound)
            var parts = [septet_part](repeating: septet_part(), count: 255)
            var plan = septet_plan()
            plan.struct_size = UInt32(MemoryLayout<septet_plan>.size)
            let status = septet_encode_text(
                &options,
                text,
                text.count,
                number,
                &octets,
                octets.count,
                &parts,
                parts.count,
                &plan
            )
            #expect(status == SEPTET_OK, "\(row)")
            let found = parts.prefix(Int(plan.parts)).map { part in
                octets[Int(part.offset)..<Int(part.offset + part.octets)]
                    .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            }
            let expected = try row.raw("userData").split(separator: ",").map { $0 == "-" ? "" : $0 }
            #expect(found == expected.map(String.init), "\(row)")
            #expect(Int(plan.octets) <= bound, "\(row)")
        }
    }

    @Test func partsAreDecodedAsTheVectorsSay() throws {
        for row in try VectorFile.rows("decoding.tsv") {
            let userData = try row.octets("userData")
            let length = Int32(try #require(try row.integer("userDataLength")))
            let scheme = UInt32(try #require(try row.octets("dataCoding").first))
            var text = [UInt8](repeating: 0, count: Int(SEPTET_PART_TEXT_BOUND))
            var received = septet_received()
            received.struct_size = UInt32(MemoryLayout<septet_received>.size)
            let hasHeader: Int32 = try ["1", "true"].contains(row.raw("hasHeader")) ? 1 : 0
            let status = septet_decode_part(
                userData,
                userData.count,
                length,
                scheme,
                hasHeader,
                &text,
                text.count,
                &received
            )
            switch try row.raw("result") {
            case "text":
                #expect(status == SEPTET_OK, "\(row)")
                let expected = Array(try row.text("expected").utf8)
                #expect(Array(text.prefix(Int(received.text_octets))) == expected, "\(row)")
            case "data": #expect(status == SEPTET_NOT_TEXT, "\(row)")
            default: #expect(status == SEPTET_MALFORMED_PART, "\(row)")
            }
        }
    }

    @Test func septetsAreUnpackedAsTheVectorsSay() throws {
        let tables = try (
            VectorAlphabet("tables/gsm0338_default.tsv"),
            VectorAlphabet("tables/gsm0338_extension.tsv")
        )
        let rows = try VectorFile.rows("packing.tsv")
        #expect(rows.count > 50)
        for row in rows {
            let septets = try row.octets("septets")
            let packed = try row.octets("packed")
            let fill = try #require(try row.integer("fillBits"))
            // Fill bits stand behind a header: one element without a meaning makes it as long as they need.
            let headerCount = fill == 0 ? 0 : fill < 5 ? 7 - fill : 14 - fill
            let header =
                fill == 0
                ? []
                : [UInt8(headerCount - 1), 0x80, UInt8(headerCount - 3)]
                    + [UInt8](repeating: 0, count: headerCount - 3)
            let userData = header + packed
            #expect(userData.count <= 140, "\(row)")
            var received = septet_received()
            received.struct_size = UInt32(MemoryLayout<septet_received>.size)
            var text = [UInt8](repeating: 0, count: Int(SEPTET_PART_TEXT_BOUND))
            let status = septet_decode_part(
                userData,
                userData.count,
                Int32((8 * headerCount + fill) / 7 + septets.count),
                0,
                fill == 0 ? 0 : 1,
                &text,
                text.count,
                &received
            )
            #expect(status == SEPTET_OK, "\(row)")
            #expect(Int(received.units) == septets.count, "\(row)")
            let expected = Array(tables.0.text(of: septets, extension: tables.1).utf8)
            #expect(Array(text.prefix(Int(received.text_octets))) == expected, "\(row)")
        }
    }

    @Test func textsArePackedAsTheVectorsSay() throws {
        let tables = try (
            VectorAlphabet("tables/gsm0338_default.tsv"),
            VectorAlphabet("tables/gsm0338_extension.tsv")
        )
        var count = 0
        for row in try VectorFile.rows("packing.tsv") where try row.integer("fillBits") == 0 {
            let septets = try row.octets("septets")
            let text = tables.0.text(of: septets, extension: tables.1)
            // Escapes before what the extension lacks are read, and never written.
            guard tables.0.septets(of: text, extension: tables.1) == septets else { continue }
            count += 1
            let utf8 = Array(text.utf8)
            var octets = [UInt8](repeating: 0, count: septet_encode_bound(nil, utf8.count))
            var part = septet_part()
            let status = septet_encode_text(
                nil,
                utf8,
                utf8.count,
                1,
                &octets,
                octets.count,
                &part,
                1,
                nil
            )
            #expect(status == SEPTET_OK, "\(row)")
            let packed = try row.octets("packed")
            #expect(Array(octets.prefix(Int(part.octets))) == packed, "\(row)")
            #expect(Int(part.user_data_length) == septets.count, "\(row)")
        }
        #expect(count > 15)
    }

    @Test func numbersAreReadAsTheVectorsSay() throws {
        for row in try VectorFile.rows("numbers/examples.tsv") {
            let text = Array(try row.raw("number").utf8)
            let country = Array(try row.raw("country").utf8)
            var number = septet_number()
            number.struct_size = UInt32(MemoryLayout<septet_number>.size)
            let status = septet_parse_number(
                text,
                text.count,
                country.count == 2 ? country : nil,
                country.count == 2 ? 2 : 0,
                &number
            )
            #expect(status == SEPTET_OK && number.is_valid == 1, "\(row)")
        }
    }
}

extension VectorRow {
    func options(referenceColumn: String) throws -> septet_options {
        var options = septet_options()
        options.struct_size = UInt32(MemoryLayout<septet_options>.size)
        options.reference_bits = UInt32(try #require(try integer(referenceColumn)))
        options.boundary =
            switch try raw("boundary") {
            case "unit": UInt32(SEPTET_KEEP_NOTHING)
            case "grapheme": UInt32(SEPTET_KEEP_CLUSTERS)
            default: UInt32(SEPTET_KEEP_PAIRS)
            }
        let languages = try raw("languages")
        if languages == "all" {
            options.languages = UInt32(SEPTET_ALL_LANGUAGES)
        } else if languages != "none" {
            for name in languages.split(separator: ",") {
                options.languages |= 1 << UInt32(try Self.identifier(String(name)))
            }
        }
        return options
    }

    fileprivate func language(_ column: String) throws -> Int32 {
        try optional(column).map { Int32(try Self.identifier($0)) } ?? 0
    }

    /// The identifiers of TS 23.038 §6.2.1.2.4.
    private static func identifier(_ name: String) throws -> Int {
        let names = [
            "turkish", "spanish", "portuguese", "bengali", "gujarati", "hindi", "kannada",
            "malayalam", "oriya", "punjabi", "tamil", "telugu", "urdu",
        ]
        return 1 + (try #require(names.firstIndex(of: name), "\(name)"))
    }
}

/// An alphabet as its file has it: scalars by septet.
private struct VectorAlphabet {
    private var scalars: [UInt8: Unicode.Scalar] = [:]

    init(_ name: String) throws {
        for row in try VectorFile.rows(name) {
            guard let digits = try row.optional("codepoint")?.dropFirst(2),
                let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
            else { continue }
            scalars[try #require(try row.octets("septet").first)] = scalar
        }
    }

    /// What septets say (TS 23.038 §6.2.1.1): an escape before one that the extension lacks is nothing,
    /// before another or at the end a space.
    func text(of septets: [UInt8], extension: VectorAlphabet) -> String {
        var text = String.UnicodeScalarView()
        var isEscaped = false
        for septet in septets {
            if isEscaped {
                text.append(
                    septet == 0x1B ? " " : `extension`.scalars[septet] ?? scalars[septet] ?? "?"
                )
                isEscaped = false
            } else if septet == 0x1B {
                isEscaped = true
            } else {
                text.append(scalars[septet] ?? "?")
            }
        }
        if isEscaped { text.append(" ") }
        return String(text)
    }

    /// The septets of a text.
    func septets(of text: String, extension: VectorAlphabet) -> [UInt8] {
        text.unicodeScalars.flatMap { scalar in
            if let septet = scalars.first(where: { $0.value == scalar })?.key { return [septet] }
            return `extension`.scalars.first { $0.value == scalar }.map { [0x1B, $0.key] } ?? []
        }
    }
}
