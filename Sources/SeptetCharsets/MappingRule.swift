/// Whose definition of a charset a conversion obeys where ICU and the publisher differ.
///
/// They differ in the octets a code page leaves undefined: windows-1250 has no character at 81, 83,
/// 88, 90 and 98. ICU maps them to the C1 controls U+0081, U+0083 and so on, in both directions.
public enum MappingRule: Hashable, Sendable {
    /// Follows ICU: undefined octets stand for C1 controls.
    case icu

    /// Follows the publisher: undefined octets, and the C1 controls ICU gives them, are faults.
    ///
    /// Known for UTF-8 and for the charsets Septet keeps tables of. A transcoder for any other
    /// charset throws `CharsetError.publishedMappingUnknown` rather than pretend.
    case published
}
