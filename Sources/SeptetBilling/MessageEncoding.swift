public import Septet

/// How a text travels, in the words of results: `gsm7`, `ucs2`, `latin1` or `binary`.
public enum MessageEncoding: String, Sendable, Hashable, CaseIterable {
    /// GSM 7 bit; units are septets.
    case gsm7
    /// UCS-2; units are UTF-16 code units.
    case ucs2
    /// ISO-8859-1, where a provider's document speaks of it; units are characters.
    case latin1
    /// Octets without a text meaning.
    case binary

    /// The encoding that an alphabet of a plan is called.
    public init(_ alphabet: Alphabet) {
        self =
            switch alphabet {
            case .gsm7Bit: .gsm7
            case .eightBitData: .binary
            case .ucs2: .ucs2
            }
    }
}
