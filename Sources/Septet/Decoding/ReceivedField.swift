/// Where header and units lie in the user data of a part.
struct ReceivedField {
    /// The header; empty when there is none.
    let header: UserDataHeader

    /// The tables the header names; meaningless unless the alphabet is GSM 7 bit.
    let shiftTables: ShiftTables

    /// The alphabet, and the octets of the header.
    let format: PartFormat

    /// The octets that the length announces; what follows them is no part of the field.
    let octetCount: Int

    /// The units of the text.
    let unitCount: Int

    /// Reads the header, and checks that everything announced is there.
    init(
        _ userData: Span<UInt8>,
        userDataLength: Int,
        _ dataCodingScheme: DataCodingScheme,
        hasHeader: Bool
    ) throws(PartDecodingError) {
        guard !dataCodingScheme.isCompressed else { throw .compressed }
        let alphabet = dataCodingScheme.alphabet
        octetCount = try Self.octetCount(
            userDataLength: userDataLength,
            alphabet,
            available: userData.count
        )
        var headerOctetCount = 0
        if hasHeader {
            let field = userData.extracting(first: octetCount)
            do {
                header = try UserDataHeader(parsing: field)
                try header.checkMeaning()
            } catch {
                throw .header(error)
            }
            headerOctetCount = 1 + Int(field[0])
            shiftTables = header.shiftTables
        } else {
            header = .none
            shiftTables = .default
        }
        format = PartFormat(alphabet: alphabet, headerOctetCount: headerOctetCount)
        let length = userDataLength - format.userDataLength(unitCount: 0)
        // In whole octets the header has been found within the field; its fill bits may not fit.
        guard length >= 0 else {
            throw .lengthBelowHeader(
                userDataLength: userDataLength,
                headerOctetCount: headerOctetCount
            )
        }
        guard alphabet != .ucs2 || length % 2 == 0 else {
            throw .oddOctetCount(offset: octetCount - 1)
        }
        unitCount = alphabet == .ucs2 ? length / 2 : length
    }

    /// The octets that a length announces, all of which must be there.
    private static func octetCount(
        userDataLength: Int,
        _ alphabet: Alphabet,
        available: Int
    ) throws(PartDecodingError) -> Int {
        guard userDataLength >= 0 else { throw .negativeLength(userDataLength: userDataLength) }
        guard available <= UserDataField.octetCount else {
            throw .userDataTooLong(octetCount: available)
        }
        let octetCount =
            alphabet == .gsm7Bit
            ? PackedSeptets.octetCount(of: userDataLength) : userDataLength
        guard octetCount <= available else {
            throw .userDataTooShort(
                userDataLength: userDataLength,
                octetCount: octetCount,
                available: available
            )
        }
        return octetCount
    }
}
