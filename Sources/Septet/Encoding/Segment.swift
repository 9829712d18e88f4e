/// One short message of a planned message, as octets.
public struct Segment: Sendable, Hashable {
    /// The user data (TP-UD), header included; at most 140 octets.
    public let userData: [UInt8]

    /// Where the segment lies in the text and in its octets.
    public let layout: SegmentLayout

    /// The octets of the header, its length octet included; empty when there is none.
    ///
    /// Complexity: linear; allocates the result.
    public var header: [UInt8] { Array(userData.prefix(layout.headerOctetCount)) }
}

extension MessagePlan {
    /// Cuts the text the plan was made of into segments.
    ///
    /// Complexity: linear; allocates the array and the user data of each segment.
    ///
    /// - Parameters:
    ///   - messageNumber: A running number; its low bits become the concatenation reference.
    ///   - elements: Further elements of each header, as many octets as the plan counted with.
    public func segments(
        of text: String,
        messageNumber: Int = 0,
        elements: [InformationElement] = []
    ) throws(SegmentationError) -> [Segment] {
        let text = text.utf8Span
        return try segments(messageNumber, elements) { writer, output throws(SegmentationError) in
            try writer.writeNext(of: text, into: &output)
        }
    }

    /// Cuts the 8-bit data the plan was made of into segments.
    ///
    /// Complexity and parameters: as for a text.
    public func segments(
        ofOctets octets: Span<UInt8>,
        messageNumber: Int = 0,
        elements: [InformationElement] = []
    ) throws(SegmentationError) -> [Segment] {
        try segments(messageNumber, elements) { writer, output throws(SegmentationError) in
            try writer.writeNext(ofOctets: octets, into: &output)
        }
    }

    private func segments(
        _ messageNumber: Int,
        _ elements: [InformationElement],
        write: (inout SegmentWriter, inout OutputSpan<UInt8>) throws(SegmentationError)
            -> SegmentLayout?
    ) throws(SegmentationError) -> [Segment] {
        var writer = try SegmentWriter(self, messageNumber: messageNumber, elements: elements)
        var segments: [Segment] = []
        segments.reserveCapacity(partCount)
        for _ in 0..<partCount {
            var layout: SegmentLayout?
            let userData = try [UInt8](capacity: UserDataField.octetCount) {
                output throws(SegmentationError) in
                layout = try write(&writer, &output)
            }
            guard let layout else { break }
            segments.append(Segment(userData: userData, layout: layout))
        }
        return segments
    }
}
