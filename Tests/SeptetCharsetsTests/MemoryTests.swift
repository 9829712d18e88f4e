import Foundation
import SeptetCharsets
import Testing

@Suite("Memory", .disabled(if: Sanitizer.isPresent))
struct MemoryTests {
    /// The resident pages of this process, as Linux reports them.
    private static func residentPageCount() throws -> Int {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(
            separator: " "
        )
        return try #require(Int(fields[1]))
    }

    // In a process of its own, where no other test allocates meanwhile.
    @Test("No converter is left behind, after success or error")
    func noLeaks() async {
        await #expect(processExitsWith: .success) {
            let texts = ["plain", "日本語", "ł", "日😀"].map { Array($0.utf8) }
            let charsets = try ["UTF-8", "Shift_JIS", "GB18030", "windows-1250", "UTF-16BE"]
                .map { name throws in try Charset(name: name) }
            var pages: [Int] = []
            for _ in 0..<3 {
                for _ in 0..<20 {
                    for source in charsets {
                        for target in charsets {
                            for policy in [FaultPolicy.stop, .substitute("?")] {
                                for text in texts {
                                    let octets = try Transcoder.convert(
                                        text,
                                        from: .utf8,
                                        to: source,
                                        onFault: .substitute("?")
                                    )
                                    _ = try? Transcoder.convert(
                                        octets,
                                        from: source,
                                        to: target,
                                        onFault: policy
                                    )
                                }
                            }
                        }
                    }
                }
                pages.append(try MemoryTests.residentPageCount())
            }
            // The first round fills caches; one converter leaked in each conversion would be 300 pages.
            precondition(pages[2] - pages[1] < 100, "\(pages)")
        }
    }

    @Test("A long stream takes no more memory than a short one")
    func constantMemory() async {
        await #expect(processExitsWith: .success) {
            let source = try Charset(name: "Shift_JIS")
            let target = try Charset(name: "GB18030")
            let text = String(repeating: "日本語 abc ", count: 500)
            let chunk = try Transcoder.convert(Array(text.utf8), from: .utf8, to: source)
            var transcoder = try Transcoder(from: source, to: target)
            var output: [UInt8] = []
            var pages: [Int] = []
            for round in 0..<2000 {
                output.removeAll(keepingCapacity: true)
                try transcoder.transcode(chunk.span, into: &output)
                if round % 1000 == 500 { pages.append(try MemoryTests.residentPageCount()) }
            }
            try transcoder.finish(into: &output)
            // One octet in ten kept of each chunk would be 250 pages.
            precondition(pages[1] - pages[0] < 200, "\(pages)")
        }
    }
}
