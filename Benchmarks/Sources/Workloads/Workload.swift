package import Corpora
package import Measuring

/// What Septet does that is measured, each item once over all messages of a corpus.
package enum Workload: String, CaseIterable, Sendable {
    case countText = "count, String in"
    case countOctets = "count, raw UTF-8 in"
    case planNational = "plan with all national tables"
    case encodeIntoBuffer = "encode into a buffer"
    case encodeOctets = "encode into a buffer, raw UTF-8 in"
    case encodeToArray = "encode, one array out"
    case encodeToSegments = "encode, an array for each part"
    case encodeUTF16 = "UTF-8 to UTF-16BE"
    case decodeWindows1250 = "windows-1250 to UTF-8"
    case encodeWindows1250 = "UTF-8 to windows-1250"
    case decodeIntoBuffer = "decode into a buffer"
    case decodeToString = "decode to String"

    /// The name of the engine in all tables.
    package static let contenderName = "Septet"

    /// Whether the messages of a corpus are input for this item.
    package func accepts(_ corpus: String) -> Bool {
        switch self {
        case .decodeWindows1250, .encodeWindows1250: corpus == GeneratedCorpus.polish.rawValue
        default: true
        }
    }

    /// Septet at this item.
    package func contender(_ corpus: Corpus) throws -> Contender {
        switch self {
        case .countText: Self.countingTexts(corpus)
        case .countOctets: Self.countingOctets(corpus)
        case .planNational: Self.planningWithNationalTables(corpus)
        case .encodeIntoBuffer: Self.encodingIntoBuffer(corpus)
        case .encodeOctets: Self.encodingOctets(corpus)
        case .encodeToArray: Self.encodingToArray(corpus)
        case .encodeToSegments: Self.encodingToSegments(corpus)
        case .encodeUTF16: Self.encodingUTF16(corpus)
        case .decodeWindows1250: try Self.decodingWindows1250(corpus)
        case .encodeWindows1250: try Self.encodingWindows1250(corpus)
        case .decodeIntoBuffer: try Self.decodingIntoBuffer(ReceivedFields(corpus))
        case .decodeToString: try Self.decodingToStrings(ReceivedFields(corpus))
        }
    }

    /// Compares what Septet gives for each message with the slow reference; throws at a difference.
    ///
    /// What is timed returns sums only, so that comparing costs no time.
    package func prove(_ corpus: Corpus) throws {
        switch self {
        case .encodeIntoBuffer, .encodeOctets, .encodeToArray, .encodeToSegments:
            try Proof.encoding(corpus)
        case .decodeIntoBuffer, .decodeToString:
            try Proof.decoding(ReceivedFields(corpus))
        case .encodeUTF16:
            try Proof.encodingUTF16(corpus)
        case .decodeWindows1250, .encodeWindows1250:
            try Proof.transcoding(corpus)
        case .countText, .countOctets:
            try Proof.counting(corpus)
        case .planNational:
            break
        }
    }
}
