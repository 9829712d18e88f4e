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
        var header = UserDataHeader.none
        var headerOctetCount = 0
        if hasHeader {
            do {
                header = try UserDataHeader(parsing: userData)
            } catch {
                throw .header(error)
            }
            headerOctetCount = 1 + Int(userData[0])
        }
        self.header = header
        self.dataCodingScheme = dataCodingScheme
        units = try Self.units(
            of: userData,
            PartFormat(alphabet: dataCodingScheme.alphabet, headerOctetCount: headerOctetCount),
            userDataLength
        )
    }

    private static func units(
        of userData: Span<UInt8>,
        _ format: PartFormat,
        _ userDataLength: Int
    ) throws(DecodingError) -> [UInt16] {
        let headerLength = format.userDataLength(unitCount: 0)
        guard userDataLength >= headerLength else {
            throw .lengthBelowHeader(
                userDataLength: userDataLength,
                headerOctetCount: format.headerOctetCount
            )
        }
        // Capped so that no length can overflow; a user data field is far smaller.
        let length = min(userDataLength - headerLength, Int(Int32.max))
        let isUCS2 = format.alphabet == .ucs2
        let unitCount = isUCS2 ? (length + 1) / 2 : length
        let octetCount =
            isUCS2
            ? format.headerOctetCount + length : format.octetCount(unitCount: unitCount)
        guard octetCount <= userData.count else {
            throw .userDataTooShort(
                userDataLength: userDataLength,
                octetCount: octetCount,
                available: userData.count
            )
        }
        guard !isUCS2 || length % 2 == 0 else { throw .oddOctetCount(offset: octetCount - 1) }
        return UnitReading.units(of: userData, format, count: unitCount)
    }
}
