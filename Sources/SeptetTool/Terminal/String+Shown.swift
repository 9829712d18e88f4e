extension String {
    /// The text with what does not show as itself as escapes, so that a stranger's does nothing to
    /// a terminal and does not look like another: controls, and the marks that turn the direction
    /// of writing, join, or show nothing.
    var shown: String { shown(keepingLineFeeds: false) }

    /// The same; with line feeds as they are, where lines are the program's.
    func shown(keepingLineFeeds: Bool) -> String {
        var shown = ""
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where keepingLineFeeds && scalar.value == 0x0A:
                shown.unicodeScalars.append(scalar)
            case .control, .format, .lineSeparator, .paragraphSeparator:
                shown += scalar.escaped(asASCII: true)
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}

extension String {
    /// Whether the text ends in the octets of another.
    ///
    /// `hasSuffix` compares Characters, of which a combining mark makes others.
    func hasOctetSuffix(_ suffix: String) -> Bool {
        utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }

    /// What stands between spaces.
    var words: [String] { split(atOctet: 0x20).filter { !$0.isEmpty } }

    /// The pieces between the octets of a separator of ASCII; empty ones too.
    func split(atOctet separator: UInt8) -> [String] {
        utf8.split(separator: separator, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
    }
}

extension [String] {
    /// The strings without those that came before, octet by octet: Strings are compared by what
    /// Unicode takes for equal.
    var distinct: [String] {
        var seen: Set<Array<UInt8>> = []
        return filter { seen.insert(Array<UInt8>($0.utf8)).inserted }
    }
}
