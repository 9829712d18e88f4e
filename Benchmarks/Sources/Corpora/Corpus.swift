/// Messages to be measured with, as strings and as one run of UTF-8.
package struct Corpus: Sendable {
    /// A letter for the generated ones, a language for the real ones.
    package let name: String

    /// The messages as a sender has them, each a native string.
    package let texts: [String]

    /// The UTF-8 of all messages, one after the other.
    package let octets: [UInt8]

    /// Where each message begins in `octets`, and behind the last the end.
    package let starts: [Int]

    /// What counting all messages must give.
    package let totals: Totals

    /// A corpus of messages whose totals are known.
    package init(name: String, texts: [String], totals: Totals) {
        self.name = name
        self.texts = texts
        self.totals = totals
        (octets, starts) = Self.joined(texts.map { Array($0.utf8) })
    }

    /// The average octets of a message.
    package var meanOctetCount: Double { Double(octets.count) / Double(texts.count) }

    /// Pieces one after the other, where each begins, and where the last ends.
    package static func joined(_ pieces: [[UInt8]]) -> (octets: [UInt8], starts: [Int]) {
        var octets: [UInt8] = []
        octets.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
        var starts = [0]
        for piece in pieces {
            octets += piece
            starts.append(octets.count)
        }
        return (octets, starts)
    }

    /// 64 bits of the octets by the algorithm FNV-1a, the same on every machine.
    package static func checksum(of texts: [String]) -> UInt64 {
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for text in texts {
            for octet in text.utf8 { sum = (sum ^ UInt64(octet)) &* 0x100_0000_01B3 }
            sum = (sum ^ 0xFF) &* 0x100_0000_01B3
        }
        return sum
    }
}
