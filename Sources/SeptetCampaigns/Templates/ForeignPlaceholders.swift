internal import SeptetNumbers

/// What stands behind the bar of a field: the default, or filters as Liquid, Jinja and Twig have them.
///
/// `{{name | default: "friend"}}`, `default: 'friend'` and `default("friend")` are defaults. Without
/// any such filter the default is all behind the first bar.
struct FieldFilters {
    /// What stands in place of an empty value.
    private(set) var fallback: [UInt8]

    /// The filters that are not applied.
    private(set) var ignored: [[UInt8]] = []

    /// Whether the default is a word that other systems take for a filter.
    private(set) var looksLikeFilter = false

    /// Filters that name a default.
    private static let defaults = Set(
        ["default", "fallback", "default_if_none"].map { Array($0.utf8) }
    )

    /// Filters that change a value, by their names in Liquid, Jinja, Twig and Handlebars.
    private static let others = Set(
        """
        upcase downcase capitalize upper lower title titlecase trim strip lstrip rstrip escape url_encode \
        urlencode date truncate truncatewords replace remove append prepend slice strip_html \
        newline_to_br nl2br number_format pluralize money striptags
        """.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }).map { Array($0) }
    )

    /// Reads the octets behind the first bar.
    init(_ octets: ArraySlice<UInt8>) {
        let filters = Self.divided(octets)
        let calls = filters.map { Self.call($0) }
        let given = calls.firstIndex { $0.argument != nil && Self.defaults.contains($0.name) }
        let isFilter =
            calls.first.map { $0.argument != nil && Self.others.contains($0.name) } ?? false
        guard given != nil || isFilter else {
            fallback = Array(octets)
            looksLikeFilter = filters.count == 1 && Self.others.contains(calls[0].name)
            return
        }
        fallback = given.flatMap { calls[$0].argument } ?? []
        ignored = calls.indices.filter { $0 != given }.map { calls[$0].name }
    }

    /// The octets between bars that are not in quotes.
    private static func divided(_ octets: ArraySlice<UInt8>) -> [[UInt8]] {
        var filters: [[UInt8]] = [[]]
        var quote: UInt8?
        for octet in octets {
            if let open = quote {
                if octet == open { quote = nil }
            } else if octet == 0x22 || octet == 0x27 {
                quote = octet
            } else if octet == UInt8(ascii: "|") {
                filters.append([])
                continue
            }
            filters[filters.count - 1].append(octet)
        }
        return filters
    }

    /// The name of a filter, and its argument without quotes; `nil` without a colon or bracket.
    private static func call(_ filter: [UInt8]) -> (name: [UInt8], argument: [UInt8]?) {
        let text = trimmed(filter[...])
        let end = text.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "(") }
        guard let end else { return (Array(text), nil) }
        var argument = trimmed(text[(end + 1)...])
        if text[end] == UInt8(ascii: "("), argument.last == UInt8(ascii: ")") {
            argument = trimmed(argument.dropLast())
        }
        if argument.count > 1, let quote = argument.first, quote == 0x22 || quote == 0x27,
            argument.last == quote
        {
            argument = argument.dropFirst().dropLast()
        }
        return (Array(trimmed(text[..<end])), Array(argument))
    }

    private static func trimmed(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let start = octets.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let end = start.lastIndex { !($0 == 0x20 || (0x09...0x0D).contains($0)) }
        return start[..<(end.map { $0 + 1 } ?? start.startIndex)]
    }
}

extension MessageTemplate {
    /// What looks like a placeholder of another system and is counted as text, in sentences.
    ///
    /// `((name))`, `${name}`, `*|NAME|*`, `<<name>>`, `[[name]]`, `%%name%%` and `{% if %}` are reported
    /// whatever the columns are; `{name}`, `%NAME%`, `[name]`, `<name>`, `#name#`, `<%= name %>` and `«name»`
    /// only where they meet a column, whose letter case, spaces, `_` and `-` make no difference. Complexity: linear in
    /// the template and in the columns; allocates.
    public func remarks(columns: [String]) -> [String] {
        var remarks = filterRemarks
        var known: Set<[UInt8]> = []
        let keys = Dictionary(
            columns.map { (Self.key($0), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .text(let text):
                var end = 0
                for found in ForeignPlaceholder.all(in: Array(text.utf8)) where found.start >= end {
                    let column = found.names.lazy.compactMap { keys[Self.key($0)] }.first
                    guard column != nil || found.isCertain else { continue }
                    // Inside of a placeholder there is no other one.
                    end = found.start + found.octets.count
                    guard known.insert(found.octets).inserted else { continue }
                    remarks.append(found.sentence(column: column))
                }
            case .field(let field):
                let isBraced =
                    text(at: index - 1)?.utf8.last == UInt8(ascii: "{")
                    && text(at: index + 1)?.utf8.first == UInt8(ascii: "}")
                if isBraced, known.insert(Array("{{{\(field.column)".utf8)).inserted {
                    remarks.append(
                        "Of \"{{{\(field.column)}}}\" the outer braces are counted as text; "
                            + "write {{\(field.column)}}."
                    )
                }
            }
        }
        return remarks
    }

    private func text(at index: Int) -> String? {
        guard pieces.indices.contains(index), case .text(let text) = pieces[index] else {
            return nil
        }
        return text
    }

    /// What names of columns have in common that differ in letter case, spaces, `_` and `-` only.
    private static func key(_ name: String) -> [UInt8] {
        FoldedWords(name).words.reduce(into: []) { $0 += $1 }
    }
}

/// A piece of a template's text that another system would fill in.
private struct ForeignPlaceholder {
    /// Where in the text it begins.
    let start: Int

    /// How it is written.
    let octets: [UInt8]

    /// What it may name, the likeliest first.
    let names: [String]

    /// Whether nothing else is written so, so that no column need have the name.
    let isCertain: Bool

    /// Whether it is a condition or a loop.
    let isStatement: Bool

    /// What the placeholder means, and how to write it.
    func sentence(column: String?) -> String {
        let text = String(decoding: octets, as: UTF8.self)
        if isStatement { return "\"\(text)\" is counted as text: conditions are not understood." }
        guard let column else {
            return
                "\"\(text)\" looks like a placeholder of another system and is counted as text; "
                + "no column has that name."
        }
        return "\"\(text)\" is counted as text; for the column \"\(column)\" write {{\(column)}}."
    }

    private static let forms: [(open: [UInt8], close: [UInt8], isCertain: Bool)] = [
        ("{%", "%}", true), ("((", "))", true), ("${", "}", true), ("*|", "|*", true),
        ("<<", ">>", true), ("[[", "]]", true), ("%%", "%%", true), ("#{", "}", true),
        ("<%=", "%>", false), ("«", "»", false),
        ("{", "}", false), ("%", "%", false), ("[", "]", false), ("<", ">", false),
        ("#", "#", false),
    ].map { (Array($0.0.utf8), Array($0.1.utf8), $0.2) }

    /// Names are not longer.
    private static let nameOctetLimit = 64

    /// All in a text, from its beginning to its end; they may overlap, because the sign of a percentage
    /// may open what isn't a placeholder.
    static func all(in text: [UInt8]) -> [Self] {
        text.indices.compactMap { at($0, in: text) }
    }

    private static func at(_ start: Int, in text: [UInt8]) -> Self? {
        for form in forms where text[start...].starts(with: form.open) {
            let inside = start + form.open.count
            let limit = min(text.count, inside + nameOctetLimit)
            var end = inside
            while end < limit, !text[end...].starts(with: form.close), text[end] != 0x0A {
                end += 1
            }
            guard end < limit, end > inside, text[end...].starts(with: form.close) else { continue }
            let isStatement = form.open == [0x7B, 0x25]
            let names = names(of: text[inside..<end])
            guard isStatement || !names.isEmpty else { continue }
            // Emphasis such as "<< Sale now >>" is more than a word.
            let isWord = !text[inside..<end].contains(0x20) && end - inside > 1
            return Self(
                start: start,
                octets: Array(text[start..<end + form.close.count]),
                names: isStatement ? [] : names,
                isCertain: isStatement || form.isCertain && isWord,
                isStatement: isStatement
            )
        }
        return nil
    }

    /// The names that the inside of a placeholder may have: all of it, and what stands behind a full
    /// stop and before a filter.
    private static func names(of inside: ArraySlice<UInt8>) -> [String] {
        let isName = inside.allSatisfy { octet in
            octet >= 0x80 || (0x30...0x39).contains(octet) || (0x61...0x7A).contains(octet | 0x20)
                || [0x20, 0x5F, 0x2D, 0x2E, 0x21, 0x24, 0x3A, 0x7C, 0x22, 0x27, 0x2C].contains(
                    octet
                )
        }
        let hasLetter = inside.contains { $0 >= 0x80 || (0x61...0x7A).contains($0 | 0x20) }
        guard isName, hasLetter else { return [] }
        let plain = inside.prefix { $0 != 0x7C && $0 != 0x3A && $0 != 0x2C }
        let last = plain.split(separator: 0x2E).last ?? plain
        return [inside, plain, last].map { String(decoding: $0, as: UTF8.self) }
    }
}

extension Span<UInt8> {
    /// Whether octets are no-break spaces, with other spaces between them: what spreadsheets leave in
    /// cells that look empty.
    @inline(__always)
    func isInvisible(_ range: Range<Int>) -> Bool {
        switch self[range.lowerBound] {
        case 0x20, 0xC2, 0xE2, 0xEF: isInvisibleToTheEnd(range)
        default: false
        }
    }

    private func isInvisibleToTheEnd(_ range: Range<Int>) -> Bool {
        var position = range.lowerBound
        var isAny = false
        while position < range.upperBound {
            if self[position] == 0x20 {
                position += 1
                continue
            }
            isAny = true
            if position + 1 < range.upperBound, self[position] == 0xC2, self[position + 1] == 0xA0 {
                position += 2
                continue
            }
            guard position + 2 < range.upperBound else { return false }
            switch (self[position], self[position + 1], self[position + 2]) {
            // Figure space, narrow no-break space, word joiner, zero-width no-break space.
            case (0xE2, 0x80, 0x87), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF):
                position += 3
            default: return false
            }
        }
        return isAny
    }
}
