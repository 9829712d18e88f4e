/// All segments of a message in one array.
///
/// Going through them gives the user data of each as a slice of the array, without copies:
///
/// ```swift
/// for segment in try Planner().encoded("Hi") { send(segment.userData, segment.userDataLength) }
/// ```
public struct EncodedMessage: Sendable, Hashable {
    /// The plan the message was encoded by.
    public let plan: MessagePlan

    /// For each segment TP-User-Data-Length, one octet, and TP-User-Data, as they stand in a TPDU.
    ///
    /// Source: TS 23.040 §9.2.3.16 and §9.2.3.24.
    public let octets: [UInt8]

    init(plan: MessagePlan, octets: [UInt8]) {
        self.plan = plan
        self.octets = octets
    }
}

extension EncodedMessage: Sequence {
    /// One segment of the message, as a slice of its octets.
    public struct SegmentView: Sendable, Hashable {
        /// TP-User-Data-Length: septets for GSM 7 bit, octets otherwise, header included.
        public let userDataLength: Int

        /// TP-User-Data, header included; at most 140 octets.
        public let userData: ArraySlice<UInt8>
    }

    /// Goes through the segments in their order; allocates nothing.
    public struct Iterator: IteratorProtocol {
        private let octets: [UInt8]
        private let alphabet: Alphabet
        private var position = 0

        fileprivate init(_ message: EncodedMessage) {
            octets = message.octets
            alphabet = message.plan.alphabet
        }

        /// The next segment, `nil` behind the last.
        public mutating func next() -> SegmentView? {
            guard position < octets.count else { return nil }
            let length = Int(octets[position])
            let start = position + 1
            position =
                start + (alphabet == .gsm7Bit ? PackedSeptets.octetCount(of: length) : length)
            return SegmentView(userDataLength: length, userData: octets[start..<position])
        }
    }

    /// How many segments there are.
    public var underestimatedCount: Int { plan.partCount }

    /// Begins before the first segment.
    public func makeIterator() -> Iterator { Iterator(self) }
}
