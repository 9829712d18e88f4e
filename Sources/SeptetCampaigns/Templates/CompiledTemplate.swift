public import Septet
internal import SeptetLists

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
    /// Whether the constant text may have a flaw.
    private let hasFlawedConstant: Bool

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
        let binding = ColumnIndex(columns)
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
        hasFlawedConstant = FlawSigns(in: constantOctets.span).mayBeFlaws
        self.scannedTexts = scannedTexts
        start = TextFilling(planner)
    }

    /// The columns whose values are in the message, each once.
    var columns: [Int] { Set(places.compactMap(\.column)).sorted() }

    /// The octets of a text that is written in order to be planned as a whole.
    ///
    /// No text of as many has room in 255 parts.
    static let wholeOctetLimit = 1 << 20

    /// Plans the message of one recipient.
    ///
    /// A field beyond `fields`, or one whose range is not within `row`, is an empty value. Errors
    /// and their offsets are those of the full text. Where a text of more than a MiB has to be
    /// planned as a whole, it is rejected with the parts it has without national tables and when it
    /// may be cut between any two characters.
    ///
    /// Complexity: linear in the values and in the parts; allocates nothing, unless the text has too
    /// many parts or has to be planned as a whole: then use the method that takes a buffer. No more
    /// is written than a MiB.
    ///
    /// - Parameters:
    ///   - row: The octets of the recipient's row.
    ///   - fields: Where in `row` the value of each column is.
    public func plan(
        row: Span<UInt8>,
        fields: Span<Range<Int>>
    ) throws(PlanningError) -> MessagePlan {
        if let start, let plan = try planPiecewise(start, row, fields) { return plan }
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
        if let start, let plan = try planPiecewise(start, row, fields) { return plan }
        return try planWhole(row, fields, &buffer)
    }

    /// Writes the message of one recipient in place of what the buffer holds.
    ///
    /// Complexity: linear; allocates only when the buffer has no room.
    public func expand(row: Span<UInt8>, fields: Span<Range<Int>>, into buffer: inout [UInt8]) {
        buffer.removeAll(keepingCapacity: true)
        for index in places.indices {
            let place = places[index]
            if let value = Self.value(at: place, row, fields) {
                buffer.append(copying: row.extracting(value))
            } else {
                buffer.append(copying: constantOctets.span.extracting(place.constantRange))
            }
        }
    }

    /// Whether the message of a recipient may have a flaw.
    ///
    /// Complexity: linear in the values; allocates nothing.
    func maySeemFlawed(row: Span<UInt8>, fields: Span<Range<Int>>) -> Bool {
        if hasFlawedConstant { return true }
        for index in places.indices {
            if let value = Self.value(at: places[index], row, fields),
                FlawSigns(in: row, value).mayBeFlaws
            {
                return true
            }
        }
        return false
    }

    /// The plan of a message piece by piece; `nil` when it has to be looked at as a whole.
    private func planPiecewise(
        _ start: TextFilling,
        _ row: Span<UInt8>,
        _ fields: Span<Range<Int>>
    ) throws(PlanningError) -> MessagePlan? {
        var filling = start
        for index in places.indices {
            let place = places[index]
            if let value = Self.value(at: place, row, fields) {
                if filling.isTooLong { return try planTooLong(filling, from: index, row, fields) }
                guard filling.add(utf8: row.extracting(value)) else { return nil }
            } else if let constant = place.constant {
                filling.add(constant, of: scannedTexts)
            }
        }
        return try filling.plan()
    }

    /// Counts the parts of a text that is too long already: values are scanned once, however many
    /// fields have them.
    @inline(never)
    private func planTooLong(
        _ filling: TextFilling,
        from start: Int,
        _ row: Span<UInt8>,
        _ fields: Span<Range<Int>>
    ) throws(PlanningError) -> MessagePlan? {
        var filling = filling
        var values = ScannedTexts()
        var numbers: [Int: Int] = [:]
        for place in places[start...] {
            guard let range = Self.value(at: place, row, fields), let column = place.column else {
                if let constant = place.constant { filling.add(constant, of: scannedTexts) }
                continue
            }
            let number: Int
            if let known = numbers[column] {
                number = known
            } else {
                guard let value = try? UTF8Span(validating: row.extracting(range)) else {
                    return nil
                }
                number = values.append(String(copying: value))
                numbers[column] = number
            }
            filling.add(number, of: values)
        }
        return try filling.plan()
    }

    private func planWhole(
        _ row: Span<UInt8>,
        _ fields: Span<Range<Int>>,
        _ buffer: inout [UInt8]
    ) throws(PlanningError) -> MessagePlan {
        try write(row: row, fields: fields, into: &buffer)
        return try planner.plan(utf8: buffer.span)
    }

    /// Writes the message of one recipient, as `expand` does; throws why one of more than a MiB has no
    /// plan.
    func write(
        row: Span<UInt8>,
        fields: Span<Range<Int>>,
        into buffer: inout [UInt8]
    ) throws(PlanningError) {
        guard isWritable(row, fields) else { throw refusal(row, fields) }
        expand(row: row, fields: fields, into: &buffer)
    }

    /// Whether a text is so short that it may be written.
    private func isWritable(_ row: Span<UInt8>, _ fields: Span<Range<Int>>) -> Bool {
        var octetCount = 0
        for index in places.indices {
            let place = places[index]
            octetCount += (Self.value(at: place, row, fields) ?? place.constantRange).count
            if octetCount > Self.wholeOctetLimit { return false }
        }
        return true
    }

    /// Why a text that is too long to be written is refused.
    private func refusal(_ row: Span<UInt8>, _ fields: Span<Range<Int>>) -> PlanningError {
        var offset = 0
        for place in places {
            let value = Self.value(at: place, row, fields)
            do {
                if let value {
                    _ = try planner.plan(utf8: row.extracting(value))
                } else {
                    let constants = constantOctets.span
                    _ = try planner.plan(utf8: constants.extracting(place.constantRange))
                }
            } catch .invalidUTF8(let position) {
                return .invalidUTF8(utf8Offset: offset + position)
            } catch .notEncodable(let scalar, let position) {
                return .notEncodable(scalar, utf8Offset: offset + position)
            } catch {
                // The whole text has more parts yet.
            }
            offset += (value ?? place.constantRange).count
        }
        var basic = planner
        basic.languages = []
        basic.boundary = .pair
        do {
            if let start = TextFilling(basic) { _ = try planPiecewise(start, row, fields) }
            return .noRoomBesideHeader(headerOctetCount: planner.elementOctetCount)
        } catch {
            return error
        }
    }

    /// Where in the row the value at a place is; `nil` where constant text stands.
    @inline(__always)
    private static func value(
        at place: Place,
        _ row: Span<UInt8>,
        _ fields: Span<Range<Int>>
    ) -> Range<Int>? {
        guard let column = place.column else { return nil }
        let range = range(ofColumn: column, row, fields)
        return range.isEmpty || row.isInvisible(range) ? nil : range
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

extension ColumnIndex {
    /// The number of the column a field stands for.
    func index(of field: MessageTemplate.Field) throws(TemplateError) -> Int {
        let found = places(of: field.column)
        guard let column = found.first else {
            throw .unknownColumn(
                field.column,
                nearest: NearestName.of(field.column, among: names),
                utf8Offset: field.utf8Offset
            )
        }
        guard found.count == 1 else {
            throw .ambiguousColumn(
                field.column,
                among: found.map { names[$0] },
                utf8Offset: field.utf8Offset
            )
        }
        return column
    }
}

/// The one of several names that a misspelled one was most likely meant to be.
package enum NearestName {
    /// Longer names are not compared, so that the time stays bounded.
    private static let characterLimit = 64

    /// The name with the fewest characters to change, when they are a third at most.
    ///
    /// Case counts nothing. Complexity: the product of the lengths for each name.
    package static func of(_ name: String, among names: [String]) -> String? {
        let wanted = Array(name.lowercased().prefix(characterLimit))
        let limit = max(1, wanted.count / 3)
        return names.map { ($0, distance(wanted, Array($0.lowercased().prefix(characterLimit)))) }
            .filter { $0.1 <= limit }
            .min { $0.1 < $1.1 }?.0
    }

    /// The name as a proposal behind a message; nothing when there is none.
    package static func proposal(_ nearest: String?) -> String {
        nearest.map { " (perhaps \"\($0)\"?)" } ?? ""
    }

    /// The fewest insertions, deletions and replacements that make one word of the other.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (character == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}

extension [UInt8] {
    /// Appends octets that lie elsewhere.
    ///
    /// Complexity: linear.
    @inline(__always)
    mutating func append(copying octets: Span<UInt8>) {
        // Valid: the octets are only read, during the call.
        unsafe octets.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
