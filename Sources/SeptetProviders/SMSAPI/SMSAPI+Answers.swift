public import SeptetBilling
internal import SeptetJSON

// What SMSAPI answers is described in Providers/smsapi.json; here are the shapes that other code reads.

extension SMSAPI {
    /// The addresses that callbacks come from, for an allow-list.
    public static let callbackAddresses = [
        "85.194.241.82", "89.174.81.103", "89.174.81.98", "89.174.81.102", "91.185.184.29",
        "91.185.185.2",
        "185.36.169.252",
    ]

    /// The description of what SMSAPI answers.
    static func calls() throws(ReplyError) -> ProviderDescription {
        guard let calls = Provider.smsapi.calls else { throw .missing(path: "answers") }
        return calls
    }

    /// What `prices.do` answers.
    public struct PriceListReply: Sendable, Hashable {
        /// The prices in their order.
        public let prices: [NetworkPrice]
        /// The error, when there is one.
        public let failure: ReportedError?

        /// The longest list that is read, 16 MiB as of any other list of prices.
        public static let octetLimit = 16 << 20

        /// Reads a reply.
        public init(_ octets: [UInt8]) throws(ReplyError) {
            let calls = try SMSAPI.calls()
            guard let answers = calls.answers else { throw .missing(path: "answers") }
            let body = try ReplyBody(octets, octetLimit: Self.octetLimit)
            let node = try answers.node(of: body, nil)
            do throws(JSONFault) {
                let error = try answers.failure?.members(of: node, calls.errors)
                failure =
                    if let error { try calls.reported(JSONNode(.object(error))) } else { nil }
                var prices: [NetworkPrice] = []
                for element in failure == nil ? try node.elements() : [] {
                    prices.append(try NetworkPrice(element))
                }
                self.prices = prices
            } catch {
                throw ReplyError(error)
            }
        }

        /// The prices as entries of a price list, in their order.
        public var entries: [PriceEntry] {
            prices.map { price in
                PriceEntry(
                    country: price.country,
                    mobileCountryCode: price.mcc,
                    networkCode: price.mnc,
                    networkName: price.network,
                    price: price.price
                )
            }
        }
    }
}

extension SMSAPI.NetworkPrice {
    init(_ node: JSONNode) throws(JSONFault) {
        self.init(
            mcc: try node.required("mcc").text(),
            mnc: try node.required("mnc").text(),
            price: try node.required("price").amount(),
            country: try node["country"]?.text(),
            network: try node["network"]?.text(),
            date: try node["date"].map { date throws(JSONFault) in
                Timestamp(secondsSince1970: try date.integer())
            }
        )
    }
}

extension ProviderDescription {
    /// The error in the members of an answer.
    fileprivate func reported(_ error: JSONNode) throws(JSONFault) -> ReportedError {
        reported(try error["code"]?.text(), try error["message"]?.text())
    }
}

// The one shape of replies and callbacks.
extension SharedShape {
    /// What SMSAPI answers.
    static func smsapiReply(_ octets: [UInt8]) throws(ReplyError) -> Reply {
        let calls = try SMSAPI.calls()
        let answer = JSONNode(.object(try calls.members(of: octets, to: "sms.do")))
        do throws(JSONFault) {
            var recipients: [Reply.Recipient] = []
            for sent in try answer["messages"]?.elements() ?? [] {
                recipients.append(
                    Reply.Recipient(
                        recipient: try sent["phone"]?.text(),
                        id: try sent.required("id").text(),
                        status: try sent["status"]?.text(),
                        partCount: try sent["parts"]?.integer(),
                        price: try sent["points"]?.amount()
                    )
                )
            }
            let error = try answer["error"].map { node throws(JSONFault) in
                try calls.reported(node)
            }
            let acceptedCount = recipients.count
            for refused in try answer["invalid"]?.elements() ?? [] {
                let fault = ReportedError(
                    code: nil,
                    message: try refused["message"]?.text(),
                    meaning: "the number is not valid",
                    retry: .never
                )
                let number = try (refused["number"] ?? refused["submitted"])?.text()
                recipients.append(Reply.Recipient(recipient: number, error: fault))
            }
            let isPartly = error != nil || recipients.count > acceptedCount
            return Reply(
                outcome: acceptedCount == 0 ? .rejected : isPartly ? .partlyAccepted : .accepted,
                id: nil,
                recipients: recipients,
                error: acceptedCount == 0 ? error : nil
            )
        } catch {
            throw ReplyError(error)
        }
    }

    /// What SMSAPI calls back: one to five reports.
    static func smsapiReports(_ callback: Callback) throws(ReplyError) -> [DeliveryReport] {
        guard case .form(let form) = callback else {
            throw .wrongValue(path: "the callback", wanted: "a form or a query")
        }
        let calls = try SMSAPI.calls()
        let answer = JSONNode(.object(try calls.members(of: form, to: "dlr")))
        do throws(JSONFault) {
            return try answer.required("reports").elements().map { report throws(JSONFault) in
                let code = try report["status"]?.text()
                let network = [try report["mcc"]?.text(), try report["mnc"]?.text()]
                    .compactMap(\.self).joined(separator: "-")
                let time = try report["doneAt"]?.text()
                return DeliveryReport(
                    id: try report.required("id").text(),
                    recipient: try report["to"]?.text(),
                    reference: try report["idx"]?.text(),
                    status: try report["statusName"]?.text() ?? code,
                    state: code.map(calls.state) ?? .unknown,
                    isFinal: try report["final"]?.boolean() ?? false,
                    price: try report["points"]?.amount(),
                    priceIsPerPart: false,
                    network: network.isEmpty ? nil : network,
                    time: time.flatMap { Timestamp(iso8601: $0) }
                        .map { String($0.secondsSince1970) }
                )
            }
        } catch {
            throw ReplyError(error)
        }
    }
}
