import SeptetCharsets
import TestSupport
import Testing

@Suite("Streams")
struct StreamingTests {
    @Test("Two chunks cut anywhere give what one chunk gives, both ways")
    func everyCut() throws {
        for (name, text) in TextSamples.byCharset {
            let charset = try Charset(name: name)
            let utf8 = Array(text.utf8)
            let octets = try Transcoder.convert(utf8, from: .utf8, to: charset)
            let icu = try ICUReference(name)
            #expect(octets == icu.encode(text), "\(name)")
            try checkCuts(of: octets, from: charset, to: .utf8, expected: utf8)
            try checkCuts(of: utf8, from: .utf8, to: charset, expected: octets)
        }
    }

    @Test("Between two charsets, neither UTF-8, cut anywhere")
    func everyCutThroughUTF8() throws {
        let text = "Zażółć gęślą jaźń, kůň"
        let names = ["ISO-8859-2", "windows-1250", "GB18030", "UTF-16BE", "UTF-16LE"]
        for from in names {
            for to in names {
                let source = try Charset(name: from)
                let target = try Charset(name: to)
                let octets = try Transcoder.convert(Array(text.utf8), from: .utf8, to: source)
                let expected = try Transcoder.convert(Array(text.utf8), from: .utf8, to: target)
                try checkCuts(of: octets, from: source, to: target, expected: expected)
            }
        }
    }

    @Test("A character cut right behind another, at every place of a block")
    func cutBehindAnother() throws {
        let target = try Charset(name: "windows-1250")
        for padding in 0..<200 {
            let text = String(repeating: "a", count: padding) + "€€"
            let expected = try Transcoder.convert(Array(text.utf8), from: .utf8, to: target)
            try checkCuts(of: Array(text.utf8), from: .utf8, to: target, expected: expected)
        }
    }

    private func checkCuts(
        of octets: [UInt8],
        from source: Charset,
        to target: Charset,
        expected: [UInt8]
    ) throws {
        var transcoder = try Transcoder(from: source, to: target)
        for cut in 0...octets.count {
            var output: [UInt8] = []
            try transcoder.transcode(octets.span.extracting(first: cut), into: &output)
            try transcoder.transcode(octets.span.extracting(droppingFirst: cut), into: &output)
            try transcoder.finish(into: &output)
            #expect(output == expected, "\(source) to \(target) cut at \(cut)")
        }
        var output: [UInt8] = []
        for index in octets.indices {
            try transcoder.transcode(octets.span.extracting(index...index), into: &output)
        }
        try transcoder.finish(into: &output)
        #expect(output == expected, "\(source) to \(target), one octet at a time")
    }

    @Test("Ill-formed UTF-8 is substituted alike however it is cut")
    func illFormedCuts() throws {
        let octets: [UInt8] = [
            0x61, 0xC5, 0xC5, 0x82, 0xE2, 0x82, 0x62, 0xF0, 0x9F, 0x98, 0xE2, 0x82, 0xAC, 0xED,
            0xA0,
            0x80, 0xC0, 0xAF, 0x80, 0xF4, 0x90, 0x63, 0xF0, 0x9F,
        ]
        for name in ["UTF-8", "windows-1250", "GB18030"] {
            let target = try Charset(name: name)
            var transcoder = try Transcoder(from: .utf8, to: target, onFault: .substitute("?"))
            let expected = try transcoder.convert(octets.span)
            // The Swift standard library substitutes maximal subparts too.
            let repaired = String(decoding: octets, as: UTF8.self).replacing("\u{FFFD}", with: "?")
            #expect(
                try expected == Transcoder.convert(Array(repaired.utf8), from: .utf8, to: target)
            )
            for first in 0...octets.count {
                for second in first...octets.count {
                    var output: [UInt8] = []
                    let span = octets.span
                    try transcoder.transcode(span.extracting(0..<first), into: &output)
                    try transcoder.transcode(span.extracting(first..<second), into: &output)
                    try transcoder.transcode(span.extracting(second...), into: &output)
                    try transcoder.finish(into: &output)
                    #expect(output == expected, "\(name) cut at \(first) and \(second)")
                }
            }
        }
    }

    @Test("Random octets are repaired as the standard library repairs them")
    func randomUTF8() throws {
        var generator = SplitMix64(seed: 38)
        let leads: [UInt8] = [
            0x41, 0x80, 0xBF, 0xC2, 0xC5, 0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xF5,
        ]
        var transcoder = try Transcoder(from: .utf8, to: .utf8, onFault: .substitute("\u{FFFD}"))
        for _ in 0..<20_000 {
            let octets = (0..<Int(generator.next() % 24)).map { _ in
                generator.next() % 2 == 0
                    ? leads[Int(generator.next() % UInt64(leads.count))]
                    : UInt8(truncatingIfNeeded: generator.next())
            }
            let expected = Array(String(decoding: octets, as: UTF8.self).utf8)
            if try transcoder.convert(octets.span) != expected {
                Issue.record("\(octets)")
            }
        }
    }

    @Test("A stateful charset is brought back to its initial state at the end only")
    func stateful() throws {
        let charset = try Charset(name: "ISO-2022-JP")
        var transcoder = try Transcoder(from: .utf8, to: charset)
        var output: [UInt8] = []
        try transcoder.transcode(Array("日".utf8).span, into: &output)
        try transcoder.transcode(Array("本".utf8).span, into: &output)
        #expect(output == Array("\u{1B}$BF|K\\".utf8))
        try transcoder.finish(into: &output)
        #expect(output == Array("\u{1B}$BF|K\\\u{1B}(B".utf8))
    }

    @Test("Finish begins a new stream")
    func finishResets() throws {
        var transcoder = try Transcoder(from: .utf8, to: .iso8859_1)
        var output: [UInt8] = []
        try transcoder.transcode(Array("abc".utf8).span, into: &output)
        try transcoder.finish(into: &output)
        #expect(throws: CharsetError.unmappable("€", octetOffset: 1)) {
            try transcoder.transcode(Array("d€".utf8).span, into: &output)
        }
        #expect(output == Array("abcd".utf8))
    }

    @Test("An empty stream is empty in every charset")
    func empty() throws {
        for (name, _) in TextSamples.byCharset {
            let charset = try Charset(name: name)
            #expect(try Transcoder.convert([], from: charset, to: .utf8) == [])
            #expect(try Transcoder.convert([], from: .utf8, to: charset) == [])
        }
    }

    @Test("A stream far longer than any buffer inside, with a fault near its end")
    func longStream() throws {
        let piece = "Zażółć gęślą jaźń 日本 "
        let text = String(repeating: piece, count: 5000)
        let names = ["GB18030", "UTF-16BE", "Shift_JIS"]
        for name in names {
            let charset = try Charset(name: name)
            let encodable = name == "Shift_JIS" ? text.filter { !"żółćęśąźń".contains($0) } : text
            let utf8 = Array(encodable.utf8)
            let octets = try Transcoder.convert(utf8, from: .utf8, to: charset)
            #expect(try Transcoder.convert(octets, from: charset, to: .utf8) == utf8)
            #expect(try Transcoder.convert(octets, from: charset, to: charset) == octets)
        }
        let latin = try Charset(name: "GB18030")
        let good = String(repeating: "Zażółć gęślą jaźń, ", count: 5000)
        let before = try Transcoder.convert(Array(good.utf8), from: .utf8, to: latin)
        let after = try Transcoder.convert(Array("日 tail".utf8), from: .utf8, to: latin)
        #expect(throws: CharsetError.unmappable("日", octetOffset: before.count)) {
            try Transcoder.convert(before + after, from: latin, to: .windows1250)
        }
        #expect(throws: CharsetError.unmappable("日", octetOffset: good.utf8.count)) {
            try Transcoder.convert(Array((good + "日").utf8), from: .utf8, to: .windows1250)
        }
    }
}
