import Corpora
import Foundation
import Measuring

/// A ratio that must show; a row of `marks.tsv`.
struct Mark {
    let item: String
    let corpus: String
    let size: String
    let contender: String

    /// How many times the first contender's time the other's must be at least.
    let least: Double

    /// The marks in their order.
    static func all() throws -> [Self] {
        let url = PackageLayout.benchmarks.appending(path: "marks.tsv")
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
        return lines.dropFirst().compactMap { Self($0.split(separator: "\t").map(String.init)) }
    }

    private init?(_ columns: [String]) {
        guard columns.count == 5 else { return nil }
        let fraction = columns[4].split(separator: "/").compactMap { Double($0) }
        guard let first = fraction.first else { return nil }
        item = columns[0]
        corpus = columns[1]
        size = columns[2]
        contender = columns[3]
        least = fraction.count == 2 ? first / fraction[1] : first
    }
}

extension Report {
    /// Each mark with the ratio measured and whether it is reached.
    func table(of marks: [Mark]) -> String {
        var rows = [["mark", "corpus", "size", "against", "wanted", "measured", ""]]
        for mark in marks {
            let ratio = ratio(mark.item, mark.corpus, mark.size, against: mark.contender)
            let (wanted, measured): (String, String?) =
                if mark.least < 1 {
                    (
                        "at most \(Self.rounded(1 / mark.least))x its time",
                        ratio.map { "\(Self.rounded(1 / $0))x" }
                    )
                } else {
                    ("at least \(Self.rounded(mark.least))x", ratio.map { "\(Self.rounded($0))x" })
                }
            rows.append([
                mark.item, mark.corpus, mark.size, mark.contender, wanted, measured ?? "-",
                ratio.map { $0 >= mark.least ? "pass" : "FAIL" } ?? "not measured",
            ])
        }
        return Self.aligned(rows)
    }
}
