internal import CSeptet
internal import Foundation
internal import SeptetLibrary

extension FuzzTarget {
    /// The campaign functions of `septet.h`: what is counted in two parts and merged in any order is
    /// what is counted at once; columns, prices and states may say anything.
    static let libraryCampaign = FuzzTarget("library-campaign") { input in
        let settings = CampaignSettings(&input)
        if input.below(4) == 0 { return merging(input.rest(), settings) }
        let cut = input.below(256)
        let lie = input.below(4) == 0 ? (place: input.below(64), value: input.octets(4)) : nil
        let messages = input.rest().split(separator: 0x0A, maxSplits: 48)
            .map { Message(Array($0)) }
        let whole = LibraryCampaign(settings)
        guard whole.status == SEPTET_OK else { return refused(whole) }
        if let lie { return lying(whole, messages, lie) }
        require(whole.add(messages) == SEPTET_OK, "columns of messages are counted")
        checkMerging(messages, cut: cut, settings, whole)
    }

    /// A campaign that did not open has no handle, or one that explains itself and does nothing else.
    private static func refused(_ campaign: borrowing LibraryCampaign) {
        guard campaign.status == SEPTET_INVALID_PRICES else { return }
        require(!campaign.explanation().isEmpty, "prices that are not read have a reason")
        require(campaign.add([Message([])]) == SEPTET_INVALID_STATE, "nothing is counted then")
        require(campaign.text(.report).status == SEPTET_INVALID_STATE, "there is no report then")
    }

    /// Of columns whose offsets lie either all or nothing is counted.
    private static func lying(
        _ campaign: borrowing LibraryCampaign,
        _ messages: [Message],
        _ lie: (place: Int, value: [UInt8])
    ) {
        require(campaign.add(messages) == SEPTET_OK, "columns of messages are counted")
        let before = campaign.text(.report)
        let status = campaign.add(messages, lie)
        guard status == SEPTET_INVALID_LAYOUT else {
            require(status == SEPTET_OK, "a column is counted or lies")
            return
        }
        require(campaign.text(.report) == before, "nothing of a column that lies is counted")
    }

    /// A state that someone wrote is added or refused.
    private static func merging(_ state: [UInt8], _ settings: CampaignSettings) {
        let campaign = LibraryCampaign(settings)
        guard campaign.status == SEPTET_OK else { return refused(campaign) }
        let status = campaign.merge(state)
        guard status == SEPTET_OK else {
            require(status == SEPTET_INVALID_STATE, "a state is merged or refused")
            require(!campaign.explanation().isEmpty, "a state that is refused has a reason")
            require(campaign.merge([]) == SEPTET_INVALID_STATE, "nothing is merged then")
            require(campaign.text(.state).status == SEPTET_INVALID_STATE, "nor is there a state")
            return
        }
        _ = campaign.text(.report)
    }

    private static func checkMerging(
        _ messages: [Message],
        cut: Int,
        _ settings: CampaignSettings,
        _ whole: borrowing LibraryCampaign
    ) {
        let border = cut % (messages.count + 1)
        let first = LibraryCampaign(settings)
        require(first.add(Array(messages[..<border])) == SEPTET_OK, "a part is counted")
        let second = LibraryCampaign(settings)
        require(second.add(Array(messages[border...])) == SEPTET_OK, "the other is counted")
        let states = [first.text(.state).octets, second.text(.state).octets]
        let reports = [[0, 1], [1, 0]].map { order in
            let merged = LibraryCampaign(settings)
            for part in order {
                require(merged.merge(states[part]) == SEPTET_OK, "a state is merged")
            }
            return merged.text(.report).octets
        }
        requireSame(reports[0], reports[1], "whatever the order of states")
        // Messages of its own are one more state.
        require(second.merge(states[0]) == SEPTET_OK, "a state is merged into messages")
        requireSame(reports[0], second.text(.report).octets, "when messages are merged into")
        requireSame(reports[0], whole.text(.report).octets, "in parts and at once")
    }

    /// Two reports have the same members.
    private static func requireSame(_ left: [UInt8], _ right: [UInt8], _ when: String) {
        let (left, right) = (figures(left), figures(right))
        for name in Set(left.keys).union(right.keys) {
            require(left[name] == right[name], "\(name) is the same \(when)")
        }
    }

    /// The members of a report without what only one run has.
    private static func figures(_ json: [UInt8]) -> [String: NSObject] {
        guard var members = (try? JSONSerialization.jsonObject(with: Data(json))) as? [String: Any]
        else {
            require(false, "a report is an object")
            return [:]
        }
        // Rows are those of a part; advice is given for whole campaigns.
        for name in ["advice", "rows", "warnings"] { members[name] = nil }
        let longest = members["longest"] as? [[String: Any]]
        members["longest"] = longest?.map { entry in entry.filter { $0.key != "row" } }
        return members.compactMapValues { $0 as? NSObject }
    }
}

/// A recipient and a text, or a text alone.
private struct Message {
    let recipient: [UInt8]?
    let text: [UInt8]

    /// The recipient ends at a tab.
    init(_ octets: [UInt8]) {
        let tab = octets.firstIndex(of: 0x09)
        recipient = tab.map { Array(octets[..<$0]) }
        text = tab.map { Array(octets[($0 + 1)...]) } ?? octets
    }
}

/// The options of a campaign.
private struct CampaignSettings {
    let numbers: UInt32
    let boundary: UInt32
    let prices: [UInt8]?
    let partPrice: [UInt8]?
    let currency: [UInt8]?
    let country: [UInt8]?

    init(_ input: inout FuzzInput) {
        numbers = UInt32(input.below(4))
        boundary = UInt32(input.below(4))
        let kind = input.octet()
        // Short ones as they come, and lists that can be read.
        let lists = [
            "prefix,price\n48,0.07\n4850,0.09\n", "country;price;currency\nPL;0,07;EUR\n",
            "mcc,mnc,price\n260,01,0.018\n260,2,0.02\n",
        ]
        prices =
            kind & 3 == 1
            ? Array(input.element(of: lists).utf8)
            : kind & 3 == 2 ? input.octets(input.below(64)) : nil
        partPrice = kind & 12 == 4 ? Array("0.05".utf8) : kind & 12 == 8 ? input.octets(5) : nil
        currency = kind & 16 == 0 ? Array("EUR".utf8) : kind & 32 == 0 ? nil : input.octets(3)
        country = kind & 64 == 0 ? Array("PL".utf8) : kind & 128 == 0 ? nil : input.octets(2)
    }
}

/// A campaign of `septet.h`, closed at its end.
@safe
private struct LibraryCampaign: ~Copyable {
    /// What is asked of it.
    enum Form {
        case report, state, explanation
    }

    /// What opening it returned.
    let status: Int32

    private let handle: OpaquePointer?

    init(_ settings: CampaignSettings) {
        var planning = septet_options()
        planning.struct_size = UInt32(MemoryLayout<septet_options>.size)
        planning.boundary = settings.boundary
        var opened: OpaquePointer? = nil
        // In bounds: each of the options has its own memory of the size that is said, for the call.
        status = unsafe Self.withOptional(settings.prices) { prices in
            unsafe Self.withOptional(settings.partPrice) { price in
                unsafe Self.withOptional(settings.currency) { currency in
                    unsafe Self.withOptional(settings.country) { country in
                        unsafe withUnsafePointer(to: planning) { planning in
                            var options = unsafe septet_campaign_options()
                            unsafe options.struct_size = UInt32(
                                MemoryLayout<septet_campaign_options>.size
                            )
                            unsafe options.numbers = settings.numbers
                            unsafe options.planning = planning
                            unsafe options.prices = prices.baseAddress
                            unsafe options.price_octets = UInt64(prices.count)
                            unsafe options.part_price = price.baseAddress
                            unsafe options.part_price_octets = UInt64(price.count)
                            unsafe options.currency = currency.baseAddress
                            unsafe options.currency_octets = UInt64(currency.count)
                            unsafe options.country = country.baseAddress
                            unsafe options.country_octets = UInt64(country.count)
                            return unsafe septet_campaign_open(&options, &opened)
                        }
                    }
                }
            }
        }
        unsafe handle = opened
    }

    deinit {
        // It was opened here, and is closed once.
        unsafe septet_campaign_close(handle)
    }

    /// Memory of exactly so many octets; NULL without any.
    private static func withOptional(
        _ octets: [UInt8]?,
        _ body: (UnsafeBufferPointer<UInt8>) -> Int32
    ) -> Int32 {
        // In bounds: the buffer is passed on as it is, and lives while the closure runs.
        guard let octets else { return unsafe body(UnsafeBufferPointer(start: nil, count: 0)) }
        return unsafe FuzzTarget.withExactly(octets) { buffer in
            unsafe body(UnsafeBufferPointer(buffer.bindMemory(to: UInt8.self)))
        }
    }

    /// Counts messages; one octet of the offsets of texts or recipients may lie.
    func add(_ messages: [Message], _ lie: (place: Int, value: [UInt8])? = nil) -> Int32 {
        let isRecipient = lie.map { $0.place & 1 == 1 } ?? false
        let texts = messages.map { Optional($0.text) }
        return unsafe Self.withColumn(texts, isRecipient ? nil : lie) { texts in
            unsafe Self.withColumn(messages.map(\.recipient), isRecipient ? lie : nil) { numbers in
                // In bounds: both columns have their rows, and live during the call.
                unsafe septet_campaign_add(handle, texts, numbers)
            }
        }
    }

    private static func withColumn(
        _ texts: [[UInt8]?],
        _ lie: (place: Int, value: [UInt8])?,
        _ body: (UnsafePointer<septet_column>) -> Int32
    ) -> Int32 {
        var offsets: [Int32] = [0]
        var bits = [UInt8](repeating: 0, count: (texts.count + 7) / 8)
        for (row, text) in texts.enumerated() {
            if text != nil { bits[row / 8] |= 1 << (row % 8) }
            offsets.append((offsets.last ?? 0) + Int32(text?.count ?? 0))
        }
        if let lie {
            let value = lie.value.reduce(Int32(0)) { $0 << 8 | Int32($1) }
            offsets[lie.place % offsets.count] = value
        }
        let rows = offsets.flatMap { offset in
            (0..<4).map { UInt8(truncatingIfNeeded: offset >> (8 * Int32($0))) }
        }
        let data = texts.flatMap { $0 ?? [] }
        // In bounds: everything has the sizes that are said, and lives during the call.
        return unsafe FuzzTarget.withExactly(rows) { rows in
            unsafe FuzzTarget.withExactly(bits) { bits in
                unsafe FuzzTarget.withExactly(data) { data in
                    var column = unsafe septet_column()
                    unsafe column.struct_size = UInt32(MemoryLayout<septet_column>.size)
                    unsafe column.layout = UInt32(SEPTET_OFFSETS32)
                    unsafe column.row_count = Int64(texts.count)
                    unsafe column.rows = UnsafeRawPointer(rows.baseAddress)
                    unsafe column.validity = UnsafePointer(
                        bits.bindMemory(to: UInt8.self).baseAddress
                    )
                    unsafe column.data = UnsafePointer(
                        data.bindMemory(to: UInt8.self).baseAddress
                    )
                    unsafe column.data_octets = Int64(data.count)
                    return unsafe body(&column)
                }
            }
        }
    }

    /// Adds a state.
    func merge(_ state: [UInt8]) -> Int32 {
        unsafe FuzzTarget.withExactly(state) { state in
            // In bounds: the state has its octets, and lives during the call.
            let start = unsafe UnsafePointer(state.bindMemory(to: UInt8.self).baseAddress)
            return unsafe septet_campaign_merge(handle, start, state.count)
        }
    }

    /// What was wrong.
    func explanation() -> [UInt8] {
        text(.explanation).octets
    }

    /// An answer of it, asked for as callers do: its size first, then with exactly that room.
    func text(_ form: Form) -> Answer {
        var count = 0
        // In bounds: nothing is written without room.
        let first = unsafe call(form, nil, 0, &count)
        guard first == SEPTET_BUFFER_TOO_SMALL else { return Answer(status: first, octets: []) }
        var octets = [UInt8](repeating: 0xEE, count: count + 1)
        var again = 0
        // In bounds: there is room for an octet more than is said.
        let small = unsafe call(form, &octets, count - 1, &again)
        require(
            small == SEPTET_BUFFER_TOO_SMALL && octets[0] == 0xEE,
            "nothing is written where it does not fit"
        )
        let status = unsafe call(form, &octets, count, &again)
        require(status == SEPTET_OK && again == count, "the size is that of the answer")
        require(octets.removeLast() == 0xEE, "nothing is written beyond the room")
        return Answer(status: status, octets: octets)
    }

    private func call(
        _ form: Form,
        _ octets: UnsafeMutablePointer<UInt8>?,
        _ capacity: Int,
        _ count: inout Int
    ) -> Int32 {
        // In bounds: there is room for an octet more than is said.
        switch form {
        case .report: unsafe septet_campaign_report(handle, octets, capacity, &count)
        case .state: unsafe septet_campaign_state(handle, octets, capacity, &count)
        case .explanation: unsafe septet_campaign_explain(handle, octets, capacity, &count)
        }
    }

    struct Answer: Equatable {
        let status: Int32
        let octets: [UInt8]
    }
}
