internal import SeptetBilling
internal import SeptetJSON

extension CheapGlobalSMS {
    /// One page of a list of records.
    public struct RecordList<Record: Sendable & Hashable>: Sendable, Hashable {
        /// `records`.
        public let records: [Record]
        /// `total`: the records of all pages.
        public let recordCount: Int
        /// `p`: this page, from 1.
        public let page: Int?
        /// `totalpages`.
        public let pageCount: Int?
        /// `perpage`.
        public let recordsPerPage: Int?
        /// `timezone_offset` of the dates in the records.
        public let timezoneOffset: String?

        init(
            _ node: JSONNode,
            _ read: (RecordFields) throws(JSONFault) -> Record
        ) throws(JSONFault) {
            // The document's program reads `contacts` where its sample has `records` (CG-10).
            let name = node["records"] == nil && node["contacts"] != nil ? "contacts" : "records"
            let list = try node.required(name)
            var records: [Record] = []
            for element in try list.elements() {
                records.append(try read(try RecordFields(element)))
            }
            self.records = records
            let total = try node["total"]?.integer()
            recordCount = total ?? records.count
            page = try node["p"]?.integer()
            pageCount = try node["totalpages"]?.integer()
            recordsPerPage = try node["perpage"]?.integer()
            timezoneOffset = try node["timezone_offset"]?.text()
        }
    }

    /// The members of one record; what is empty is missing.
    struct RecordFields {
        private let node: JSONNode

        init(_ node: JSONNode) throws(JSONFault) {
            _ = try node.members()
            self.node = node
        }

        private func member(_ name: String) -> JSONNode? {
            node[name].flatMap { $0.value == .string("") ? nil : $0 }
        }

        func text(_ name: String) throws(JSONFault) -> String? { try member(name)?.text() }

        func required(_ name: String) throws(JSONFault) -> String {
            try node.required(name).text()
        }

        func integer(_ name: String) throws(JSONFault) -> Int? { try member(name)?.integer() }

        func amount(_ name: String) throws(JSONFault) -> Amount? { try member(name)?.amount() }

        func boolean(_ name: String) throws(JSONFault) -> Bool? { try member(name)?.boolean() }

        /// Unix time; `nil` also where it is zero.
        func time(_ name: String) throws(JSONFault) -> Timestamp? {
            let seconds = try integer(name) ?? 0
            return seconds == 0 ? nil : Timestamp(secondsSince1970: seconds)
        }

        func status() throws(JSONFault) -> Status? {
            try integer("status").map(Status.init)
        }
    }
}
