extension Unified {
    /// The answer to a submitted or scheduled message.
    public struct SubmitReply: Sendable, Hashable {
        /// The answer for one destination.
        public struct Result: Sendable, Hashable {
            /// The code.
            public let code: ReplyCode
            /// The number it is about; `nil` when the answer names none.
            public let destination: String?
            /// What delivery reports refer to; `nil` for errors.
            public let messageID: String?
        }

        /// One result for each destination the server came to; empty for a schedule's answer.
        public let results: [Result]

        /// What `Scheduled|<id>` names.
        public let scheduleID: String?

        /// Reads `code|destination|id`, several of them separated by commas, or `Scheduled|id`.
        ///
        /// Destination and identifier may be missing, and a colon may stand between them. Throws
        /// `syntax` with the offset of what is no code.
        public init(_ octets: [UInt8]) throws(ReplyError) {
            try self.init(try ReplyBody(octets))
        }

        init(_ body: ReplyBody) throws(ReplyError) {
            let fields = Self.fields(of: body.text)
            if fields.count == 2, fields[0].asciiLowercased.isSame(as: "scheduled") {
                results = []
                scheduleID = String(fields[1])
                return
            }
            var results: [Result] = []
            let tuples = body.text.divided(at: ",")
            for (index, tuple) in tuples.enumerated() {
                // A comma at the end begins nothing.
                if index > 0, index == tuples.count - 1, tuple.trimmed.isEmpty { break }
                let offset =
                    body.textOffset
                    + body.text.utf8.distance(from: body.text.startIndex, to: tuple.startIndex)
                results.append(try Self.result(of: tuple, offset: offset))
            }
            self.results = results
            scheduleID = nil
        }

        private static func result(
            of tuple: Substring,
            offset: Int
        ) throws(ReplyError) -> Result {
            var fields = fields(of: tuple)
            if fields.count == 2 {
                fields = [fields[0]] + fields[1].divided(at: ":", maxSplits: 1).map(\.trimmed)
            }
            guard DecimalField.isDigits(fields[0]), let code = Int(fields[0]) else {
                throw .syntax(offset: offset, wanted: "response code")
            }
            guard fields.count <= 3 else {
                throw .syntax(offset: offset, wanted: "code, destination and identifier")
            }
            func field(_ index: Int) -> String? {
                index < fields.count && !fields[index].isEmpty ? String(fields[index]) : nil
            }
            return Result(
                code: ReplyCode(rawValue: code),
                destination: field(1),
                messageID: field(2)
            )
        }

        private static func fields(of text: Substring) -> [Substring] {
            text.divided(at: "|").map(\.trimmed)
        }

        /// The destinations of a request that this answer says nothing about.
        ///
        /// A batch is broken off when the credit runs out, so these were not submitted. An answer
        /// of one code without a number is about them all.
        public func notSubmitted(of destinations: [String]) -> [String] {
            guard scheduleID == nil else { return [] }
            if results.count == 1, results[0].destination == nil {
                return results[0].code.isSuccess ? [] : destinations
            }
            let answered = Set(results.compactMap(\.destination).map { Audience.number($0) ?? $0 })
            return destinations.filter { !answered.contains(Audience.number($0) ?? $0) }
        }
    }
}
