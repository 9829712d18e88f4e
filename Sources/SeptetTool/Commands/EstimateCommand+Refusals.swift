internal import ArgumentParser
internal import Septet
internal import SeptetCharsets
internal import SeptetLists

extension EstimateCommand {
    /// What the command does in place of counting a list.
    private enum Mode {
        case merge, lintTemplate

        /// Why most options mean nothing.
        var reason: String {
            switch self {
            case .merge: "--merge adds up results"
            case .lintTemplate: "--lint-template reads no input"
            }
        }
    }

    /// Refuses what would have no effect, so that nobody takes it for heeded.
    func refuseOptionsWithoutEffect() throws {
        guard let mode: Mode = merge ? .merge : lintTemplate ? .lintTemplate : nil else { return }
        for option in options where option.isGiven && !option.modes.contains(mode) {
            throw ValidationError("\(mode.reason) and takes no \(option.name).")
        }
    }

    /// The options, whether each is given, and what heeds it beside counting.
    private var options: [(name: String, isGiven: Bool, modes: [Mode])] {
        let input = inputOptions
        let planning = planningOptions
        let campaign = campaignOptions
        return [
            ("--lint-template", lintTemplate, [.lintTemplate]),
            ("--length", !length.isEmpty, [.lintTemplate]),
            ("--template", campaign.template != nil, [.lintTemplate]),
            ("--template-text", campaign.templateText != nil, [.lintTemplate]),
            ("--provider", campaign.provider != nil, [.lintTemplate]),
            ("--params", campaign.params != nil, [.lintTemplate]),
            ("--languages", planning.languages.languages != .none, [.lintTemplate]),
            ("--boundary", planning.boundary != .pair, [.lintTemplate]),
            ("--reference-size", planning.referenceSize != .eightBit, [.lintTemplate]),
            ("--max-parts", campaign.maxParts != nil, [.merge]),
            ("--input", input.givenInput != nil, []),
            ("--column", input.column != nil, []),
            ("--delimiter", input.delimiter != .comma, []),
            ("--no-header", input.noHeader, []),
            ("--charset", input.charset.charset != .utf8, []),
            ("--escaped", input.escaped, []),
            ("--recipient", campaign.recipient != nil, []),
            ("--prices", campaign.prices != nil, []),
            ("--price", campaign.price != nil, []),
            ("--currency", campaign.currency != nil, []),
            ("--fast", campaign.fast, []),
            ("--balance", campaign.balance != nil, []),
            ("--budget", campaign.budget != nil, []),
            ("--threads", threads != nil, []),
            ("--rejects", rejects != nil, []),
            ("--html", html != nil, []),
            ("--csv", csv != nil, []),
            ("--each", each, []),
            ("--mergeable", mergeable, []),
        ]
    }
}
