extension MessagePlan {
    /// Writes all segments of the text the plan was made of, one after the other.
    ///
    /// Complexity: linear; allocates nothing. After an error the buffer may hold some of them.
    ///
    /// - Parameters:
    ///   - messageNumber: A running number; its low bits become the concatenation reference.
    ///   - elements: Further elements of each header, as many octets as the plan counted with.
    ///   - output: Has room for `octetCount` octets.
    public func encode(
        _ text: String,
        messageNumber: Int = 0,
        elements: [InformationElement] = [],
        into output: inout OutputSpan<UInt8>
    ) throws(SegmentationError) {
        try encode(validated: text.utf8Span, messageNumber, elements, into: &output)
    }

    /// The segments of the text the plan was made of, in one array.
    ///
    /// Complexity: linear; allocates once. Parameters: as for `encode`.
    public func encoded(
        _ text: String,
        messageNumber: Int = 0,
        elements: [InformationElement] = []
    ) throws(SegmentationError) -> EncodedMessage {
        try encoded(validated: text.utf8Span, messageNumber, elements)
    }

    func encode(
        validated text: UTF8Span,
        _ messageNumber: Int,
        _ elements: [InformationElement],
        into output: inout OutputSpan<UInt8>
    ) throws(SegmentationError) {
        var writer = try SegmentWriter(self, messageNumber: messageNumber, elements: elements)
        for _ in 0..<partCount { _ = try writer.writeNext(of: text, into: &output) }
    }

    func encoded(
        validated text: UTF8Span,
        _ messageNumber: Int,
        _ elements: [InformationElement]
    ) throws(SegmentationError) -> EncodedMessage {
        var writer = try SegmentWriter(self, messageNumber: messageNumber, elements: elements)
        let octets = try [UInt8](capacity: partCount + octetCount) {
            output throws(SegmentationError) in
            for _ in 0..<partCount {
                let place = output.count
                output.append(0)
                guard let layout = try writer.writeNext(of: text, into: &output) else { return }
                // A length is 160 at most.
                output[place] = UInt8(truncatingIfNeeded: layout.userDataLength)
            }
        }
        return EncodedMessage(plan: self, octets: octets)
    }
}
