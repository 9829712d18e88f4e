/// Where the border between two parts may fall.
public enum BoundaryPolicy: String, Sendable, Hashable, CaseIterable {
    /// Anywhere: the bare division of the units, as some systems bill. Pairs may be cut.
    case unit
    /// Never inside an escape pair (TS 23.040 §9.2.3.24.1) or a surrogate pair. The default.
    case pair
    /// Never inside an extended grapheme cluster (Unicode Standard Annex 29).
    ///
    /// A cluster longer than a part is cut as under `pair`.
    case grapheme
}
