package import Corpora
internal import Foundation
internal import Measuring
internal import SeptetCharsets

/// A transcoder that closures can keep.
private final class SharedTranscoder {
    private var transcoder: Transcoder
    private var output: [UInt8] = []

    init(from source: Charset, to target: Charset) throws {
        transcoder = try Transcoder(from: source, to: target)
    }

    /// Converts all messages, each into the same room; gives their octets.
    func octetCount(_ octets: [UInt8], _ starts: [Int]) throws -> Int {
        try Self.octetCount(octets.span, starts, &transcoder, &output)
    }

    // Takes what belongs to the object once for all messages: each access to it is checked when it
    // happens, which the loops of the others, in C, do not pay for either.
    private static func octetCount(
        _ octets: Span<UInt8>,
        _ starts: [Int],
        _ transcoder: inout Transcoder,
        _ output: inout [UInt8]
    ) throws -> Int {
        var octetCount = 0
        for index in 0..<starts.count - 1 {
            output.removeAll(keepingCapacity: true)
            try transcoder.transcode(
                octets.extracting(starts[index]..<starts[index + 1]),
                into: &output
            )
            try transcoder.finish(into: &output)
            octetCount += output.count
        }
        return octetCount
    }
}

extension Workload {
    static func encodingWindows1250(_ corpus: Corpus) throws -> Contender {
        transcoding(
            corpus.octets,
            corpus.starts,
            expected: corpus.texts.reduce(0) { $0 + $1.unicodeScalars.count },
            try SharedTranscoder(from: .utf8, to: .windows1250)
        )
    }

    static func decodingWindows1250(_ corpus: Corpus) throws -> Contender {
        let input = windows1250(corpus)
        return transcoding(
            input.octets,
            input.starts,
            expected: corpus.octets.count,
            try SharedTranscoder(from: .windows1250, to: .utf8)
        )
    }

    /// The messages of a corpus in windows-1250, as Foundation writes it.
    package static func windows1250(_ corpus: Corpus) -> (octets: [UInt8], starts: [Int]) {
        Corpus.joined(corpus.texts.map { [UInt8]($0.data(using: .windowsCP1250) ?? Data()) })
    }

    private static func transcoding(
        _ octets: [UInt8],
        _ starts: [Int],
        expected: Int,
        _ transcoder: SharedTranscoder
    ) -> Contender {
        Contender(contenderName, messageCount: starts.count - 1, expected: expected) {
            try transcoder.octetCount(octets, starts)
        }
    }
}
