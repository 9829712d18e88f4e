import SeptetCharsets
import TestSupport
import Testing

@Suite("Charsets with a table")
struct SingleByteTests {
    @Test("All 256 octets decode as ICU decodes them", arguments: TextSamples.singleByte)
    func octets(charset: Charset) throws {
        let icu = try ICUReference(charset.ianaName)
        var transcoder = try Transcoder(from: charset, to: .utf8)
        for octet in UInt8.min...UInt8.max {
            let expected = try #require(icu.decode([octet]))
            let utf8 = try transcoder.convert([octet].span)
            #expect(String(validating: utf8, as: UTF8.self) == expected, "octet \(octet)")
        }
    }

    @Test("All scalars of all planes, in blocks", arguments: TextSamples.singleByte)
    func blocks(charset: Charset) throws {
        let icu = try ICUReference(charset.ianaName)
        icu.substitute("?")
        var transcoder = try Transcoder(from: .utf8, to: charset, onFault: .substitute("?"))
        var encodableCount = 0
        for block in UInt32(0)..<0x1100 {
            let scalars = (block << 8...block << 8 | 0xFF).compactMap(Unicode.Scalar.init)
            guard !scalars.isEmpty else { continue }
            let text = String(String.UnicodeScalarView(scalars))
            let octets = try transcoder.convert(Array(text.utf8).span)
            #expect(octets == icu.encode(text), "U+\(String(block, radix: 16))00 and following")
            #expect(octets.count == scalars.count)
            encodableCount += octets.count { $0 != 0x3F }
        }
        // The question mark itself is the one that was not counted.
        #expect(encodableCount == 255)
    }

    @Test("All scalars of the first plane, one by one", arguments: TextSamples.singleByte)
    func scalars(charset: Charset) throws {
        let icu = try ICUReference(charset.ianaName)
        var transcoder = try Transcoder(from: .utf8, to: charset)
        var encodableCount = 0
        var utf8: [UInt8] = []
        var octets: [UInt8] = []
        for value in UInt32(0)...0x1_0010 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let expected = icu.encode(Array(UTF16.encode(scalar) ?? .init()))
            utf8.removeAll(keepingCapacity: true)
            utf8.append(contentsOf: UTF8.encode(scalar) ?? .init())
            octets.removeAll(keepingCapacity: true)
            var failure: CharsetError?
            do throws(CharsetError) {
                try transcoder.transcode(utf8.span, into: &octets)
                try transcoder.finish(into: &octets)
                encodableCount += 1
            } catch {
                failure = error
                transcoder.reset()
            }
            // Not #expect, which takes far longer than the conversion.
            if let expected {
                if failure != nil || octets != expected {
                    Issue.record("\(scalar.escaped(asASCII: true)): \(octets)")
                }
            } else if failure != .unmappable(scalar, octetOffset: 0) {
                Issue.record("\(scalar.escaped(asASCII: true)): \(String(describing: failure))")
            }
        }
        #expect(encodableCount == 256)
    }

    @Test("What is encodable comes back", arguments: TextSamples.singleByte)
    func roundTrip(charset: Charset) throws {
        let all = Array(UInt8.min...UInt8.max)
        let utf8 = try Transcoder.convert(all, from: charset, to: .utf8)
        #expect(Set(String(decoding: utf8, as: UTF8.self).unicodeScalars).count == 256)
        #expect(try Transcoder.convert(utf8, from: .utf8, to: charset) == all)
    }

    @Test(
        "Under the published mapping the tables are those of Python's codecs",
        arguments: [
            ("iso_8859_1", Charset.iso8859_1), ("iso_8859_2", .iso8859_2),
            ("windows_1250", .windows1250),
        ]
    )
    func published(file: String, charset: Charset) throws {
        let rows = try VectorFile.rows("charsets/\(file).tsv")
        #expect(rows.count == 128)
        var decoder = try Transcoder(from: charset, to: .utf8, mapping: .published)
        var encoder = try Transcoder(from: .utf8, to: charset, mapping: .published)
        for row in rows {
            let octet = try #require(try row.octets("octet").first)
            guard let scalar = try row.scalar("codepoint") else {
                #expect(throws: CharsetError.undefined(octets: [octet], octetOffset: 0)) {
                    try decoder.convert([octet].span)
                }
                continue
            }
            #expect(try decoder.convert([octet].span) == Array(String(scalar).utf8))
            #expect(try encoder.convert(Array(String(scalar).utf8).span) == [octet])
        }
    }

    @Test("ICU and the publisher differ in the five octets of windows-1250, both ways")
    func differences() throws {
        let rows = try VectorFile.rows("charsets/differences.tsv")
        #expect(try rows.map { try $0.raw("octet") } == ["81", "83", "88", "90", "98"])
        for row in rows {
            let charset = try Charset(name: row.raw("charset"))
            let octet = try #require(try row.octets("octet").first)
            let scalar = try #require(try row.scalar("icu"))
            let text = Array("ab\(scalar)".utf8)
            let octets = [0x61, 0x62, octet]
            #expect(try Transcoder.convert(octets, from: charset, to: .utf8) == text)
            #expect(try Transcoder.convert(text, from: .utf8, to: charset) == octets)
            #expect(throws: CharsetError.undefined(octets: [octet], octetOffset: 2)) {
                try Transcoder.convert(octets, from: charset, to: .utf8, mapping: .published)
            }
            #expect(throws: CharsetError.unmappable(scalar, octetOffset: 2)) {
                try Transcoder.convert(text, from: .utf8, to: charset, mapping: .published)
            }
            #expect(
                try Transcoder.convert(
                    octets + [0x63],
                    from: charset,
                    to: .utf8,
                    onFault: .substitute("?"),
                    mapping: .published
                ) == Array("ab?c".utf8)
            )
        }
    }

    @Test("The published mapping is refused where it is not known")
    func publishedUnknown() throws {
        let charset = try Charset(name: "windows-1252")
        let expected = CharsetError.publishedMappingUnknown(charset: "windows-1252")
        #expect(throws: expected) {
            try Transcoder.convert([], from: charset, to: .utf8, mapping: .published)
        }
        #expect(throws: expected) {
            try Transcoder.convert([], from: .utf8, to: charset, mapping: .published)
        }
        #expect(try Transcoder.convert([], from: .utf8, to: .utf8, mapping: .published) == [])
    }

    @Test("What ICU drops without a word is an error here", arguments: TextSamples.singleByte)
    func defaultIgnorable(charset: Charset) throws {
        let rows = try VectorFile.rows("charsets/default_ignorable.tsv")
        var transcoder = try Transcoder(from: .utf8, to: charset)
        var substituting = try Transcoder(from: .utf8, to: charset, onFault: .substitute("?"))
        var scalarCount = 0
        for row in rows {
            let first = try #require(try row.scalar("first"))
            let last = try #require(try row.scalar("last"))
            for value in first.value...last.value {
                let scalar = try #require(Unicode.Scalar(value))
                let text = Array("a\(scalar)".utf8)
                var thrown: CharsetError?
                do throws(CharsetError) { _ = try transcoder.convert(text.span) } catch {
                    thrown = error
                }
                if thrown != .unmappable(scalar, octetOffset: 1) {
                    Issue.record("U+\(String(value, radix: 16)): \(String(describing: thrown))")
                }
                if try substituting.convert(text.span) != [0x61, 0x3F] {
                    Issue.record("U+\(String(value, radix: 16)) is not substituted")
                }
                scalarCount += 1
            }
        }
        #expect(scalarCount == 4173)
    }

    @Test("Fallback mappings stay off")
    func noFallback() {
        // With fallbacks ICU writes U+2022 as 07 in ISO-8859-2, and U+00A9 as 88.
        for scalar in ["\u{2022}", "\u{A9}", "\u{A2}"] as [Unicode.Scalar] {
            #expect(throws: CharsetError.unmappable(scalar, octetOffset: 0)) {
                try Transcoder.convert(Array(String(scalar).utf8), from: .utf8, to: .iso8859_2)
            }
        }
    }

    @Test("Every mixture of lengths at every alignment", arguments: TextSamples.singleByte)
    func alignments(charset: Charset) throws {
        let icu = try ICUReference(charset.ianaName)
        var generator = SplitMix64(seed: 1250)
        var decoder = try Transcoder(from: charset, to: .utf8)
        var encoder = try Transcoder(from: .utf8, to: charset)
        // Up to 256 octets are converted on the stack, more are measured.
        for octetCount in Array(0...140) + Array(250...300) {
            for density in [0, 10, 50, 100] {
                let octets = (0..<octetCount).map { _ in
                    let isUpper = Int(generator.next() % 100) < density
                    return UInt8(truncatingIfNeeded: generator.next()) & 0x7F | (isUpper ? 0x80 : 0)
                }
                let expected = try #require(icu.decode(octets))
                let utf8 = try decoder.convert(octets.span)
                #expect(utf8 == Array(expected.utf8))
                var roomy: [UInt8] = []
                roomy.reserveCapacity(4 * octetCount + 64)
                try decoder.transcode(octets.span, into: &roomy)
                try decoder.finish(into: &roomy)
                #expect(roomy == utf8)
                #expect(try encoder.convert(utf8.span) == octets)
            }
        }
    }

    @Test("An undefined octet at every place of short and long texts")
    func undefinedPlaces() throws {
        var strict = try Transcoder(from: .windows1250, to: .utf8, mapping: .published)
        var lenient = try Transcoder(
            from: .windows1250,
            to: .utf8,
            onFault: .substitute("<>"),
            mapping: .published
        )
        for octetCount in [1, 7, 8, 9, 40, 256, 257, 300] {
            for place in 0..<octetCount {
                var octets = (0..<octetCount).map { $0 % 3 == 0 ? 0xEA : UInt8(0x61) }
                octets[place] = 0x98
                let text = octets.map { $0 == 0xEA ? "ę" : $0 == 0x98 ? "<>" : "a" }.joined()
                #expect(try lenient.convert(octets.span) == Array(text.utf8))
                #expect(throws: CharsetError.undefined(octets: [0x98], octetOffset: place)) {
                    try strict.convert(octets.span)
                }
            }
        }
    }

    @Test("One allocation of the exact size", arguments: [0, 1, 7, 8, 100, 100_000])
    func exactSize(octetCount: Int) throws {
        let pattern = Array("Za".utf8) + [0xBF, 0xF3, 0xB3, 0xE6, 0x20, 0x80, 0x9C]
        let octets = (0..<octetCount).map { pattern[$0 % pattern.count] }
        let utf8 = try Transcoder.convert(octets, from: .windows1250, to: .utf8)
        let back = try Transcoder.convert(utf8, from: .utf8, to: .windows1250)
        #expect(back == octets)
        // An allocation is rounded up to what malloc gives for it: to 16 octets, or to a page.
        for array in [utf8, back] {
            #expect(array.capacity - array.count < (array.count < 65_536 ? 32 : 4096 + 32))
        }
    }
}
