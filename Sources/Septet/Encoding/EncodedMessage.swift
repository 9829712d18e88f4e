/// All segments of a message in one array.
///
/// Iterating gives the user data of each as a slice of the array, without copies:
///
/// ```swift
/// for segment in try Planner().encoded("Hi", messageNumber: 42) { send(segment.userData, segment.userDataLength) }
/// ```
public struct EncodedMessage: Sendable, Hashable {
    /// The plan the message was encoded by.
    public let plan: MessagePlan

    /// For each segment its TP-User-Data-Length, one octet, and TP-User-Data, as in a TPDU.
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

        /// Whether a header stands in front of the text (TP-UDHI, TS 23.040 §9.2.3.23).
        public let hasHeader: Bool
    }

    /// Iterates over the segments in order; allocates nothing.
    public struct Iterator: IteratorProtocol {
        private let octets: [UInt8]
        private let alphabet: Alphabet
        private let hasHeader: Bool
        private var position = 0

        fileprivate init(_ message: EncodedMessage) {
            octets = message.octets
            alphabet = message.plan.alphabet
            hasHeader = message.plan.headerOctetCount > 0
        }

        /// The next segment, `nil` after the last.
        public mutating func next() -> SegmentView? {
            guard position < octets.count else { return nil }
            let length = Int(octets[position])
            let start = position + 1
            position =
                start + (alphabet == .gsm7Bit ? PackedSeptets.octetCount(of: length) : length)
            return SegmentView(
                userDataLength: length,
                userData: octets[start..<position],
                hasHeader: hasHeader
            )
        }
    }

    /// How many segments there are.
    public var underestimatedCount: Int { plan.partCount }

    /// Begins before the first segment.
    public func makeIterator() -> Iterator { Iterator(self) }
}

extension Planner {
    /// Plans a text and writes all its segments, one after the other.
    ///
    /// The plan and the octets are those of `plan` and `MessagePlan.encode`. Throws `.planning` for more than 255 parts or characters
    /// that `choice` forbids, `.segmentation` for elements of another length or too little room; the buffer may hold some of the
    /// segments then. A message is encoded in the same pass that counts it, unless national tables, elements or clusters have a say.
    /// Complexity: one pass for such a message, otherwise two; what is discarded is at most one part of GSM 7 bit and 255 parts of
    /// UCS-2. Allocates nothing.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - messageNumber: A running number; its low bits become the concatenation reference.
    ///   - elements: Further elements of each header, of `elementOctetCount` octets.
    ///   - output: Has room for the octets of all parts.
    public func encode(
        _ text: String,
        messageNumber: Int,
        elements: [InformationElement] = [],
        into output: inout OutputSpan<UInt8>
    ) throws(MessageEncodingError) -> MessagePlan {
        if elements.isEmpty {
            switch encodeSinglePart(text, into: &output) {
            case .whole(let septetCount): return planSinglePart(septetCount)
            case .full:
                let utf8 = text.utf8Span.span
                let plan = encodeParts(utf8, messageNumber, hasLengths: false, into: &output)
                if let plan { return plan }
            case .ucs2:
                let utf8 = text.utf8Span.span
                let plan = encodeUCS2(utf8, messageNumber, hasLengths: false, into: &output)
                if let plan { return plan }
            case .other: break
            }
        }
        return try encodePlanned(text.utf8Span, messageNumber, elements, into: &output)
    }

    /// Plans raw UTF-8 and writes all its segments, one after the other.
    ///
    /// As for a `String`; throws `.planning` with the offset of what is not UTF-8. Complexity: one pass more, which validates.
    public func encode(
        utf8: Span<UInt8>,
        messageNumber: Int,
        elements: [InformationElement] = [],
        into output: inout OutputSpan<UInt8>
    ) throws(MessageEncodingError) -> MessagePlan {
        if elements.isEmpty, let plan = encodeValidating(utf8, messageNumber, into: &output) {
            return plan
        }
        let plan = try planForEncoding(utf8: utf8)
        // Planning has thrown unless the octets are UTF-8.
        let text = unsafe UTF8Span(unchecked: utf8)
        do {
            try plan.encode(validated: text, messageNumber, elements, into: &output)
        } catch {
            throw .segmentation(error)
        }
        return plan
    }

    /// Plans raw UTF-8, writes all its segments, and where each of them lies.
    ///
    /// Throws `.segmentation` also when there is no room for all layouts. The segments stand in the output one after the other, each
    /// as long as its layout says. Complexity: two passes; allocates nothing.
    ///
    /// - Parameters:
    ///   - utf8: The text.
    ///   - messageNumber: The number of the message; its low bits are the reference.
    ///   - elements: Further elements of every header.
    ///   - output: Has room for the octets of all parts.
    ///   - layouts: Has room for a layout of each part; 255 are enough for any text.
    public func encode(
        utf8: Span<UInt8>,
        messageNumber: Int,
        elements: [InformationElement] = [],
        into output: inout OutputSpan<UInt8>,
        layouts: inout OutputSpan<SegmentLayout>
    ) throws(MessageEncodingError) -> MessagePlan {
        let plan = try planForEncoding(utf8: utf8)
        // Planning has thrown unless the octets are UTF-8.
        let text = unsafe UTF8Span(unchecked: utf8)
        do {
            try plan.encode(validated: text, messageNumber, elements, into: &output, &layouts)
        } catch {
            throw .segmentation(error)
        }
        return plan
    }

    /// Plans a text, writes all its segments, and where each of them lies; as for raw UTF-8.
    public func encode(
        _ text: String,
        messageNumber: Int,
        elements: [InformationElement] = [],
        into output: inout OutputSpan<UInt8>,
        layouts: inout OutputSpan<SegmentLayout>
    ) throws(MessageEncodingError) -> MessagePlan {
        let text = text.utf8Span
        let plan = try planForEncoding(text)
        do {
            try plan.encode(validated: text, messageNumber, elements, into: &output, &layouts)
        } catch {
            throw .segmentation(error)
        }
        return plan
    }

    /// Plans a text and encodes it into one array.
    ///
    /// As `encode`, and with the same errors; allocates the array once, at its exact size.
    public func encoded(
        _ text: String,
        messageNumber: Int,
        elements: [InformationElement] = []
    ) throws(MessageEncodingError) -> EncodedMessage {
        if elements.isEmpty,
            let message = encodedInOnePass(text, messageNumber: messageNumber)
        {
            return message
        }
        return try encodedPlanned(text, messageNumber, elements)
    }
}

// Kept out of line so that texts that take one pass don't pay for their setup.
extension Planner {
    @inline(never)
    private func encodePlanned(
        _ text: UTF8Span,
        _ messageNumber: Int,
        _ elements: [InformationElement],
        into output: inout OutputSpan<UInt8>
    ) throws(MessageEncodingError) -> MessagePlan {
        let plan = try planForEncoding(text)
        do {
            try plan.encode(validated: text, messageNumber, elements, into: &output)
        } catch {
            throw .segmentation(error)
        }
        return plan
    }

    @inline(never)
    private func encodedPlanned(
        _ text: String,
        _ messageNumber: Int,
        _ elements: [InformationElement]
    ) throws(MessageEncodingError) -> EncodedMessage {
        let text = text.utf8Span
        let plan = try planForEncoding(text)
        do {
            return try plan.encoded(validated: text, messageNumber, elements)
        } catch {
            throw .segmentation(error)
        }
    }

    private func planForEncoding(utf8: Span<UInt8>) throws(MessageEncodingError) -> MessagePlan {
        do {
            return try plan(utf8: utf8)
        } catch {
            throw .planning(error)
        }
    }

    private func planForEncoding(_ text: UTF8Span) throws(MessageEncodingError) -> MessagePlan {
        do {
            return try planScanned(text, Kernel.chosen.scan(text.span))
        } catch {
            throw .planning(error)
        }
    }
}

extension MessagePlan {
    /// Writes all segments of the text the plan was made of, one after the other.
    ///
    /// Complexity: linear; allocates nothing. After an error the buffer may hold some of them.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - messageNumber: A running number; its low bits become the concatenation reference.
    ///   - elements: Further elements of each header, as many octets as the plan counted with.
    ///   - output: Has room for `octetCount` octets.
    public func encode(
        _ text: String,
        messageNumber: Int,
        elements: [InformationElement] = [],
        into output: inout OutputSpan<UInt8>
    ) throws(SegmentationError) {
        try encode(validated: text.utf8Span, messageNumber, elements, into: &output)
    }

    /// Writes all segments of the text the plan was made of, and where each of them lies.
    ///
    /// As above; throws `tooFewLayouts` when a part has no room for its layout.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - messageNumber: The number of the message; its low bits are the reference.
    ///   - elements: Further elements of every header.
    ///   - output: Room for the octets; they are appended.
    ///   - layouts: Has room for `partCount` layouts.
    public func encode(
        _ text: String,
        messageNumber: Int,
        elements: [InformationElement] = [],
        into output: inout OutputSpan<UInt8>,
        layouts: inout OutputSpan<SegmentLayout>
    ) throws(SegmentationError) {
        try encode(validated: text.utf8Span, messageNumber, elements, into: &output, &layouts)
    }

    /// The segments of the text the plan was made of, in one array.
    ///
    /// Complexity: linear; allocates once. Parameters: as for `encode`.
    public func encoded(
        _ text: String,
        messageNumber: Int,
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
        if isSingleRun, elements.isEmpty {
            try writeSinglePart(text.span, into: &output)
            return
        }
        if elements.isEmpty, writeUCS2(text.span, messageNumber, hasLengths: false, into: &output) {
            return
        }
        var writer = try SegmentWriter(self, messageNumber: messageNumber, elements: elements)
        for _ in 0..<partCount { _ = try writer.writeNext(of: text, into: &output) }
    }

    func encode(
        validated text: UTF8Span,
        _ messageNumber: Int,
        _ elements: [InformationElement],
        into output: inout OutputSpan<UInt8>,
        _ layouts: inout OutputSpan<SegmentLayout>
    ) throws(SegmentationError) {
        guard layouts.freeCapacity >= partCount else {
            throw .tooFewLayouts(partCount: partCount, available: layouts.freeCapacity)
        }
        var writer = try SegmentWriter(self, messageNumber: messageNumber, elements: elements)
        for _ in 0..<partCount {
            guard let layout = try writer.writeNext(of: text, into: &output) else { return }
            layouts.append(layout)
        }
    }

    func encoded(
        validated text: UTF8Span,
        _ messageNumber: Int,
        _ elements: [InformationElement]
    ) throws(SegmentationError) -> EncodedMessage {
        var writer = try SegmentWriter(self, messageNumber: messageNumber, elements: elements)
        // Costs less than two thirds of `init(capacity:initializingWith:)`, for which the runtime
        // looks up the type of the array's memory.
        var octets: [UInt8] = []
        try octets.append(addingCapacity: partCount + octetCount) {
            output throws(SegmentationError) in
            if elements.isEmpty,
                writeUCS2(text.span, messageNumber, hasLengths: true, into: &output)
            {
                return
            }
            for _ in 0..<partCount {
                let place = output.count
                output.append(0)
                guard let layout = try writer.writeNext(of: text, into: &output) else { return }
                output.setUserDataLength(layout.userDataLength, at: place)
            }
        }
        return EncodedMessage(plan: self, octets: octets)
    }

    /// Whether a kernel can write a part of a text: it knows the default tables only.
    func isWrittenByKernel(isLastPart: Bool) -> Bool {
        shiftTables == .default && boundary.isKeptByKernels(inLastPart: isLastPart)
    }

    /// Whether a kernel can write all of a text, without a header.
    private var isSingleRun: Bool {
        partCount == 1 && elementOctetCount == 0 && alphabet != .eightBitData
            && isWrittenByKernel(isLastPart: true)
    }

    /// Writes the only segment, as `SegmentWriter` does, which is the definition.
    private func writeSinglePart(
        _ utf8: Span<UInt8>,
        into output: inout OutputSpan<UInt8>
    ) throws(SegmentationError) {
        guard output.freeCapacity >= octetCount else {
            throw .bufferTooSmall(octetCount: octetCount, available: output.freeCapacity)
        }
        // As many as the planned octets hold, which can be one septet more than was planned: this
        // rejects another text at the same position as `SegmentWriter` does.
        let room = format.unitCount(fittingInto: octetCount)
        var position = 0
        let kernel = Kernel.chosen
        let written =
            alphabet == .ucs2
            ? kernel.encodeUTF16(of: utf8, from: &position, room: room, into: &output)
            : kernel.encodeSeptets(
                of: utf8,
                from: &position,
                room: room,
                fillBitCount: 0,
                into: &output
            )
        guard position == utf8.count, written == unitCount else {
            throw .planOfAnotherText(utf8Offset: position)
        }
    }
}

extension BoundaryPolicy {
    /// Whether kernels cut as the policy demands: they keep pairs whole and know no clusters.
    ///
    /// In the last part nothing is cut, whatever the policy is.
    func isKeptByKernels(inLastPart isLastPart: Bool) -> Bool { self == .pair || isLastPart }
}
