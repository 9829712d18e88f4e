/// Finds how far a text is well-formed UTF-8.
enum UTF8Validation {
    /// Moves `index` to the first fault or the end; never returns `full` or `unmappable`.
    ///
    /// - Complexity: O(*n*), eight octets at a time where they are ASCII; allocates nothing.
    static func advance(_ octets: Span<UInt8>, from index: inout Int) -> UTF8Stop {
        while index < octets.count {
            if index &+ Word.octetCount <= octets.count {
                let marks = Word(octets, at: index).nonASCII
                if marks == 0 {
                    index &+= Word.octetCount
                    continue
                }
                index &+= marks.trailingZeroBitCount &>> 3
            }
            switch UTF8Element(octets, at: index) {
            case .scalar(_, let octetCount): index &+= octetCount
            case .malformed(let octetCount): return .malformed(octetCount: octetCount)
            case .incomplete: return .incomplete
            }
        }
        return .end
    }
}
