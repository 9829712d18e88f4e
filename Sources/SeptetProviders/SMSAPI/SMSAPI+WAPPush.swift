internal import Septet

extension SMSAPI.Message.Content {
    /// A WAP push: a link with a text, as the service indication that phones open.
    ///
    /// The header names port 2948 (WAP push) and the source port of the document's example. The
    /// body is WAP-230 WSP with WAP-167 service indication in WBXML; the practice of other senders,
    /// the document gives the header only. Throws `forbiddenCharacter` for U+0000, which ends a
    /// text there, and U+001B.
    public static func wapPush(url: String, text: String) throws(PredictedError) -> Self {
        for (field, text) in [("url", url), ("message", text)] {
            if let error = PredictedError.forbiddenCharacter(in: text, field: field) {
                throw error
            }
        }
        var octets: [UInt8] = [0xDC, 0x06, 0x01, 0xAE]
        // WBXML 1.2, service indication 1.0, UTF-8, no string table, then si and indication.
        octets += [0x02, 0x05, 0x6A, 0x00, 0x45, 0xC6]
        let (token, rest) = address(url)
        octets += [token, 0x03] + rest.utf8 + [0x00, 0x01, 0x03] + text.utf8 + [0x00, 0x01, 0x01]
        return .binary(
            body: Hexadecimal.string(of: octets.span),
            header: SMSAPI.wapPushHeader
        )
    }

    /// The attribute token that stands for the scheme, and the rest of the address.
    private static func address(_ url: String) -> (token: UInt8, rest: Substring) {
        for (scheme, token) in [("http://", 0x0C as UInt8), ("https://", 0x0E)]
        where url.beginsIgnoringCase(scheme) {
            return (token, Substring(url.utf8.dropFirst(scheme.utf8.count)))
        }
        return (0x0B, url[...])
    }
}

extension SMSAPI {
    /// The user data header of a WAP push in the document, as `udh`.
    public static let wapPushHeader = "0605040b8423f0"
}
