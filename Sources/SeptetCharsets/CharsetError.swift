/// Why a charset was not found or a conversion stopped.
///
/// Offsets count octets of the input stream, from 0 at its beginning, over all chunks.
@nonexhaustive
public enum CharsetError: Error, Hashable, Sendable {
    /// ICU knows no charset of this name.
    case unknownCharset(String)

    /// The character at this offset has no place in the target charset.
    case unmappable(Unicode.Scalar, octetOffset: Int)

    /// These octets are formed correctly, but the source charset assigns no character to them.
    case undefined(octets: [UInt8], octetOffset: Int)

    /// These octets aren't a character of the source charset, or the input ended within one.
    case malformed(octets: [UInt8], octetOffset: Int)

    /// The substitute holds a character which itself has no place in the target charset.
    case unencodableSubstitute(Unicode.Scalar, charset: String)

    /// Septet has no record of what this charset's publisher defines, see `MappingRule.published`.
    case publishedMappingUnknown(charset: String)

    /// ICU failed, for instance because its data is missing; `status` is the name of ICU's error.
    case icuFailure(charset: String, status: String)
}

extension CharsetError: CustomStringConvertible {
    /// One line for a person, with the offset where there is one.
    public var description: String {
        switch self {
        case .unknownCharset(let name):
            "unknown charset '\(name)'"
        case .unmappable(let scalar, let octetOffset):
            "\(Self.codePoint(scalar)) at octet \(octetOffset) has no place in the target charset"
        case .undefined(let octets, let octetOffset):
            "undefined octets \(Self.hex(octets)) at octet \(octetOffset)"
        case .malformed(let octets, let octetOffset):
            "malformed octets \(Self.hex(octets)) at octet \(octetOffset)"
        case .unencodableSubstitute(let scalar, let charset):
            "substitute: \(Self.codePoint(scalar)) has no place in \(charset)"
        case .publishedMappingUnknown(let charset):
            "no record of the published mapping of \(charset)"
        case .icuFailure(let charset, "U_FILE_ACCESS_ERROR"):
            "ICU knows the name of charset \(charset), but has no data to convert it"
        case .icuFailure(let charset, let status):
            "ICU cannot convert \(charset): \(status)"
        }
    }

    private static func codePoint(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator,
            .nonspacingMark, .enclosingMark, .privateUse, .unassigned, .surrogate:
            return name
        default: return "\(name) (\(scalar))"
        }
    }

    private static func hex(_ octets: [UInt8]) -> String {
        octets.map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16, uppercase: true) }
            .joined(separator: " ")
    }
}

/// What a transcoder does with input that has no counterpart in the target.
///
/// A fault is a character the target charset lacks, an octet the source charset leaves undefined,
/// or a malformed sequence. Nothing is ever dropped in silence.
public enum FaultPolicy: Hashable, Sendable {
    /// Stops with an error that names the fault and its octet offset.
    case stop

    /// Writes this text once for each fault and goes on.
    ///
    /// The text must be encodable in the target charset, or the transcoder cannot be made. An empty
    /// text deletes what is faulty. Of malformed UTF-8 each maximal subpart is one fault (the
    /// Unicode Standard, section 3.9, U+FFFD substitution of maximal subparts).
    case substitute(String)
}

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
