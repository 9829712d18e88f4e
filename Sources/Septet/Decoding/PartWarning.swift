/// What a phone passes over when it reads a part, and Septet reports.
@nonexhaustive
public enum PartWarning: Sendable, Hashable {
    /// The elements do not fill the header exactly, so the whole header is ignored.
    ///
    /// Source: TS 23.040 §9.2.3.24.
    case headerIgnored(UserDataHeaderError)
    /// An element says nothing usable and is ignored (TS 23.040 §9.2.3.24 and §9.2.3.24.1).
    case elementIgnored(UserDataHeaderError)
    /// This many octets of the field lie beyond the user data length.
    ///
    /// When the field has as many octets as the length says septets, they were probably not packed.
    case octetsBeyondLength(count: Int, areLikelyUnpacked: Bool)
    /// Unpacked text has this many octets above 7F, the first at `offset`; they lose their top bit.
    case octetsAboveSeptets(count: Int, offset: Int)
    /// The field is longer than a short message: `octetCount` octets.
    case longerThanAField(octetCount: Int)
    /// The UCS-2 text ends with half a unit, at `offset` of the user data.
    case halfUnit(offset: Int)
    /// The UCS-2 text begins with FF FE, the byte order mark of little-endian text; UCS-2 in short
    /// messages is big-endian (TS 23.038 §6.2.3).
    case littleEndianMark
}

extension PartWarning: CustomStringConvertible {
    /// A sentence part with the numbers.
    public var description: String {
        switch self {
        case .headerIgnored(let error): "the header is ignored: \(error)"
        case .elementIgnored(let error): "an element of the header is ignored: \(error)"
        case .octetsBeyondLength(let count, let areLikelyUnpacked):
            (count == 1
                ? "1 octet lies beyond the user data length"
                : "\(count) octets lie beyond the user data length")
                + (areLikelyUnpacked ? "; the septets may be unpacked" : "")
        case .octetsAboveSeptets(let count, let offset):
            (count == 1 ? "1 octet" : "\(count) octets")
                + " of unpacked text above 7f, first at offset \(offset); the upper bit is dropped"
        case .longerThanAField(let count):
            "user data of \(count) octets, a short message has \(UserDataField.octetCount) at most"
        case .halfUnit(let offset): "half a UCS-2 unit at offset \(offset) is left out"
        case .littleEndianMark:
            "the text begins with a little-endian byte order mark; its units are read big-endian"
        }
    }
}

extension ReceivedPart {
    /// How septets lie in the octets of a part.
    public enum Packing: Sendable, Hashable {
        /// Eight septets in seven octets, as on the air (TS 23.038 §6.1.2.1).
        case packed
        /// One septet an octet, as most SMPP service centres take and give them.
        case unpacked
    }

    /// Reads the user data of a part as a phone does, and reports what it passes over.
    ///
    /// A header whose elements have too few or too many octets is ignored as a whole, an element
    /// that says nothing usable by itself; the text comes out in any case (TS 23.040 §9.2.3.24,
    /// §9.2.3.24.1), and `warnings` has what was passed over. A header that is longer than the user
    /// data, and a length beyond it, are errors. Complexity: linear; allocates the units.
    ///
    /// - Parameters:
    ///   - userData: The octets, header included.
    ///   - userDataLength: Septets for packed GSM 7 bit, octets otherwise; header included.
    ///   - dataCodingScheme: The data coding scheme of the part.
    ///   - hasHeader: Whether the user data begins with a header (TP-UDHI).
    ///   - packing: How septets lie in the octets; without a meaning for other alphabets.
    public init(
        lenientlyReading userData: Span<UInt8>,
        userDataLength: Int,
        dataCodingScheme: DataCodingScheme,
        hasHeader: Bool,
        packing: Packing = .packed
    ) throws(PartDecodingError) {
        var warnings: [PartWarning] = []
        guard !dataCodingScheme.isCompressed else { throw .compressed }
        let alphabet = dataCodingScheme.alphabet
        let isPacked = alphabet == .gsm7Bit && packing == .packed
        guard userDataLength >= 0 else { throw .negativeLength(userDataLength: userDataLength) }
        let octetCount =
            isPacked ? userDataLength / 8 * 7 + (userDataLength % 8 * 7 + 7) / 8 : userDataLength
        guard octetCount <= userData.count else {
            throw .userDataTooShort(
                userDataLength: userDataLength,
                octetCount: octetCount,
                available: userData.count
            )
        }
        if octetCount < userData.count {
            let warning = PartWarning.octetsBeyondLength(
                count: userData.count - octetCount,
                areLikelyUnpacked: isPacked && userData.count == userDataLength
            )
            warnings.append(warning)
        }
        if octetCount > UserDataField.octetCount, alphabet != .gsm7Bit || isPacked {
            warnings.append(.longerThanAField(octetCount: octetCount))
        }
        let field = userData.extracting(first: octetCount)
        var header = UserDataHeader.empty
        var headerOctetCount = 0
        if hasHeader {
            header = try Self.header(of: field, warnings: &warnings)
            headerOctetCount = 1 + Int(field[0])
        }
        let units = try Self.units(
            of: field,
            PartFormat(alphabet: alphabet, headerOctetCount: headerOctetCount),
            isPacked: isPacked,
            userDataLength: userDataLength,
            warnings: &warnings
        )
        self.init(
            header: header,
            dataCodingScheme: dataCodingScheme,
            units: units,
            warnings: warnings
        )
    }

    /// The header as far as it has a meaning.
    private static func header(
        of field: Span<UInt8>,
        warnings: inout [PartWarning]
    ) throws(PartDecodingError) -> UserDataHeader {
        let header: UserDataHeader
        do {
            header = try UserDataHeader(parsing: field)
        } catch .missingElementLength(let identifier, let offset) {
            let fault = UserDataHeaderError.missingElementLength(
                identifier: identifier,
                offset: offset
            )
            warnings.append(.headerIgnored(fault))
            return .empty
        } catch let fault {
            guard case .elementPastHeader = fault else { throw .header(fault) }
            warnings.append(.headerIgnored(fault))
            return .empty
        }
        var offset = 1
        for element in header.elements {
            do {
                try element.checkMeaning(offset: offset)
            } catch let fault {
                warnings.append(.elementIgnored(fault))
            }
            offset += element.octetCount
        }
        return header
    }

    private static func units(
        of field: Span<UInt8>,
        _ format: PartFormat,
        isPacked: Bool,
        userDataLength: Int,
        warnings: inout [PartWarning]
    ) throws(PartDecodingError) -> [UInt16] {
        if isPacked || format.alphabet != .gsm7Bit {
            let length = userDataLength - format.userDataLength(unitCount: 0)
            guard length >= 0 else {
                throw .lengthBelowHeader(
                    userDataLength: userDataLength,
                    headerOctetCount: format.headerOctetCount
                )
            }
            guard format.alphabet == .ucs2 else {
                return UnitReading.units(of: field, format, count: length)
            }
            if length % 2 != 0 { warnings.append(.halfUnit(offset: field.count - 1)) }
            let units = UnitReading.units(of: field, format, count: length / 2)
            if units.first == 0xFFFE { warnings.append(.littleEndianMark) }
            return units
        }
        let places = format.headerOctetCount..<max(format.headerOctetCount, field.count)
        let above = places.filter { field[$0] > 0x7F }
        if let first = above.first {
            warnings.append(.octetsAboveSeptets(count: above.count, offset: first))
        }
        return places.map { UInt16(field[$0] & 0x7F) }
    }

    /// Takes what was read elsewhere: the units of the text in the alphabet of the scheme.
    package init(
        header: UserDataHeader,
        dataCodingScheme: DataCodingScheme,
        units: [UInt16],
        warnings: [PartWarning] = []
    ) {
        self.header = header
        self.dataCodingScheme = dataCodingScheme
        self.units = units
        self.warnings = warnings
    }

    /// A part of unpacked septets in the default alphabet.
    package init(septets: [UInt8]) {
        self.init(
            header: .empty,
            dataCodingScheme: DataCodingScheme(octet: 0),
            units: septets.map { UInt16($0 & 0x7F) }
        )
    }
}
