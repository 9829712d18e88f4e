/// One part of a message as the reference cuts it.
package struct ReferencePart: Sendable, Equatable {
    package var userData: [UInt8]
    package var userDataLength: Int
    package var headerOctetCount: Int
    package var unitCount: Int
    /// The octets of the UTF-8 text whose characters begin in the part.
    package var utf8Range: Range<Int>

    /// A part; of an engine's segment, to be compared.
    package init(
        userData: [UInt8],
        userDataLength: Int,
        headerOctetCount: Int,
        unitCount: Int,
        utf8Range: Range<Int>
    ) {
        self.userData = userData
        self.userDataLength = userDataLength
        self.headerOctetCount = headerOctetCount
        self.unitCount = unitCount
        self.utf8Range = utf8Range
    }
}
