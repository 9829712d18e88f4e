import Baselines
import Corpora
import Foundation
import Measuring
import Workloads

/// What libraries in Python, Perl and Rust do of the same work, in processes of their own that take
/// their times themselves.
struct ScriptPeers {
    /// Where the messages are written for them.
    let folder: URL

    /// Fewer messages, because they are so slow.
    private static let messageCount = 1_000

    private static var python: String {
        PackageLayout.benchmarks.appending(path: ".build/peers-python/bin/python").path
    }

    private static var validator: String {
        PackageLayout.benchmarks.appending(path: ".build/peers-rust/release/validator").path
    }

    private static func script(_ name: String) -> String {
        PackageLayout.benchmarks.appending(path: "Peers/\(name)").path
    }

    /// The libraries that do something of an item.
    func contenders(_ workload: Workload, _ corpus: Corpus, isGSM: Bool) throws -> [Contender] {
        let texts = Array(corpus.texts.prefix(Self.messageCount))
        switch workload {
        case .countText:
            let totals = try Totals(slowlyCounting: texts)
            let input = try write(texts, "count", corpus)
            return try python("smsutil", "count", input, totals.counted, texts, nil)
                + validator(corpus)
        case .encodeIntoBuffer where isGSM:
            let septetCount = try Totals(slowlyCounting: texts).unitCount
            let input = try write(texts, "encode", corpus)
            let shortcut = "one septet in each octet; not packed, not cut"
            return try python("smsutil", "encode", input, septetCount, texts, shortcut)
                + python("gsm0338", "encode", input, septetCount, texts, shortcut)
                + perl("encode", input, septetCount, texts, shortcut)
        case .decodeToString where isGSM:
            let septets = try Workload.septets(of: texts)
            let lines = texts.indices.map { index in
                septets.octets[septets.starts[index]..<septets.starts[index + 1]]
                    .map { String(format: "%02x", $0) }.joined()
            }
            let input = try write(lines, "decode", corpus)
            let count = texts.reduce(0) { $0 + $1.unicodeScalars.count }
            let shortcut = "the septets are unpacked already"
            return try python("smsutil", "decode", input, count, texts, shortcut)
                + python("gsm0338", "decode", input, count, texts, shortcut)
                + perl("decode", input, count, texts, shortcut)
        default:
            return []
        }
    }

    private func write(_ lines: [String], _ item: String, _ corpus: Corpus) throws -> String {
        let file = folder.appending(path: "\(item)-\(corpus.name).txt")
        try (lines.joined(separator: "\n") + "\n").write(
            to: file,
            atomically: true,
            encoding: .utf8
        )
        return file.path
    }

    private func python(
        _ library: String,
        _ item: String,
        _ input: String,
        _ expected: Int,
        _ texts: [String],
        _ shortcut: String?
    ) throws -> [Contender] {
        guard FileManager.default.isExecutableFile(atPath: Self.python) else { return [] }
        return [
            Contender(
                "\(library) (Python)",
                shortcut: shortcut,
                messageCount: texts.count,
                expected: expected,
                child: try ChildProcess(
                    Self.python,
                    [Self.script("peer.py"), library, item, input]
                )
            )
        ]
    }

    /// What it takes to know that octets are UTF-8, which is comparable work on each octet.
    private func validator(_ corpus: Corpus) throws -> [Contender] {
        guard FileManager.default.isExecutableFile(atPath: Self.validator) else { return [] }
        let input = try write(corpus.texts, "validate", corpus)
        return [
            Contender(
                "simdutf8 (Rust)",
                shortcut: "AVX2; validates UTF-8, and counts nothing",
                messageCount: corpus.texts.count,
                expected: corpus.texts.reduce(0) { $0 + $1.utf8.count },
                child: try ChildProcess(Self.validator, [input])
            )
        ]
    }

    private func perl(
        _ item: String,
        _ input: String,
        _ expected: Int,
        _ texts: [String],
        _ shortcut: String?
    ) throws -> [Contender] {
        [
            Contender(
                "Encode::GSM0338 (Perl)",
                shortcut: shortcut,
                messageCount: texts.count,
                expected: expected,
                child: try ChildProcess("/usr/bin/perl", [Self.script("peer.pl"), item, input])
            )
        ]
    }
}
