internal import Foundation

/// How text for a person is set off: with colour on a terminal, plain elsewhere.
struct TerminalStyle {
    private let usesColor: Bool

    /// The columns of a line.
    let columnCount: Int

    /// Colour and width of standard output; never colour under `NO_COLOR` or `--no-color`.
    init(noColor: Bool) {
        let environment = ProcessInfo.processInfo.environment
        let refused = noColor || environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        usesColor = StandardOutput.isTerminal && !refused && environment["TERM"] != "dumb"
        columnCount = Self.columnCount(environment["COLUMNS"])
    }

    func bold(_ text: String) -> String { code(1, text) }
    func faint(_ text: String) -> String { code(2, text) }
    func alarming(_ text: String) -> String { code(31, text) }
    func dear(_ text: String) -> String { code(33, text) }
    func good(_ text: String) -> String { code(32, text) }

    private func code(_ number: Int, _ text: String) -> String {
        usesColor && !text.isEmpty ? "\u{1B}[\(number)m\(text)\u{1B}[0m" : text
    }

    /// The widths a page is made for; what asks for another is not heard.
    private static let columnCounts = 40...1_000

    private static func columnCount(_ variable: String?) -> Int {
        var size = winsize()
        // The kernel writes one `winsize`, which `size` is.
        let isKnown = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
        let counts = [variable.flatMap { Int($0) }, isKnown ? Int(size.ws_col) : nil]
        return counts.compactMap(\.self).first(where: columnCounts.contains) ?? 80
    }
}
