internal import Septet
internal import SeptetInspection

/// Draws the text of one part: a ruler in units, the text, and marks under the expensive characters.
struct PartPicture {
    /// What is drawn of one grapheme cluster.
    private struct Cell {
        let picture: String
        let columnCount: Int
        let unitCount: Int
        let effect: CharacterFinding.Effect?
    }

    private let cells: [Cell]
    private let style: TerminalStyle

    /// - Parameters:
    ///   - range: The octets of the text that travel in the part.
    ///   - findings: What was found in the whole text.
    init(
        _ text: String,
        _ range: Range<Int>,
        _ plan: MessagePlan,
        _ findings: [Int: CharacterFinding.Effect],
        _ style: TerminalStyle
    ) {
        self.style = style
        let part = String(decoding: Array(text.utf8)[range], as: UTF8.self)
        var cells: [Cell] = []
        var offset = range.lowerBound
        for character in part {
            var unitCount = 0
            var effect: CharacterFinding.Effect?
            for scalar in character.unicodeScalars {
                unitCount += plan.unitCount(of: scalar)
                if let found = findings[offset], effect != .forcesUCS2 { effect = found }
                offset += UTF8.width(scalar)
            }
            let picture = character.picture
            cells.append(
                Cell(
                    picture: picture,
                    columnCount: max(1, picture.columnCount),
                    unitCount: unitCount,
                    effect: effect
                )
            )
        }
        self.cells = cells
    }

    /// The rows of the picture, each not wider than the terminal.
    func rows(indent: String) -> [String] {
        let room = style.columnCount - indent.columnCount - 1
        var rows: [String] = []
        var start = 0
        var unitCount = 0
        while start < cells.count {
            var end = start
            var columns = 0
            while end < cells.count && columns + cells[end].columnCount <= room {
                columns += cells[end].columnCount
                end += 1
            }
            end = max(end, start + 1)
            rows += row(cells[start..<end], &unitCount).map { indent + $0 }
            start = end
        }
        return rows
    }

    private func row(_ cells: ArraySlice<Cell>, _ unitCount: inout Int) -> [String] {
        var ruler = ""
        var text = ""
        var marks = ""
        var hasMarks = false
        var columns = 0
        for cell in cells {
            let tens = unitCount / 10
            unitCount += cell.unitCount
            columns += cell.columnCount
            text += colored(cell)
            if unitCount / 10 > tens {
                let label = "\(unitCount / 10 * 10)┘"
                if label.count + ruler.count <= columns {
                    ruler += label.rightAligned(in: columns - ruler.count)
                }
            }
            let mark = mark(cell)
            hasMarks = hasMarks || mark != " "
            marks += mark + String(repeating: " ", count: cell.columnCount - 1)
        }
        return (ruler.isEmpty ? [] : [style.faint(ruler)]) + [text]
            + (hasMarks ? [style.faint(marks.withoutTrailingSpaces)] : [])
    }

    private func colored(_ cell: Cell) -> String {
        switch cell.effect {
        case .forcesUCS2: style.alarming(cell.picture)
        case .costsTwoSeptets, .costsTwoUnits: style.expensive(cell.picture)
        case nil: cell.picture
        }
    }

    private func mark(_ cell: Cell) -> String {
        switch cell.effect {
        case .forcesUCS2: "▲"
        case .costsTwoSeptets, .costsTwoUnits: "²"
        case nil: " "
        }
    }
}
