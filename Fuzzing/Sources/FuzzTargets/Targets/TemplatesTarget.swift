internal import Septet
internal import SeptetCampaigns

extension FuzzTarget {
    /// A compiled template plans what the expanded text is planned as, cuts and errors included.
    static let templates = FuzzTarget("templates") { input in
        let planner = Planner(fuzzing: &input)
        let values = (0..<3).map { _ in input.octets(Int(input.octet()) % 90) }
        let utf8 = input.rest()
        let template: MessageTemplate
        do throws(TemplateError) {
            template = try MessageTemplate(utf8: utf8)
        } catch {
            require(error.utf8Offset <= utf8.count, "\(error) lies in the template")
            return
        }
        let columns = ["a", "b", "c"]
        guard let compiled = try? CompiledTemplate(template, columns: columns, planner: planner)
        else {
            require(template.fields.contains { !columns.contains($0.column) }, "columns are known")
            return
        }
        var row: [UInt8] = []
        var fields: [Range<Int>] = []
        for value in values {
            fields.append(row.count..<row.count + value.count)
            row += value
        }
        var text: [UInt8] = []
        compiled.expand(row: row.span, fields: fields.span, into: &text)
        let whole = outcome { () throws(PlanningError) in try planner.plan(utf8: text.span) }
        let pieces = outcome { () throws(PlanningError) in
            try compiled.plan(row: row.span, fields: fields.span)
        }
        require(whole == pieces, "\(whole) of the text, \(pieces) of its pieces")
        checkText(template, columns, values, text)
    }

    /// The expanded text is the pieces with the values in their places.
    private static func checkText(
        _ template: MessageTemplate,
        _ columns: [String],
        _ values: [[UInt8]],
        _ text: [UInt8]
    ) {
        var expected: [UInt8] = []
        for piece in template.pieces {
            switch piece {
            case .text(let text): expected += text.utf8
            case .field(let field):
                let value = columns.firstIndex(of: field.column).map { values[$0] } ?? []
                expected += isBlank(value) ? Array(field.fallback.utf8) : value
            }
        }
        require(text == expected, "the text is that of the pieces")
    }

    /// Whether a value is empty, or nothing but no-break spaces with spaces between them.
    private static func isBlank(_ value: [UInt8]) -> Bool {
        guard let span = try? UTF8Span(validating: value.span) else { return false }
        let scalars = String(copying: span).unicodeScalars
        let blanks: [Unicode.Scalar] = ["\u{A0}", "\u{2007}", "\u{202F}", "\u{2060}", "\u{FEFF}"]
        return scalars.isEmpty
            || scalars.allSatisfy { $0 == " " || blanks.contains($0) }
                && scalars.contains { $0 != " " }
    }
}
