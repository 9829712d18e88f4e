/// A corpus by its name: generated, real, or ASCII messages of one length.
package enum CorpusChoice: Sendable, Hashable {
    case generated(GeneratedCorpus)
    case real(RealCorpus)
    case length(Int)

    /// The lengths a curve is drawn of: both sides of the borders between parts.
    package static let lengths = [
        1, 2, 4, 8, 16, 24, 32, 48, 64, 100, 140, 160, 161, 306, 307, 459, 612, 765, 918,
    ]

    /// The generated ones, and those real ones whose files are there.
    package static var available: [Self] {
        GeneratedCorpus.allCases.map(Self.generated)
            + RealCorpus.allCases.filter(\.exists).map(Self.real)
    }

    /// Finds a corpus by its name.
    package init?(name: String) {
        if let corpus = GeneratedCorpus(rawValue: name) {
            self = .generated(corpus)
        } else if let corpus = RealCorpus(rawValue: name) {
            self = .real(corpus)
        } else if let length = Int(name), length > 0 {
            self = .length(length)
        } else {
            return nil
        }
    }

    /// The name.
    package var name: String {
        switch self {
        case .generated(let corpus): corpus.rawValue
        case .real(let corpus): corpus.rawValue
        case .length(let octetCount): String(octetCount)
        }
    }

    /// Loads it and checks that it is what it was.
    package func load(_ size: CorpusSize) throws -> Corpus {
        switch self {
        case .generated(let corpus): return try Corpus(corpus, size)
        case .real(let corpus): return try Corpus(corpus, size)
        case .length:
            let texts = try texts(size)
            return Corpus(name: name, texts: texts, totals: try Totals(slowlyCounting: texts))
        }
    }

    /// Its messages, not checked.
    package func texts(_ size: CorpusSize) throws -> [String] {
        switch self {
        case .generated(let corpus): return corpus.texts(size.messageCount)
        case .real(let corpus): return try corpus.texts(size)
        case .length(let octetCount):
            let count = min(size.messageCount, size.octetCount / octetCount)
            let letters = Array("The quick brown fox jumps over the lazy dog. ".utf8)
            return (0..<count).map { index in
                // Each begins with another letter.
                let octets = (0..<octetCount).map { letters[($0 + index) % letters.count] }
                return String(decoding: octets, as: UTF8.self)
            }
        }
    }
}
