import SeptetCharsets
import Testing

/// The snippets of docs/charsets.md, compiled and run; `Scripts/check docs` holds them together.
@Suite struct DocumentTests {
    @Test func oneMessage() throws {
        let octets: [UInt8] = [0x77, 0x69, 0xEA, 0x6B]
        let utf8 = try Transcoder.convert(octets, from: .windows1250, to: .utf8)

        #expect(utf8 == Array("więk".utf8))
    }

    @Test func aStream() throws {
        func convert(
            from source: Charset,
            to target: Charset,
            read: () -> [UInt8]?,
            write: ([UInt8]) -> Void
        ) throws(CharsetError) {
            var transcoder = try Transcoder(from: source, to: target)
            var output: [UInt8] = []
            while let chunk = read() {
                output.removeAll(keepingCapacity: true)
                try transcoder.transcode(chunk.span, into: &output)
                write(output)
            }
            output.removeAll(keepingCapacity: true)
            try transcoder.finish(into: &output)
            write(output)
        }

        var chunks: [[UInt8]] = [[0xC4], [0x85, 0xC4], [0x99]].reversed()
        var written: [UInt8] = []
        try convert(
            from: .utf8,
            to: .windows1250,
            read: { chunks.popLast() },
            write: { written += $0 }
        )
        #expect(written == [0xB9, 0xEA])
    }
}
