package import Corpora
internal import Septet

/// The user data of those messages of a corpus that are one part, as they would arrive.
package struct ReceivedFields: Sendable {
    /// The messages, in their order.
    package let texts: [String]

    /// The octets of all fields, one after the other.
    package let octets: [UInt8]

    /// Where each field begins in `octets`, and behind the last the end.
    package let starts: [Int]

    /// TP-User-Data-Length of each: septets for GSM 7 bit, octets otherwise.
    package let lengths: [Int]

    /// TP-Data-Coding-Scheme of each.
    package let dataCodingSchemes: [UInt8]

    /// The octets of UTF-8 of all texts.
    package let textOctetCount: Int

    /// Encodes the messages with the engine; `Proof.encoding` holds that to the reference.
    package init(_ corpus: Corpus) throws {
        var texts: [String] = []
        var fields: [[UInt8]] = []
        var lengths: [Int] = []
        var schemes: [UInt8] = []
        for text in corpus.texts {
            let plan = try MessagePlan(text)
            guard plan.partCount == 1,
                let segment = try plan.segments(of: text, messageNumber: 0).first
            else {
                continue
            }
            texts.append(text)
            fields.append(segment.userData)
            lengths.append(segment.layout.userDataLength)
            schemes.append(plan.dataCodingScheme().octet)
        }
        self.texts = texts
        self.lengths = lengths
        dataCodingSchemes = schemes
        (octets, starts) = Corpus.joined(fields)
        textOctetCount = texts.reduce(0) { $0 + $1.utf8.count }
    }
}
