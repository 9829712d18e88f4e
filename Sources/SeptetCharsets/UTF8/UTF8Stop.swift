/// Why a run over UTF-8 ended, always at the octet its index was left at.
enum UTF8Stop {
    /// Everything was taken.
    case end
    /// The output has no room for the next character.
    case full
    /// The rest is the beginning of a character.
    case incomplete
    /// The next octets, this many, are malformed.
    case malformed(octetCount: Int)
    /// The next character, this many octets, has no place in the target charset.
    case unmappable(Unicode.Scalar, octetCount: Int)
}
