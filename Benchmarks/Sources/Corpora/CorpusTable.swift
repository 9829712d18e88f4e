package import Foundation
internal import Reference

/// `corpora.tsv`: the checksum of each generated corpus, and the sums that counting it must give.
///
/// The sums come from the slow reference codec, which shares nothing with the engine.
package enum CorpusTable {
    /// One row.
    package struct Row: Sendable {
        package var checksum: UInt64
        package var totals: Totals
    }

    /// Why a corpus cannot be used.
    package struct Fault: Error, CustomStringConvertible {
        package let description: String
    }

    /// Where the table is.
    package static var url: URL { PackageFolder.root.appending(path: "Benchmarks/corpora.tsv") }

    private static let header = "corpus\tsize\tmessages\tchecksum\tunits\tparts\tuser data octets"

    /// The row of a corpus.
    package static func row(_ corpus: GeneratedCorpus, _ size: CorpusSize) throws -> Row {
        for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
            let columns = line.split(separator: "\t")
            guard columns.count == 7, columns[0] == corpus.rawValue, columns[1] == size.rawValue
            else { continue }
            guard Int(columns[2]) == size.messageCount,
                let checksum = UInt64(columns[3], radix: 16), let units = Int(columns[4]),
                let parts = Int(columns[5]), let octets = Int(columns[6])
            else { break }
            return Row(
                checksum: checksum,
                totals: Totals(unitCount: units, partCount: parts, userDataOctetCount: octets)
            )
        }
        throw Fault(description: "corpora.tsv has no row for \(corpus.rawValue), \(size.rawValue)")
    }

    /// Writes the table anew.
    package static func write() throws {
        var lines = [header]
        for corpus in GeneratedCorpus.allCases {
            for size in CorpusSize.allCases {
                let texts = corpus.texts(size.messageCount)
                let totals = try Totals(slowlyCounting: texts)
                let checksum = String(Corpus.checksum(of: texts), radix: 16)
                lines.append(
                    [
                        corpus.rawValue, size.rawValue, "\(texts.count)", checksum,
                        "\(totals.unitCount)", "\(totals.partCount)",
                        "\(totals.userDataOctetCount)",
                    ].joined(separator: "\t")
                )
            }
        }
        try (lines.joined(separator: "\n") + "\n").write(to: url, atomically: true, encoding: .utf8)
    }
}

extension Corpus {
    /// A generated corpus; throws when it is not the one whose checksum is in the table.
    package init(_ corpus: GeneratedCorpus, _ size: CorpusSize) throws {
        let texts = corpus.texts(size.messageCount)
        let row = try CorpusTable.row(corpus, size)
        guard Corpus.checksum(of: texts) == row.checksum else {
            throw CorpusTable.Fault(
                description: "corpus \(corpus.rawValue) is not the one of corpora.tsv"
            )
        }
        self.init(name: corpus.rawValue, texts: texts, totals: row.totals)
    }
}
