internal import FoundationEssentials

extension RecipientSet {
    /// Why a text is no set of recipients.
    public enum ReadingError: Error, Sendable, Hashable {
        /// The text is no Base64.
        case notBase64
        /// The octets the text stands for are no ascending keys from this one on.
        case malformed(octetOffset: Int)
    }

    /// The set in Base64, from which another process can make it again.
    ///
    /// Three or four characters for each recipient. Telephone numbers can be read from it.
    /// Complexity: linear; allocates the text. `nil` when the set is incomplete.
    public mutating func serialized() -> String? {
        var run = KeyRun()
        guard !isIncomplete, forEachKey({ run.append($0) }) else { return nil }
        return Data(run.takeOctets()).base64EncodedString()
    }

    /// Adds the recipients of a set that was written by `serialized()`.
    ///
    /// They do not count as additions, because nobody knows how often they were added. Complexity:
    /// linear; allocates the octets.
    public mutating func merge(serialized text: String) throws(ReadingError) {
        guard let data = Data(base64Encoded: text) else { throw .notBase64 }
        let octets = Array(data)
        var key: UInt64 = 0
        var position = 0
        while position < octets.count {
            let start = position
            var distance: UInt64 = 0
            var shift: UInt64 = 0
            var isLast = false
            while !isLast {
                guard position < octets.count, shift < 63 || octets[position] <= 1 && shift == 63
                else { throw .malformed(octetOffset: start) }
                distance |= UInt64(octets[position] & 0x7F) << shift
                isLast = octets[position] < 0x80
                shift += 7
                position += 1
            }
            let (sum, isOverflow) = key.addingReportingOverflow(distance)
            guard distance > 0, !isOverflow else { throw .malformed(octetOffset: start) }
            key = sum
            add(key: key)
        }
    }
}
