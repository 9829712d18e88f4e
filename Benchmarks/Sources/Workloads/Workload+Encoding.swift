internal import Corpora
internal import Measuring
internal import Septet

extension Workload {
    static func encodingIntoBuffer(_ corpus: Corpus) -> Contender {
        let texts = corpus.texts
        let buffer = OutputBuffer(
            octetCount: MessagePlan.maximumPartCount * UserDataField.octetCount
        )
        return Contender(
            contenderName,
            messageCount: texts.count,
            expected: corpus.totals.userDataOctetCount
        ) {
            var octetCount = 0
            for text in texts {
                let plan = try MessagePlan(text)
                octetCount += try buffer.fill { output throws(SegmentationError) in
                    var writer = try SegmentWriter(plan)
                    while try writer.writeNext(of: text.utf8Span, into: &output) != nil {}
                }
            }
            return octetCount
        }
    }

    static func encodingToArray(_ corpus: Corpus) -> Contender {
        let texts = corpus.texts
        return Contender(
            contenderName,
            messageCount: texts.count,
            expected: corpus.totals.userDataOctetCount
        ) {
            var octetCount = 0
            for text in texts {
                octetCount += try userData(text).count
            }
            return octetCount
        }
    }

    /// The octets of all parts in one array of its exact size.
    static func userData(_ text: String) throws -> [UInt8] {
        let plan = try MessagePlan(text)
        return try [UInt8](capacity: plan.octetCount) { output throws(SegmentationError) in
            var writer = try SegmentWriter(plan)
            while try writer.writeNext(of: text.utf8Span, into: &output) != nil {}
        }
    }

    static func encodingToSegments(_ corpus: Corpus) -> Contender {
        let texts = corpus.texts
        return Contender(
            contenderName,
            messageCount: texts.count,
            expected: corpus.totals.userDataOctetCount
        ) {
            var octetCount = 0
            for text in texts {
                for segment in try MessagePlan(text).segments(of: text) {
                    octetCount += segment.userData.count
                }
            }
            return octetCount
        }
    }
}
