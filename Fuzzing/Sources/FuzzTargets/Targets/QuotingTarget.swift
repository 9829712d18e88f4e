internal import SeptetProviders

extension FuzzTarget {
    /// A quoted word is the text again for a shell, and nothing in it is outside of quotes.
    static let quoting = FuzzTarget("quoting") { input in
        let name = String(decoding: input.octets(8).map { $0 & 0x7F }, as: UTF8.self)
        let octets = input.rest()
        var word = ShellWord()
        do throws(ShellWordError) {
            try word.append(octets)
            let text = Array(try word.text.utf8)
            require(unquoted(text) == octets, "a shell reads the text")
        } catch {
            switch error {
            case .containsNUL(let offset):
                require(octets.firstIndex(of: 0) == offset, "the first NUL is found")
            case .invalidUTF8:
                require((try? UTF8Span(validating: octets.span)) == nil, "UTF-8 is written")
            case .invalidVariable:
                require(false, "there is no variable")
            }
        }
        checkRequest(octets, variable: name)
    }

    /// What a POSIX shell makes of a word of single quotes and escaped quotes; `nil` for any other word.
    private static func unquoted(_ word: [UInt8]) -> [UInt8]? {
        var text: [UInt8] = []
        var isQuoted = false
        var rest = word[...]
        while let octet = rest.popFirst() {
            switch (octet, isQuoted) {
            case (UInt8(ascii: "'"), _): isQuoted.toggle()
            case (_, true): text.append(octet)
            case (UInt8(ascii: "\\"), false):
                guard rest.popFirst() == UInt8(ascii: "'") else { return nil }
                text.append(UInt8(ascii: "'"))
            default: return nil
            }
        }
        return isQuoted ? nil : text
    }

    /// A request is refused, or no octet of its texts is outside of quotes in its command line.
    private static func checkRequest(_ octets: [UInt8], variable: String) {
        let text = String(decoding: octets, as: UTF8.self)
        let request = try? PreparedRequest(
            method: .post,
            origin: octets.count.isMultiple(of: 2) ? text : "https://example.com",
            path: [.text(text)],
            query: [RequestParameter(text, text)],
            content: .octets(octets, mediaType: text),
            bearer: Secret(nil, variable: variable)
        )
        guard let request else { return }
        require(!request.url.utf8.contains { $0 < 0x21 || $0 == 0x7F }, "an address has no space")
        for (name, value) in request.headers {
            require(!(name + value).utf8.contains { $0 < 0x20 }, "a header is one line")
        }
        guard let command = try? request.curlCommand else { return }
        // What is left of the command line without its quoted text: our words, escaped quotes and variables.
        var outside: [UInt8] = []
        var isQuoted = false
        var rest = Array(command.utf8)[...]
        while let octet = rest.popFirst() {
            switch (octet, isQuoted) {
            case (UInt8(ascii: "'"), _): isQuoted.toggle()
            case (_, true): break
            case (UInt8(ascii: "\\"), false):
                require(rest.popFirst() == UInt8(ascii: "'"), "only a quote is escaped")
            default: outside.append(octet)
            }
        }
        require(!isQuoted, "quotes are closed")
        let words = ["curl", "--request", "POST", "--header", "--data-raw", "\"${\(variable)}\""]
        for word in outside.split(separator: UInt8(ascii: " ")) {
            require(words.contains { word.elementsEqual($0.utf8) }, "a text is in quotes")
        }
    }
}
