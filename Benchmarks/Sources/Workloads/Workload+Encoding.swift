internal import Corpora
internal import Measuring
internal import Septet

extension Workload {
    static func encodingIntoBuffer(_ corpus: Corpus) -> Contender {
        let texts = corpus.texts
        let lent = LentTexts(texts)
        let buffer = OutputBuffer(
            octetCount: MessagePlan.maximumPartCount * UserDataField.octetCount
        )
        return Contender(
            contenderName,
            messageCount: texts.count,
            expected: corpus.totals.userDataOctetCount
        ) {
            let planner = Planner()
            var octetCount = 0
            try lent.forEach { text in
                octetCount += try buffer.fill { output throws(MessageEncodingError) in
                    _ = try planner.encode(text, messageNumber: 0, into: &output)
                }
            }
            return octetCount
        }
    }

    static func encodingOctets(_ corpus: Corpus) -> Contender {
        let octets = corpus.octets
        let starts = corpus.starts
        let buffer = OutputBuffer(
            octetCount: MessagePlan.maximumPartCount * UserDataField.octetCount
        )
        return Contender(
            contenderName,
            messageCount: corpus.texts.count,
            expected: corpus.totals.userDataOctetCount
        ) {
            let planner = Planner()
            let span = octets.span
            var octetCount = 0
            for index in 0..<starts.count - 1 {
                let text = span.extracting(starts[index]..<starts[index + 1])
                octetCount += try buffer.fill { output throws(MessageEncodingError) in
                    _ = try planner.encode(utf8: text, messageNumber: 0, into: &output)
                }
            }
            return octetCount
        }
    }

    static func encodingToArray(_ corpus: Corpus) -> Contender {
        let texts = corpus.texts
        let lent = LentTexts(texts)
        return Contender(
            contenderName,
            messageCount: texts.count,
            // TP-User-Data-Length takes an octet of each part.
            expected: corpus.totals.userDataOctetCount + corpus.totals.partCount
        ) {
            let planner = Planner()
            var octetCount = 0
            try lent.forEach {
                octetCount += try planner.encoded($0, messageNumber: 0).octets.count
            }
            return octetCount
        }
    }

    /// The octets of all parts as they come into a buffer.
    static func userData(_ text: String) throws -> [UInt8] {
        let plan = try MessagePlan(text)
        return try [UInt8](capacity: plan.octetCount) { output throws(MessageEncodingError) in
            _ = try Planner().encode(text, messageNumber: 0, into: &output)
        }
    }

    /// The same of raw UTF-8.
    static func userData(utf8: [UInt8]) throws -> [UInt8] {
        let plan = try MessagePlan(utf8: utf8.span)
        return try [UInt8](capacity: plan.octetCount) { output throws(MessageEncodingError) in
            _ = try Planner().encode(utf8: utf8.span, messageNumber: 0, into: &output)
        }
    }

    static func encodingUTF16(_ corpus: Corpus) -> Contender {
        let texts = corpus.texts
        let lent = LentTexts(texts)
        let buffer = OutputBuffer(octetCount: 1 << 16)
        return Contender(
            contenderName,
            messageCount: texts.count,
            expected: corpus.texts.reduce(0) { $0 + $1.utf16.count * 2 }
        ) {
            var octetCount = 0
            try lent.forEach { text in
                octetCount += try buffer.fill { output throws(SegmentationError) in
                    try UCS2Text.write(text, into: &output)
                }
            }
            return octetCount
        }
    }

    static func encodingToSegments(_ corpus: Corpus) -> Contender {
        let texts = corpus.texts
        let lent = LentTexts(texts)
        return Contender(
            contenderName,
            messageCount: texts.count,
            expected: corpus.totals.userDataOctetCount
        ) {
            var octetCount = 0
            try lent.forEach { text in
                for segment in try MessagePlan(text).segments(of: text, messageNumber: 0) {
                    octetCount += segment.userData.count
                }
            }
            return octetCount
        }
    }
}
