internal import Foundation

extension Report {
    /// A table for each item and size: contenders down, corpora across, and in each cell the
    /// nanoseconds for a message and how many times those of the first contender they are.
    package var tables: String {
        var text = ""
        for (item, size) in groups {
            let group = measurements.filter { $0.item == item && $0.size == size }
            text += "\n\(item) · \(size) · ns per message (times that of the first line)\n"
            text += Self.aligned(rows(group))
            for contender in Self.unique(group.map(\.contender)) {
                let shortcuts = group.filter { $0.contender == contender }.compactMap(\.shortcut)
                for shortcut in Self.unique(shortcuts) { text += "  \(contender): \(shortcut)\n" }
            }
        }
        return text
    }

    private var groups: [(item: String, size: String)] {
        var groups: [(item: String, size: String)] = []
        for measurement in measurements
        where !groups.contains(where: { $0 == (measurement.item, measurement.size) }) {
            groups.append((measurement.item, measurement.size))
        }
        return groups
    }

    private func rows(_ group: [Measurement]) -> [[String]] {
        let corpora = Self.unique(group.map(\.corpus))
        let contenders = Self.unique(group.map(\.contender))
        var rows = [[""] + corpora]
        for contender in contenders {
            let cells = corpora.map { corpus in
                guard
                    let measured = group.first(where: {
                        $0.contender == contender && $0.corpus == corpus
                    }),
                    let first = group.first(where: { $0.corpus == corpus })
                else { return "-" }
                let time = Self.rounded(measured.nanosecondsPerMessage)
                guard contender != first.contender else { return time }
                let ratio = measured.nanosecondsPerMessage / first.nanosecondsPerMessage
                return "\(time) (\(Self.rounded(ratio))x)"
            }
            rows.append(["  " + contender] + cells)
        }
        return rows
    }

    /// Three digits, as many as these figures are good for.
    package static func rounded(_ number: Double) -> String {
        switch number {
        case 100...: String(format: "%.0f", number)
        case 10...: String(format: "%.1f", number)
        default: String(format: "%.2f", number)
        }
    }

    /// Columns side by side, the first to the left and the others to the right.
    package static func aligned(_ rows: [[String]]) -> String {
        let widths = (rows.first ?? []).indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        return rows.map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + padding : padding + cell.0
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }

    private static func unique(_ names: [String]) -> [String] {
        names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
