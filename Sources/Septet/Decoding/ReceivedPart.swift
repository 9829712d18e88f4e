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
    /// padding. Octets of the field beyond the length are ignored. Complexity: linear; allocates the units.
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
    ) throws(PartDecodingError) {
        let field = try ReceivedField(
            userData,
            userDataLength: userDataLength,
            dataCodingScheme,
            hasHeader: hasHeader
        )
        header = field.header
        self.dataCodingScheme = dataCodingScheme
        units = UnitReading.units(
            of: userData.extracting(first: field.octetCount),
            field.format,
            count: field.unitCount
        )
    }
}
