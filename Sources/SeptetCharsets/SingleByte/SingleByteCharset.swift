/// A charset of single octets that is converted over a table instead of by ICU.
///
/// It must agree with ASCII in 00...7F. The table itself is read out of ICU.
struct SingleByteCharset: Sendable {
    let ianaName: String

    /// The octets the publisher leaves without a character although ICU gives them one.
    let undefinedOctets: [UInt8]

    /// Every charset with a table; one more is one more row.
    static let all: [SingleByteCharset] = [
        SingleByteCharset(ianaName: "ISO-8859-1", undefinedOctets: []),
        SingleByteCharset(ianaName: "ISO-8859-2", undefinedOctets: []),
        SingleByteCharset(
            ianaName: "windows-1250",
            undefinedOctets: [0x81, 0x83, 0x88, 0x90, 0x98]
        ),
    ]
}
