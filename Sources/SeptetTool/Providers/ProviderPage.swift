internal import SeptetBilling
internal import SeptetProviders

/// The answers of providers side by side, as a page for a person.
struct ProviderPage {
    private static let longestShownValue = 24
    private static let missing = "—"

    private let answers: [ProviderAnswer]
    private let standard: TextMeasure
    private let style: TerminalStyle

    init(_ text: String, _ answers: [ProviderAnswer], _ style: TerminalStyle) {
        self.answers = answers
        self.style = style
        standard = TextMeasure(text)
    }

    /// The whole page, ending in a line feed.
    var text: String {
        ([table] + answers.map(details(of:))).map { $0.joined(separator: "\n") + "\n" }
            .joined(separator: "\n")
    }

    private var table: [String] {
        let width = 2 + (answers.map { $0.provider.title.columnCount } + [12]).reduce(0, max)
        let head = "provider".padded(to: width) + "encoding     units   billed   carried"
        return [style.bold(head)] + [row("the standard", width, standardCells)]
            + answers.map { answer in
                let line = row(answer.provider.title, width, cells(of: answer))
                if !answer.errors.isEmpty { return style.alarming(line) }
                return answer.isBilledApart ? style.dear(line) : line
            }
    }

    private var standardCells: [String] {
        [
            standard.encoding.rawValue, String(standard.unitCount), Self.missing,
            String(standard.partCount),
        ]
    }

    private func cells(of answer: ProviderAnswer) -> [String] {
        let estimate = answer.estimate
        let counts = [estimate.unitCount, estimate.billedPartCount, estimate.wireSegmentCount]
        return [estimate.encoding?.rawValue ?? Self.missing]
            + counts.map { $0.map(String.init) ?? Self.missing }
    }

    private func row(_ name: String, _ width: Int, _ cells: [String]) -> String {
        name.padded(to: width) + cells[0].padded(to: 8)
            + zip(cells.dropFirst(), [10, 9, 10]).map { $0.rightAligned(in: $1) }.joined()
    }

    private func details(of answer: ProviderAnswer) -> [String] {
        var lines = [style.bold(answer.provider.title)]
        if let request = answer.preparation.requests.first {
            let parameters = answer.tellingParameters.map { parameter in
                let wire = parameter.redactedWire.shown
                return parameter.name + "=" + wire.cut(to: Self.longestShownValue)
            }
            let isForm = request.contentType.map { $0.hasOctetSuffix("urlencoded") } ?? true
            let body = isForm ? [] : ["(\(request.contentType ?? ""))"]
            let words = [request.method.rawValue, request.redactedPath.shown] + parameters + body
            lines += paragraph(words)
        }
        for warning in answer.estimate.warnings {
            lines += paragraph(words(of: "\(warning.kind.rawValue): \(warning.message)"))
                .map(style.dear)
        }
        for error in answer.errors {
            lines += paragraph(words(of: "\(error)")).map(style.alarming)
        }
        if !answer.missingFields.isEmpty {
            let needs = "needs also: \(answer.missingFields.joined(separator: ", "))"
            lines += paragraph(words(of: needs)).map(style.faint)
        }
        return lines
    }

    private func words(of sentence: String) -> [String] {
        sentence.shown.words
    }

    /// Words in lines that fit the page, the second and further ones set in.
    private func paragraph(_ words: [String]) -> [String] {
        var lines: [String] = []
        var line = "  "
        for word in words {
            let isFirst = line.allSatisfy { $0 == " " }
            if !isFirst && line.columnCount + 1 + word.columnCount > style.columnCount {
                lines.append(line)
                line = "    " + word
            } else {
                line += isFirst ? word : " " + word
            }
        }
        return lines + [line]
    }
}
