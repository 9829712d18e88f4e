import Septet

extension Segment {
    /// The segment as a phone receives it.
    func received(
        as scheme: DataCodingScheme,
        hasHeader: Bool? = nil
    ) throws(PartDecodingError) -> ReceivedPart {
        try ReceivedPart(
            userData: userData.span,
            userDataLength: layout.userDataLength,
            dataCodingScheme: scheme,
            hasHeader: hasHeader ?? (layout.headerOctetCount > 0)
        )
    }
}
