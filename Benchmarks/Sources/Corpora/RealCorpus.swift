internal import Foundation
internal import Reference

/// Real messages, measured with when the folder that has them is there.
package enum RealCorpus: String, CaseIterable, Sendable {
    case english = "en"
    case chinese = "zh"
    case turkish = "tr"

    private var fileNames: [String] {
        switch self {
        case .english: ["nus_sms_en.txt", "uci_sms_spam_en.txt"]
        case .chinese: ["nus_sms_zh.txt"]
        case .turkish: ["turkish_sms.txt"]
        }
    }

    /// Whether the files are there.
    package var exists: Bool {
        urls.allSatisfy { FileManager.default.fileExists(atPath: $0.path) }
    }

    private var urls: [URL] {
        fileNames.map { SharedFolder.url.appending(path: "corpora/\($0)") }
    }

    /// Some of the messages, or all of them several times.
    package func texts(_ size: CorpusSize) throws -> [String] {
        var all: [[UInt8]] = []
        for url in urls {
            let octets = [UInt8](try Data(contentsOf: url))
            all += octets.split(separator: 0x0A).map(Self.unescaped)
        }
        var texts: [String] = []
        var octetCount = 0
        while octetCount < size.octetCount && !all.isEmpty {
            let octets = all[texts.count % all.count]
            octetCount += octets.count
            texts.append(String(decoding: octets, as: UTF8.self))
        }
        return texts
    }

    /// A line with its escapes taken back.
    private static func unescaped(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var octets: [UInt8] = []
        var isEscaped = false
        for octet in line {
            if isEscaped {
                isEscaped = false
                switch octet {
                case UInt8(ascii: "n"): octets.append(0x0A)
                case UInt8(ascii: "r"): octets.append(0x0D)
                case UInt8(ascii: "t"): octets.append(0x09)
                default: octets.append(octet)
                }
            } else if octet == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                octets.append(octet)
            }
        }
        return octets
    }
}

extension Corpus {
    /// Real messages, counted by the slow reference codec.
    package init(_ corpus: RealCorpus, _ size: CorpusSize) throws {
        let texts = try corpus.texts(size)
        self.init(
            name: corpus.rawValue,
            texts: texts,
            totals: try Totals(slowlyCounting: texts)
        )
    }
}
