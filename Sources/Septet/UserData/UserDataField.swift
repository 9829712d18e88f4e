/// The user data field of one short message.
///
/// Source: 3GPP TS 23.040 §9.2.3.24 (TP-User-Data).
public enum UserDataField {
    /// The size of the field in octets, from which every other limit follows.
    public static let octetCount = 140
}
