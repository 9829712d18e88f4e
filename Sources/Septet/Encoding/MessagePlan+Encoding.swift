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
        if isSingleRun, elements.isEmpty {
            try writeSinglePart(text.span, into: &output)
            return
        }
        var writer = try SegmentWriter(self, messageNumber: messageNumber, elements: elements)
        for _ in 0..<partCount { _ = try writer.writeNext(of: text, into: &output) }
    }

    func encoded(
        validated text: UTF8Span,
        _ messageNumber: Int,
        _ elements: [InformationElement]
    ) throws(SegmentationError) -> EncodedMessage {
        var writer = try SegmentWriter(self, messageNumber: messageNumber, elements: elements)
        // Less than two thirds of what `init(capacity:initializingWith:)` costs, for which the
        // runtime looks up the type of the array's memory.
        var octets: [UInt8] = []
        try octets.append(addingCapacity: partCount + octetCount) {
            output throws(SegmentationError) in
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
        // As many as the planned octets hold, which can be one septet more than was planned: so
        // another text is rejected at the same position as there.
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
