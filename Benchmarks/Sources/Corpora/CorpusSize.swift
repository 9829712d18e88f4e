/// How much of a corpus is gone through in one pass.
package enum CorpusSize: String, CaseIterable, Sendable {
    /// About 1 MB, which stays in the cache.
    case hot
    /// About 30 MB, which does not.
    case streaming

    /// How many generated messages that is.
    package var messageCount: Int {
        switch self {
        case .hot: 10_000
        case .streaming: 300_000
        }
    }

    /// The octets that real messages are cut down or repeated to.
    package var octetCount: Int {
        switch self {
        case .hot: 1_000_000
        case .streaming: 30_000_000
        }
    }
}
