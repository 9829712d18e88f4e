import SeptetCharsets
import TestSupport
import Testing

@Suite("Kernels of charsets with a table")
struct SingleByteKernelTests {
    /// One conversion: what came out, and the error that ended it.
    private struct Outcome: Equatable {
        var output: [UInt8] = []
        var error: CharsetError?
    }

    /// The settings of a transcoder, save its kernel.
    private struct Settings {
        var source = Charset.utf8
        var target = Charset.utf8
        var onFault = FaultPolicy.stop
        var mapping = MappingRule.icu

        func transcoder(_ kernel: SingleByteKernel) throws -> Transcoder {
            try Transcoder(
                from: source,
                to: target,
                onFault: onFault,
                mapping: mapping,
                kernel: kernel
            )
        }
    }

    /// Converts chunks into an array with room for `capacity` octets at first.
    private static func outcome(
        of chunks: [ArraySlice<UInt8>],
        with transcoder: inout Transcoder,
        capacity: Int
    ) -> Outcome {
        var outcome = Outcome()
        outcome.output.reserveCapacity(capacity)
        transcoder.reset()
        do throws(CharsetError) {
            for chunk in chunks {
                try transcoder.transcode(Array(chunk).span, into: &outcome.output)
            }
            try transcoder.finish(into: &outcome.output)
        } catch {
            outcome.error = error
        }
        return outcome
    }

    /// All policies and rules, to and from one charset.
    private static func settings(_ charset: Charset) -> [Settings] {
        [FaultPolicy.stop, .substitute("?"), .substitute("<>")].flatMap { onFault in
            [MappingRule.icu, .published].flatMap { mapping in
                [
                    Settings(source: charset, onFault: onFault, mapping: mapping),
                    Settings(target: charset, onFault: onFault, mapping: mapping),
                ]
            }
        }
    }

    private static var plain: SingleByteKernel { SingleByteKernel.available[0] }

    @Test("There is plain Swift, and this machine's choice")
    func available() {
        let names = SingleByteKernel.available.map(\.description)
        #expect(names.first == "plain")
        #expect(names.contains(SingleByteKernel.chosen.description))
    }

    @Test(
        "Every octet at every padding, in ASCII and beyond",
        arguments: SingleByteKernel.available.dropFirst(),
        TextSamples.singleByte
    )
    func octets(kernel: SingleByteKernel, charset: Charset) throws {
        let decoding = Settings(source: charset, mapping: .published)
        var decoder = try decoding.transcoder(kernel)
        var plainDecoder = try decoding.transcoder(Self.plain)
        var encoder = try Settings(target: charset, mapping: .published).transcoder(kernel)
        for octet in UInt8.min...UInt8.max {
            for padding in 0...64 {
                for filling: UInt8 in [0x61, 0xE1] {
                    let filler = [UInt8](repeating: filling, count: padding)
                    let octets = filler + [octet] + filler.dropLast(padding / 2)
                    let capacity = [0, octets.count, 4 * octets.count][(padding + Int(octet)) % 3]
                    let chunks = [octets[...]]
                    let outcome = Self.outcome(of: chunks, with: &decoder, capacity: capacity)
                    // Not #expect, which takes far longer than the conversion.
                    if outcome != Self.outcome(of: chunks, with: &plainDecoder, capacity: 0) {
                        Issue.record("octet \(octet), padding \(padding): \(outcome)")
                    }
                    guard outcome.error == nil else { continue }
                    let back = try encoder.convert(outcome.output.span)
                    if back != octets {
                        Issue.record("octet \(octet), padding \(padding): back as \(back)")
                    }
                }
            }
        }
    }

    @Test(
        "Every scalar of the first plane across the border of a block",
        arguments: SingleByteKernel.available.dropFirst(),
        TextSamples.singleByte
    )
    func scalars(kernel: SingleByteKernel, charset: Charset) throws {
        let settings = Settings(target: charset, onFault: .substitute("?"))
        var transcoder = try settings.transcoder(kernel)
        var plain = try settings.transcoder(Self.plain)
        for block in UInt32(0)..<0x1001 {
            let scalars = (block << 4...block << 4 | 0xF).compactMap(Unicode.Scalar.init)
            let text = Array(String(String.UnicodeScalarView(scalars)).utf8)
            for padding in 32...36 {
                let octets = [UInt8](repeating: 0x61, count: padding) + text
                let chunks = [octets[...]]
                let outcome = Self.outcome(of: chunks, with: &transcoder, capacity: 80)
                if outcome != Self.outcome(of: chunks, with: &plain, capacity: 80) {
                    Issue.record("block \(block), padding \(padding): \(outcome)")
                }
            }
        }
    }

    @Test(
        "Every cut of texts with faults, whatever room there is",
        arguments: SingleByteKernel.available.dropFirst(),
        TextSamples.singleByte
    )
    func cuts(kernel: SingleByteKernel, charset: Charset) throws {
        var generator = SplitMix64(seed: 64)
        for settings in Self.settings(charset) {
            var transcoder = try settings.transcoder(kernel)
            var plain = try settings.transcoder(Self.plain)
            for _ in 0..<6 {
                let octets = Self.text(charset, of: settings.source, with: &generator)
                for cut in 0...octets.count {
                    let chunks = [octets[..<cut], octets[cut...]]
                    let capacity = Int(generator.next() % 400)
                    let outcome = Self.outcome(of: chunks, with: &transcoder, capacity: capacity)
                    if outcome != Self.outcome(of: chunks, with: &plain, capacity: 0) {
                        Issue.record("\(settings): \(octets) cut at \(cut): \(outcome)")
                    }
                }
            }
        }
    }

    /// A text of up to 200 characters with a fault now and then, rarely or never.
    private static func text(
        _ charset: Charset,
        of source: Charset,
        with generator: inout SplitMix64
    ) -> [UInt8] {
        let faultRate = [0, 2, 30][Int(generator.next() % 3)]
        let density = generator.next() % 100
        let faults: [[UInt8]] = [
            Array("日".utf8), Array("😀".utf8), [0xC5], [0xE2, 0x82], [0x80], [0xED, 0xA0, 0x80],
            [0xFF],
            [0xC2, 0x98], [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80],
        ]
        var octets: [UInt8] = []
        for _ in 0..<Int(generator.next() % 200) {
            if Int(generator.next() % 100) < faultRate {
                octets += faults[Int(generator.next() % UInt64(faults.count))]
                continue
            }
            let upper: UInt8 = generator.next() % 100 < density ? 0x80 : 0
            let octet = UInt8(truncatingIfNeeded: generator.next()) & 0x7F | upper
            let utf8 = try? Transcoder.convert([octet], from: charset, to: .utf8)
            octets += source == .utf8 ? utf8 ?? [] : [octet]
        }
        return octets
    }
}
