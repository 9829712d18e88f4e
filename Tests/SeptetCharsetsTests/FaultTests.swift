import SeptetCharsets
import Testing

@Suite("Faults and their offsets")
struct FaultTests {
    /// Converts chunks of the given size and returns the output so far and the error.
    private func failure(
        _ octets: [UInt8],
        from source: Charset,
        to target: Charset,
        chunkOctets: Int
    ) throws -> (output: [UInt8], error: CharsetError?) {
        var transcoder = try Transcoder(from: source, to: target)
        var output: [UInt8] = []
        do throws(CharsetError) {
            for start in stride(from: 0, to: octets.count, by: chunkOctets) {
                let end = min(start + chunkOctets, octets.count)
                try transcoder.transcode(octets.span.extracting(start..<end), into: &output)
            }
            try transcoder.finish(into: &output)
            return (output, nil)
        } catch {
            return (output, error)
        }
    }

    @Test("Malformed UTF-8 is named with its offset, however it is cut", arguments: 1...9)
    func malformedUTF8(chunkOctets: Int) throws {
        let cases: [(octets: [UInt8], bad: [UInt8], offset: Int)] = [
            ([0x61, 0x80, 0x62], [0x80], 1),
            ([0x61, 0xC5], [0xC5], 1),
            ([0xC5, 0x82, 0xC5, 0x41], [0xC5], 2),
            ([0x61, 0xE2, 0x82, 0x41], [0xE2, 0x82], 1),
            ([0x61, 0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x98], 1),
            ([0xED, 0xA0, 0x80], [0xED], 0),
            ([0x61, 0xC0, 0xAF], [0xC0], 1),
            ([0xF4, 0x90, 0x80, 0x80], [0xF4], 0),
            ([0xE0, 0x9F, 0x80], [0xE0], 0),
            ([0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0xFF], [0xFF], 8),
        ]
        for name in ["UTF-8", "windows-1250", "GB18030", "UTF-16BE"] {
            let target = try Charset(name: name)
            for (octets, bad, offset) in cases {
                let result = try failure(octets, from: .utf8, to: target, chunkOctets: chunkOctets)
                #expect(
                    result.error == .malformed(octets: bad, octetOffset: offset),
                    "\(octets) to \(name)"
                )
                let valid = Array(octets.prefix(offset))
                #expect(
                    try result.output == Transcoder.convert(valid, from: .utf8, to: target),
                    "\(octets) to \(name)"
                )
            }
        }
    }

    @Test("An unmappable character is named with its offset", arguments: 1...9)
    func unmappable(chunkOctets: Int) throws {
        let cases: [(charset: String, before: String, scalar: Unicode.Scalar)] = [
            ("ISO-8859-1", "éü abc", "€"),
            ("windows-1250", "„żółw” – abc ", "\u{200B}"),
            ("windows-1250", "żółw", "😀"),
            ("Shift_JIS", "日本語 abc ｱ", "😀"),
            ("Shift_JIS", "日本語", "ż"),
            ("US-ASCII", "", "\u{2060}"),
            ("windows-1252", "€", "ł"),
            ("ISO-2022-JP", "a 日本", "ł"),
            // Controls that the charset keeps for its own escape sequences.
            ("ISO-2022-JP", "a 日本", "\u{1B}"),
            ("ISO-2022-KR", "a 한국", "\u{0E}"),
        ]
        for (name, before, scalar) in cases {
            let charset = try Charset(name: name)
            let text = Array("\(before)\(scalar) after".utf8)
            let result = try failure(text, from: .utf8, to: charset, chunkOctets: chunkOctets)
            #expect(
                result.error == .unmappable(scalar, octetOffset: before.utf8.count),
                "U+\(String(scalar.value, radix: 16)) to \(name)"
            )
            // From another charset the offset counts the octets of that one.
            for source in ["UTF-16BE", "GB18030", "UTF-32LE"] {
                let source = try Charset(name: source)
                let prefix = try Transcoder.convert(Array(before.utf8), from: .utf8, to: source)
                let octets = try Transcoder.convert(text, from: .utf8, to: source)
                let result = try failure(
                    octets,
                    from: source,
                    to: charset,
                    chunkOctets: chunkOctets
                )
                #expect(
                    result.error == .unmappable(scalar, octetOffset: prefix.count),
                    "U+\(String(scalar.value, radix: 16)) from \(source) to \(name)"
                )
            }
        }
    }

    @Test(
        "From one single-byte charset to another the offset counts input octets",
        arguments: 1...5
    )
    func singleByteOffset(chunkOctets: Int) throws {
        // ć, ł are two octets of UTF-8 each, ” three; ” is what ISO-8859-2 lacks.
        let octets: [UInt8] = [0xE6, 0xB3, 0x61, 0x94, 0x62]
        let result = try failure(
            octets,
            from: .windows1250,
            to: .iso8859_2,
            chunkOctets: chunkOctets
        )
        #expect(result.error == .unmappable("”", octetOffset: 3))
        #expect(result.output == [0xE6, 0xB3, 0x61])
    }

    @Test("Malformed multi-byte input is named with its offset", arguments: 1...6)
    func malformedMultiByte(chunkOctets: Int) throws {
        let shiftJIS = try Charset(name: "Shift_JIS")
        let utf16 = try Charset(name: "UTF-16BE")
        let gb18030 = try Charset(name: "GB18030")
        let cases: [(charset: Charset, octets: [UInt8], error: CharsetError)] = [
            (shiftJIS, [0x61, 0x93, 0xFA, 0x82], .malformed(octets: [0x82], octetOffset: 3)),
            (shiftJIS, [0x93, 0xFA, 0x82, 0x20, 0x61], .malformed(octets: [0x82], octetOffset: 2)),
            (
                shiftJIS, [0x93, 0xFA, 0x85, 0x9F, 0x61],
                .undefined(octets: [0x85, 0x9F], octetOffset: 2)
            ),
            (utf16, [0x00, 0x61, 0x00], .malformed(octets: [0x00], octetOffset: 2)),
            (
                utf16, [0x00, 0x61, 0xDC, 0x00, 0x00, 0x62],
                .malformed(octets: [0xDC, 0x00], octetOffset: 2)
            ),
            (
                utf16, [0xD8, 0x00, 0x00, 0x62], .malformed(octets: [0xD8, 0x00], octetOffset: 0)
            ),
            (
                gb18030, [0x61, 0x81, 0x30, 0x81],
                .malformed(octets: [0x81, 0x30, 0x81], octetOffset: 1)
            ),
            (gb18030, [0xD6, 0xD0, 0x81, 0x20], .malformed(octets: [0x81], octetOffset: 2)),
        ]
        for target in ["UTF-8", "GB18030"] {
            let target = try Charset(name: target)
            for (charset, octets, error) in cases {
                let result = try failure(
                    octets,
                    from: charset,
                    to: target,
                    chunkOctets: chunkOctets
                )
                #expect(result.error == error, "\(octets) from \(charset) to \(target)")
            }
        }
    }

    @Test("Unpaired surrogates that a converter lets through are faults", arguments: 1...8)
    func unpairedSurrogates(chunkOctets: Int) throws {
        let utf7 = try Charset(name: "UTF-7")
        // U+D83D, U+DE00, and each alone, in the modified Base64 of RFC 2152.
        let cases = [
            ("a+2D3eAA-b", "a😀b"), ("a+2D0-b", "a?b"), ("a+3gA-b", "a?b"), ("a+2D0AYQ-", "a?a"),
            ("a+2D0", "a?"), ("+2D3YPd4A-", "?😀"),
        ]
        for (octets, expected) in cases {
            var transcoder = try Transcoder(from: utf7, to: .utf8, onFault: .substitute("?"))
            var output: [UInt8] = []
            let all = Array(octets.utf8)
            for start in stride(from: 0, to: all.count, by: chunkOctets) {
                let end = min(start + chunkOctets, all.count)
                try transcoder.transcode(all.span.extracting(start..<end), into: &output)
            }
            try transcoder.finish(into: &output)
            #expect(String(decoding: output, as: UTF8.self) == expected, "\(octets)")
        }
    }

    @Test("Of two faults the earlier is reported")
    func earlierFault() {
        // U+20AC first, then an octet that the published table leaves undefined.
        #expect(throws: CharsetError.unmappable("€", octetOffset: 1)) {
            try Transcoder.convert(
                [0x61, 0x80, 0x81],
                from: .windows1250,
                to: .iso8859_2,
                mapping: .published
            )
        }
        #expect(throws: CharsetError.undefined(octets: [0x81], octetOffset: 1)) {
            try Transcoder.convert(
                [0x61, 0x81, 0x80],
                from: .windows1250,
                to: .iso8859_2,
                mapping: .published
            )
        }
    }

    @Test("After an error the transcoder stays with it until it is reset")
    func errorStays() throws {
        var transcoder = try Transcoder(from: .utf8, to: .iso8859_1)
        var output: [UInt8] = []
        let error = CharsetError.unmappable("€", octetOffset: 0)
        #expect(throws: error) { try transcoder.transcode(Array("€".utf8).span, into: &output) }
        #expect(throws: error) { try transcoder.transcode(Array("a".utf8).span, into: &output) }
        #expect(throws: error) { try transcoder.finish(into: &output) }
        #expect(output == [])
        transcoder.reset()
        try transcoder.transcode(Array("a".utf8).span, into: &output)
        try transcoder.finish(into: &output)
        #expect(output == [0x61])
        #expect(throws: error) { try transcoder.convert(Array("€".utf8).span) }
        #expect(try transcoder.convert(Array("é".utf8).span) == [0xE9])
    }
}
