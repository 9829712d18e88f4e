extension Span<UInt8> {
    /// The scalar at `position` of valid UTF-8; moves `position` behind it.
    func nextScalar(_ position: inout Int) -> UInt32 {
        let lead = UInt32(self[position])
        guard lead >= 0x80 else {
            position += 1
            return lead
        }
        guard lead >= 0xE0 else {
            defer { position += 2 }
            return (lead & 0x1F) << 6 | continuation(position + 1)
        }
        guard lead >= 0xF0 else {
            defer { position += 3 }
            return (lead & 0x0F) << 12 | continuation(position + 1) << 6
                | continuation(position + 2)
        }
        defer { position += 4 }
        return (lead & 0x07) << 18 | continuation(position + 1) << 12
            | continuation(position + 2) << 6 | continuation(position + 3)
    }

    /// The scalar that begins at `position` of valid UTF-8.
    func scalar(at position: Int) -> Unicode.Scalar {
        var position = position
        return Unicode.Scalar(nextScalar(&position)) ?? "\u{FFFD}"
    }

    /// Whether a scalar of valid UTF-8 begins at `position`, or the text ends there.
    func isScalarBorder(_ position: Int) -> Bool {
        position == count || position < count && self[position] & 0xC0 != 0x80
    }

    /// Calls `body` with each scalar of a range of valid UTF-8.
    func forEachScalar(in range: Range<Int>, _ body: (UInt32) -> Void) {
        var position = range.lowerBound
        while position < range.upperBound {
            body(nextScalar(&position))
        }
    }

    private func continuation(_ position: Int) -> UInt32 {
        UInt32(self[position] & 0x3F)
    }
}
