internal import SeptetLists

/// Reads a template from its text; `MessageTemplate` says how it is written.
struct TemplateParser {
    private static let open = UInt8(ascii: "{")
    private static let close = UInt8(ascii: "}")
    private static let backslash = UInt8(ascii: "\\")
    private static let bracket = UInt8(ascii: "[")

    private let octets: [UInt8]
    private let finder: TemplateSyntax.Finder?
    private var position = 0
    private var end: Int
    private var pending: [UInt8] = []
    private var fieldCount = 0

    private(set) var pieces: [MessageTemplate.Piece] = []
    private(set) var hasShortLink = false
    private(set) var filterRemarks: [String] = []

    init(_ text: String, _ syntax: TemplateSyntax) {
        octets = Array(text.utf8)
        finder = syntax.finder?(octets)
        end = octets.count
    }

    /// Leaves out what editors put around a text.
    mutating func skipByteOrderMarkAndLastLineEnd() {
        if octets.starts(with: ByteSource.byteOrderMark) {
            position = ByteSource.byteOrderMark.count
        }
        if end > position && octets[end - 1] == 0x0A { end -= 1 }
        if end < octets.count && end > position && octets[end - 1] == 0x0D { end -= 1 }
    }

    mutating func parse() throws(TemplateError) {
        while position < end {
            switch octets[position] {
            case Self.open where opensField(at: position):
                try takeField()
            case Self.backslash:
                takeBackslashes()
            case Self.bracket:
                try takePlaceholder()
            default:
                takeOctet()
            }
        }
        endText()
    }

    /// Whether two braces stand here that no third one follows.
    private func opensField(at position: Int) -> Bool {
        octet(at: position) == Self.open && octet(at: position + 1) == Self.open
            && octet(at: position + 2) != Self.open
    }

    private func octet(at position: Int) -> UInt8? { position < end ? octets[position] : nil }

    private mutating func takeOctet() {
        pending.append(octets[position])
        position += 1
    }

    /// Takes backslashes; before braces that would open a field, each first one of two escapes.
    private mutating func takeBackslashes() {
        let start = position
        while octet(at: position) == Self.backslash { position += 1 }
        var count = position - start
        guard octet(at: position) == Self.open, octet(at: position + 1) == Self.open else {
            pending.append(contentsOf: repeatElement(Self.backslash, count: count))
            return
        }
        let isEscaped = count % 2 == 1
        count /= 2
        pending.append(contentsOf: repeatElement(Self.backslash, count: count))
        if isEscaped {
            takeOctet()
            takeOctet()
        }
    }

    private mutating func takeField() throws(TemplateError) {
        let start = position
        var closing = start + 2
        while !(octet(at: closing) == Self.close && octet(at: closing + 1) == Self.close) {
            // Braces inside are those of the next field: this one was not closed.
            guard closing < end, !opensField(at: closing) else {
                throw .unclosedField(utf8Offset: start)
            }
            closing += 1
        }
        let inside = octets[start + 2..<closing]
        let bar = inside.firstIndex(of: UInt8(ascii: "|")) ?? closing
        let name = Self.trimmed(inside[..<bar])
        guard !name.isEmpty else { throw .emptyName(utf8Offset: start) }
        let column = String(decoding: name, as: UTF8.self)
        let filters = FieldFilters(inside[min(bar + 1, closing)..<closing])
        for filter in filters.ignored {
            filterRemarks.append(
                "The filter \"\(String(decoding: filter, as: UTF8.self))\" of {{\(column)}} is not "
                    + "applied: values are counted as they are."
            )
        }
        let fallback = String(decoding: filters.fallback, as: UTF8.self)
        if filters.looksLikeFilter {
            filterRemarks.append(
                "\"\(fallback)\" is the text of an empty {{\(column)}}, not a filter."
            )
        }
        try append(column: column, fallback: fallback, at: start)
        position = closing + 2
    }

    /// Takes a placeholder of a provider, where those are looked for and one stands here.
    private mutating func takePlaceholder() throws(TemplateError) {
        guard let placeholder = finder?(position), placeholder.range.lowerBound == position,
            (position + 1...end).contains(placeholder.range.upperBound)
        else { return takeOctet() }
        switch placeholder.content {
        case .column(let name):
            guard name.utf8.first != nil else { throw .emptyName(utf8Offset: position) }
            try append(column: name, fallback: "", at: position)
        case .shortLink(let text):
            hasShortLink = true
            pending.append(contentsOf: text.utf8)
        }
        position = placeholder.range.upperBound
    }

    private mutating func append(
        column: String,
        fallback: String,
        at offset: Int
    ) throws(TemplateError) {
        fieldCount += 1
        guard fieldCount <= MessageTemplate.fieldLimit else {
            throw .tooManyFields(limit: MessageTemplate.fieldLimit, utf8Offset: offset)
        }
        endText()
        let field = MessageTemplate.Field(column: column, fallback: fallback, utf8Offset: offset)
        pieces.append(.field(field))
    }

    private mutating func endText() {
        guard !pending.isEmpty else { return }
        pieces.append(.text(String(decoding: pending, as: UTF8.self)))
        pending.removeAll(keepingCapacity: true)
    }

    private static func trimmed(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || (0x09...0x0D).contains(octet) }
        let start = octets.firstIndex { !isSpace($0) } ?? octets.endIndex
        let end = octets.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
        return octets[start..<end]
    }
}
