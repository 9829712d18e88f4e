/// Where a segment lies: in the text, among the segments, and in its own octets.
public struct SegmentLayout: Sendable, Hashable {
    /// The number of the segment, from 1.
    public let sequence: Int

    /// The octets of the user data, header included; at most 140.
    public let octetCount: Int

    /// The octets of the header, its length octet included; 0 for none.
    public let headerOctetCount: Int

    /// TP-User-Data-Length: septets for GSM 7 bit, octets otherwise, header included.
    ///
    /// Source: TS 23.040 §9.2.3.16.
    public let userDataLength: Int

    /// The units of text: septets, octets or UTF-16 code units.
    public let unitCount: Int

    /// The octets of the UTF-8 text, or of the data, that travel in the segment.
    ///
    /// A character that `BoundaryPolicy.unit` cuts in two belongs to the segment it begins in.
    public let utf8Range: Range<Int>

    /// Why the segment ends where it does.
    public let end: End

    /// What ends a segment.
    public enum End: Sendable, Hashable {
        /// The text ends.
        case text
        /// No unit is left.
        case full
        /// One septet is left, and an escape pair needs two (TS 23.040 §9.2.3.24.1).
        case escapePair
        /// One unit is left, and a surrogate pair needs two.
        case surrogatePair
        /// `strandedUnitCount` units are left, and the next grapheme cluster needs more.
        case cluster(strandedUnitCount: Int)

        /// How many units of the segment stay unused because something is kept whole.
        public var strandedUnitCount: Int {
            switch self {
            case .text, .full: 0
            case .escapePair, .surrogatePair: 1
            case .cluster(let count): count
            }
        }
    }
}
