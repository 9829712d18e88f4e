public import Septet

/// A template bound to the columns of a list and to a planner.
///
/// Its constant text is scanned once; each recipient costs only its values. The plan is exactly
/// that of the full text. Where that cannot be had piece by piece, with national tables and under
/// `BoundaryPolicy.grapheme`, the full text is written into a buffer and planned.
public struct CompiledTemplate: Sendable {
    /// What stands at one place of the message.
    private struct Place {
        /// The column whose value stands here; `nil` for constant text.
        let column: Int?
        /// The constant text, or the default of the column; `nil` for an empty default.
        let constant: Int?
        /// Where in `constantOctets` that text is.
        let constantRange: Range<Int>
    }

    /// The planner that counts.
    public let planner: Planner

    private let places: [Place]
    /// The constant texts one after the other, so that to write one is not to retain it.
    private let constantOctets: [UInt8]
    private let scannedTexts: ScannedTexts

    /// The filling that each row begins with; `nil` when texts have to be planned as a whole.
    private let start: TextFilling?

    /// Binds a template to the columns of a list, which are found by their names.
    ///
    /// Complexity: linear in the template and the columns; allocates.
    public init(
        _ template: MessageTemplate,
        columns: [String],
        planner: Planner = Planner()
    ) throws(TemplateError) {
        let binding = ColumnBinding(columns)
        var places: [Place] = []
        var constantOctets: [UInt8] = []
        var scannedTexts = ScannedTexts()
        func append(column: Int?, constant text: String) {
            let start = constantOctets.count
            constantOctets += text.utf8
            places.append(
                Place(
                    column: column,
                    constant: text.isEmpty ? nil : scannedTexts.append(text),
                    constantRange: start..<constantOctets.count
                )
            )
        }
        for piece in template.pieces {
            switch piece {
            case .text(let text):
                append(column: nil, constant: text)
            case .field(let field):
                append(column: try binding.index(of: field), constant: field.fallback)
            }
        }
        self.planner = planner
        self.places = places
        self.constantOctets = constantOctets
        self.scannedTexts = scannedTexts
        start = TextFilling(planner)
    }

    /// Plans the message of one recipient.
    ///
    /// A field beyond `fields`, or one whose range is not within `row`, is an empty value. Errors
    /// and their offsets are those of the full text.
    ///
    /// Complexity: linear in the values and in the parts; allocates nothing, unless the text is
    /// refused or has to be planned as a whole: then use the method that takes a buffer.
    ///
    /// - Parameters:
    ///   - row: The octets of the recipient's row.
    ///   - fields: Where in `row` the value of each column is.
    public func plan(
        row: Span<UInt8>,
        fields: Span<Range<Int>>
    ) throws(PlanningError) -> MessagePlan {
        if let plan = planPiecewise(row, fields) { return plan }
        var buffer: [UInt8] = []
        return try planWhole(row, fields, &buffer)
    }

    /// Plans the message of one recipient, with a buffer for texts that are planned as a whole.
    ///
    /// Allocates nothing once the buffer has room for the longest message.
    public func plan(
        row: Span<UInt8>,
        fields: Span<Range<Int>>,
        buffer: inout [UInt8]
    ) throws(PlanningError) -> MessagePlan {
        if let plan = planPiecewise(row, fields) { return plan }
        return try planWhole(row, fields, &buffer)
    }

    /// Writes the message of one recipient in place of what the buffer holds.
    ///
    /// Complexity: linear; allocates only when the buffer has no room.
    public func expand(row: Span<UInt8>, fields: Span<Range<Int>>, into buffer: inout [UInt8]) {
        buffer.removeAll(keepingCapacity: true)
        for index in places.indices {
            let place = places[index]
            if let column = place.column {
                let range = Self.range(ofColumn: column, row, fields)
                if !range.isEmpty {
                    Self.append(row.extracting(range), to: &buffer)
                    continue
                }
            }
            Self.append(constantOctets.span.extracting(place.constantRange), to: &buffer)
        }
    }

    @inline(__always)
    private static func append(_ octets: Span<UInt8>, to buffer: inout [UInt8]) {
        // Valid: the octets are only read, during the call.
        unsafe octets.withUnsafeBufferPointer { octets in
            unsafe buffer.append(contentsOf: octets)
        }
    }

    private func planPiecewise(_ row: Span<UInt8>, _ fields: Span<Range<Int>>) -> MessagePlan? {
        guard var filling = start else { return nil }
        for index in places.indices {
            let place = places[index]
            if let column = place.column {
                let range = Self.range(ofColumn: column, row, fields)
                if !range.isEmpty {
                    guard filling.add(utf8: row.extracting(range)) else { return nil }
                    continue
                }
            }
            if let constant = place.constant { filling.add(constant, of: scannedTexts) }
        }
        return filling.plan()
    }

    private func planWhole(
        _ row: Span<UInt8>,
        _ fields: Span<Range<Int>>,
        _ buffer: inout [UInt8]
    ) throws(PlanningError) -> MessagePlan {
        expand(row: row, fields: fields, into: &buffer)
        return try planner.plan(utf8: buffer.span)
    }

    @inline(__always)
    private static func range(
        ofColumn column: Int,
        _ row: Span<UInt8>,
        _ fields: Span<Range<Int>>
    ) -> Range<Int> {
        guard column < fields.count else { return 0..<0 }
        let range = fields[column]
        guard range.lowerBound >= 0, range.upperBound <= row.count else { return 0..<0 }
        return range
    }
}
