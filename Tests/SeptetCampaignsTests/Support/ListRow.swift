import Septet
import SeptetCampaigns

/// A row of a list as readers give it: octets, and where the value of each column is.
struct ListRow {
    let octets: [UInt8]
    let fields: [Range<Int>]

    /// Values one after the other, with a delimiter between them.
    init(_ values: [[UInt8]]) {
        var octets: [UInt8] = []
        fields = values.map { value in
            let start = octets.count
            octets += value
            defer { octets.append(0x2C) }
            return start..<octets.count
        }
        self.octets = octets
    }

    init(_ values: [String]) {
        self.init(values.map { Array($0.utf8) })
    }

    /// What a template makes of the row.
    func plan(_ template: CompiledTemplate) -> Result<MessagePlan, PlanningError> {
        let (octets, fields) = (octets, fields)
        return Result { () throws(PlanningError) in
            try template.plan(row: octets.span, fields: fields.span)
        }
    }

    /// The full text.
    func text(_ template: CompiledTemplate) -> [UInt8] {
        var text: [UInt8] = Array("left from the row before".utf8)
        template.expand(row: octets.span, fields: fields.span, into: &text)
        return text
    }
}
