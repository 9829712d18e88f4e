/// Shares of a whole in tenths of a percent that add up to exactly 100 %.
struct Shares {
    /// The share of each count, in tenths of a percent.
    let tenths: [Int]

    /// Rounds each share down and gives what is left to those that lost most.
    init(of counts: [Int]) {
        let total = counts.reduce(0, +)
        guard total > 0 else {
            tenths = counts.map { _ in 0 }
            return
        }
        var tenths: [Int] = []
        var losses: [Int] = []
        for count in counts {
            // In full width: a count of messages times 1000 fits into two words.
            let (tenth, loss) = total.dividingFullWidth(count.multipliedFullWidth(by: 1000))
            tenths.append(tenth)
            losses.append(loss)
        }
        let missing = 1000 - tenths.reduce(0, +)
        let byLoss = losses.indices.sorted { (losses[$1], $0) < (losses[$0], $1) }
        for index in byLoss.prefix(missing) { tenths[index] += 1 }
        self.tenths = tenths
    }

    /// A share with its unit: `22.3 %`.
    func text(_ index: Int) -> String {
        "\(tenths[index] / 10).\(tenths[index] % 10) %"
    }
}
