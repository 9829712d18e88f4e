internal import Septet

/// Remembers which parts of incomplete messages came more than once.
struct DuplicateParts {
    private struct Key: Hashable {
        /// Octets: Strings that Unicode takes for equal are the same, and their senders are not.
        private let sender: [UInt8]
        private let reference: ConcatenationReference

        init(sender: String, reference: ConcatenationReference) {
            self.sender = Array(sender.utf8)
            self.reference = reference
        }
    }

    private var sequences: [Key: Set<Int>] = [:]

    /// Remembers a part that its message already had.
    mutating func insert(_ part: ReceivedPart, from sender: String) {
        guard let place = part.header.concatenation else { return }
        let key = Key(sender: sender, reference: place.reference)
        sequences[key, default: []].insert(Int(place.sequence))
    }

    /// The numbers of the parts of a message that came more than once; forgets them.
    mutating func remove(_ message: ReassembledMessage) -> [Int] {
        guard let reference = message.reference else { return [] }
        let key = Key(sender: message.sender, reference: reference)
        return sequences.removeValue(forKey: key)?.sorted() ?? []
    }
}
