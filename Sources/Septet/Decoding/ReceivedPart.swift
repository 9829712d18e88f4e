/// A short message as it was received, header and units apart.
public struct ReceivedPart: Sendable, Hashable {
    /// The header; empty when there is none.
    public let header: UserDataHeader

    /// How the text is coded.
    public let dataCodingScheme: DataCodingScheme

    /// The units of the text: septets, octets or UTF-16 code units.
    public let units: [UInt16]

    /// The tables the header names; meaningless unless the alphabet is GSM 7 bit.
    public var shiftTables: ShiftTables { header.shiftTables }

    /// Reads the user data of a part.
    ///
    /// The length decides how many septets are text, so a final `@` (septet 0) is told from
    /// padding. Octets beyond the length are ignored. Complexity: linear; allocates the units.
    ///
    /// - Parameters:
    ///   - userData: TP-User-Data, header included.
    ///   - userDataLength: TP-User-Data-Length: septets for GSM 7 bit, octets otherwise.
    ///   - dataCodingScheme: TP-Data-Coding-Scheme.
    ///   - hasHeader: TP-User-Data-Header-Indicator.
    public init(
        userData: Span<UInt8>,
        userDataLength: Int,
        dataCodingScheme: DataCodingScheme,
        hasHeader: Bool
    ) throws(DecodingError) {
        guard !dataCodingScheme.isCompressed else { throw .compressed }
        let alphabet = dataCodingScheme.alphabet
        let octetCount = try Self.octetCount(
            userDataLength: userDataLength,
            alphabet,
            available: userData.count
        )
        let field = userData.extracting(first: octetCount)
        var header = UserDataHeader.none
        var headerOctetCount = 0
        if hasHeader {
            do {
                header = try UserDataHeader(parsing: field)
            } catch {
                throw .header(error)
            }
            headerOctetCount = 1 + Int(field[0])
        }
        self.header = header
        self.dataCodingScheme = dataCodingScheme
        let format = PartFormat(alphabet: alphabet, headerOctetCount: headerOctetCount)
        units = try Self.units(of: field, format, userDataLength)
    }

    /// The octets that a length announces, all of which must be there.
    private static func octetCount(
        userDataLength: Int,
        _ alphabet: Alphabet,
        available: Int
    ) throws(DecodingError) -> Int {
        guard userDataLength >= 0 else {
            throw .lengthBelowHeader(userDataLength: userDataLength, headerOctetCount: 0)
        }
        // Capped so that no length can overflow; a user data field is far smaller.
        let length = min(userDataLength, Int(Int32.max))
        let octetCount = alphabet == .gsm7Bit ? (length * 7 + 7) / 8 : length
        guard octetCount <= available else {
            throw .userDataTooShort(
                userDataLength: userDataLength,
                octetCount: octetCount,
                available: available
            )
        }
        return octetCount
    }

    private static func units(
        of field: Span<UInt8>,
        _ format: PartFormat,
        _ userDataLength: Int
    ) throws(DecodingError) -> [UInt16] {
        let length = userDataLength - format.userDataLength(unitCount: 0)
        // In whole octets the header has been found within the field; its fill bits may not fit.
        guard length >= 0 else {
            throw .lengthBelowHeader(
                userDataLength: userDataLength,
                headerOctetCount: format.headerOctetCount
            )
        }
        guard format.alphabet != .ucs2 || length % 2 == 0 else {
            throw .oddOctetCount(offset: field.count - 1)
        }
        let unitCount = format.alphabet == .ucs2 ? length / 2 : length
        return UnitReading.units(of: field, format, count: unitCount)
    }
}
