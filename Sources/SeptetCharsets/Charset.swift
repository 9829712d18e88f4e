import CICU

/// A character set, known by the name registered with IANA.
///
/// A small value: it holds no converter and opens no file.
public struct Charset: Hashable, Sendable {
    /// The preferred MIME name, or the IANA name, or the name ICU gives its converter.
    public let ianaName: String

    let engine: Engine

    /// What converts a charset.
    enum Engine: Hashable, Sendable {
        /// No table: UTF-8 is the form in which everything else is exchanged.
        case utf8
        /// A table of 256 octets: this row of `SingleByteCharset.all`.
        case singleByte(row: Int)
        /// ICU's converter of this name.
        case icu(converterName: String)
    }

    /// UTF-8, without a byte order mark: U+FEFF at the beginning is a character like any other.
    public static let utf8 = Charset(ianaName: "UTF-8", converterName: "UTF-8")

    /// The charset of ISO/IEC 8859-1, Western Europe.
    public static let iso8859_1 = Charset(ianaName: "ISO-8859-1", converterName: "ISO-8859-1")

    /// The charset of ISO/IEC 8859-2, Central Europe.
    public static let iso8859_2 = Charset(ianaName: "ISO-8859-2", converterName: "ISO-8859-2")

    /// The Windows code page of Central Europe.
    public static let windows1250 = Charset(ianaName: "windows-1250", converterName: "windows-1250")

    /// UCNV_MAX_CONVERTER_NAME_LENGTH of ICU, without the NUL.
    private static let octetsPerName = 59

    /// Finds a charset by any name ICU knows: an IANA name or an alias such as `utf8` or `cp1250`.
    ///
    /// Only letters and digits matter, and their case does not. Names with ICU options
    /// (`,swaplfnl`) are rejected.
    ///
    /// - Parameter name: the name or alias.
    /// - Throws: `unknownCharset`, or `icuFailure` when ICU's list of names cannot be read.
    /// - Complexity: one binary search in ICU's list of names; allocates the resulting name only.
    public init(name: String) throws(CharsetError) {
        // A name with a NUL would reach C shortened, and so as another name.
        guard 1...Self.octetsPerName ~= name.utf8.count,
            name.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
        else {
            throw .unknownCharset(name)
        }
        var errorCode: Int32 = 0
        // Each C string lives in ICU's data for as long as the process runs.
        guard let converterName = unsafe cicu_converter_name(name, &errorCode) else {
            guard errorCode == 0 else {
                throw .icuFailure(charset: name, status: ICUConverter.errorName(errorCode))
            }
            throw .unknownCharset(name)
        }
        let registeredName =
            unsafe cicu_standard_name(name, "MIME") ?? cicu_standard_name(name, "IANA")
            ?? converterName
        // The same holds for the names of the standards.
        self.init(
            ianaName: unsafe String(cString: registeredName),
            converterName: unsafe String(cString: converterName)
        )
    }

    /// Checks that text can be converted: ICU knows names of charsets that it has no data for.
    ///
    /// - Throws: `icuFailure` when the charset's converter cannot be opened.
    /// - Complexity: opens and closes ICU's converter where there is no table.
    public func check() throws(CharsetError) {
        guard case .icu(let converterName) = engine else { return }
        _ = try ICUConverter(converterName: converterName, charset: ianaName)
    }

    /// Every name that ICU knows, aliases too, whether it has the data for the charset or not.
    package static var knownNames: [String] {
        var names: [String] = []
        for index in 0..<cicu_name_count() {
            // All names are constants of ICU's data.
            guard let converter = unsafe cicu_name(index) else { continue }
            let aliasCount = unsafe cicu_alias_count(converter)
            for alias in 0..<aliasCount {
                // The same.
                guard let name = unsafe cicu_alias(converter, alias) else { continue }
                names.append(unsafe String(cString: name))
            }
        }
        return names
    }

    private init(ianaName: String, converterName: String) {
        self.ianaName = ianaName
        if ianaName == "UTF-8" {
            engine = .utf8
        } else if let row = SingleByteCharset.all.firstIndex(where: { $0.ianaName == ianaName }) {
            engine = .singleByte(row: row)
        } else {
            engine = .icu(converterName: converterName)
        }
    }
}

extension Charset: CustomStringConvertible {
    /// The IANA name.
    public var description: String { ianaName }
}

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

/// Whose definition of a charset a conversion follows where ICU and the publisher differ.
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
