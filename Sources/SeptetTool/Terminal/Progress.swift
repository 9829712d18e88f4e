internal import Foundation

/// Shows on standard error how far long work has come, when that is a terminal.
struct Progress {
    private static let firstAfter: TimeInterval = 1
    private static let every: TimeInterval = 0.2
    private static let recordsBetweenLooks = 4_096
    private var unseenCount = 0

    private let isShown = StandardError.isTerminal
    private let start = Date()
    private var nextShow = firstAfter
    private var recordCount = 0
    private var isLineThere = false

    /// Counts records, and now and then shows the count.
    ///
    /// - Parameter share: How much of the input has been done, from 0 to 1, when that is known.
    mutating func advance(_ count: Int = 1, share: Double? = nil) {
        recordCount += count
        unseenCount += count
        guard isShown, unseenCount >= Self.recordsBetweenLooks else { return }
        unseenCount = 0
        let elapsed = Date().timeIntervalSince(start)
        guard elapsed >= nextShow else { return }
        nextShow = elapsed + Self.every
        let rate = Int(Double(recordCount) / elapsed)
        var line = "\(recordCount) messages, \(rate) a second"
        if let share, share > 0, share <= 1 {
            let left = Int((elapsed / share - elapsed).rounded(.up))
            line += ", \(Int(share * 100)) %, \(left) s left"
        }
        StandardError.write("\r\(line)\u{1B}[K")
        isLineThere = true
    }

    /// Takes the line away, so that something else can stand there.
    mutating func finish() {
        if isLineThere { StandardError.write("\r\u{1B}[K") }
        isLineThere = false
    }
}
