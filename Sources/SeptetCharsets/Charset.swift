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
