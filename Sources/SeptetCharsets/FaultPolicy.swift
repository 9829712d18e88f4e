/// What a transcoder does with input that has no counterpart in the target.
///
/// A fault is a character the target charset lacks, an octet the source charset leaves undefined,
/// or a malformed sequence. Nothing is ever dropped in silence.
public enum FaultPolicy: Hashable, Sendable {
    /// Stops with an error that names the fault and its octet offset.
    case stop

    /// Writes this text once for each fault and goes on.
    ///
    /// The text must be encodable in the target charset, or the transcoder cannot be made. An empty
    /// text deletes what is faulty. Of malformed UTF-8 each maximal subpart is one fault (the
    /// Unicode Standard, section 3.9, U+FFFD substitution of maximal subparts).
    case substitute(String)
}
