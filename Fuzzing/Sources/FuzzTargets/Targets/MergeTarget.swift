internal import Foundation
internal import SeptetBilling
internal import SeptetCampaigns

extension FuzzTarget {
    /// Results of any kind are added up or refused; what is added up is a result again, and what
    /// it says of parts, costs and recipients follows from its parts.
    static let merge = FuzzTarget("merge") { input in
        let octets = input.rest()
        // Results as they are, or messages to make results of.
        let isWritten = octets.first != UInt8(ascii: "{")
        let results =
            isWritten ? writtenResults(octets) : octets.split(separator: 0x0A).map { Array($0) }
        var merge = CampaignMerge()
        for result in results {
            let isAdded = (try? merge.add(result)) != nil
            require(isAdded || !isWritten, "what a report writes is a result")
            guard isAdded else { return }
        }
        guard !results.isEmpty, let json = try? merge.json() else { return }
        guard let sum = object(json) else {
            require(false, "the sum is an object")
            return
        }
        let parts = results.compactMap(object)
        require(parts.count == results.count, "each part is an object")
        checkCounts(sum, parts)
        checkPrices(sum, parts)
        checkRecipients(sum, parts)
        var again = CampaignMerge()
        require((try? again.add(json)) != nil, "the sum is a result again")
        // Why recipients are not known is said once.
        let figures = Self.figures(of: json)
        let same = (try? again.json()).flatMap { Self.figures(of: $0) }
        require(figures != nil && figures == same, "the sum of one result is that result")
    }

    /// Reports of a few messages, some with prices and some without.
    private static func writtenResults(_ octets: [UInt8]) -> [[UInt8]] {
        var input = FuzzInput(octets)
        let number = Int(input.number())
        let price = try? Amount("\(number)e-\(Int(input.octet()) % 24)")
        let messages = input.rest().split(separator: 0x0A, maxSplits: 64)
        return (0..<2).map { part in
            let isPriced = (number + part).isMultiple(of: 2)
            let prices = isPriced ? price.map { PriceList(flat: $0, currency: "EUR") } : nil
            var estimator = CampaignEstimator(CampaignSettings(prices: prices))
            for (index, message) in messages.enumerated() where index % 2 == part || index % 5 == 0
            {
                let octets = Array(message)
                let recipient = octets.span.extracting(first: 11)
                _ = try? estimator.add(recipient: recipient, utf8: octets.span)
            }
            let report = estimator.report()
            var recipients = estimator.takeRecipients()
            let set = number % 3 == part ? nil : recipients.serialized()
            return report.json(recipientSet: set)
        }
    }

    private static func object(_ json: [UInt8]) -> [String: Any]? {
        try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
    }

    /// All members but the warnings, in an order of their own.
    private static func figures(of json: [UInt8]) -> Data? {
        let members = object(json)?.filter { $0.key != "warnings" }
        return members.flatMap {
            try? JSONSerialization.data(withJSONObject: $0, options: .sortedKeys)
        }
    }

    private static func count(_ object: [String: Any], _ name: String) -> Int {
        (object[name] as? NSNumber)?.intValue ?? 0
    }

    private static func checkCounts(_ sum: [String: Any], _ parts: [[String: Any]]) {
        for name in ["messages", "rejected", "parts"] {
            let wanted = parts.reduce(0) { $0 + count($1, name) }
            require(count(sum, name) == wanted, "\(name) add up")
        }
        let largest = (sum["histogram"] as? [String: Any])?.count ?? 0
        require(largest <= 255, "no message has more than 255 parts")
    }

    private static func checkPrices(_ sum: [String: Any], _ parts: [[String: Any]]) {
        guard parts.contains(where: { $0["cost"] != nil || $0["unpricedParts"] != nil }) else {
            require(sum["unpricedParts"] == nil && sum["cost"] == nil, "without prices no cost")
            return
        }
        let unpriced = parts.reduce(0) { total, part in
            let hasPrices = part["cost"] != nil || part["unpricedParts"] != nil
            let all = count(part, part["billedParts"] == nil ? "parts" : "billedParts")
            return total + (hasPrices ? count(part, "unpricedParts") : all)
        }
        require(count(sum, "unpricedParts") == unpriced, "parts without a price have none")
    }

    private static func checkRecipients(_ sum: [String: Any], _ parts: [[String: Any]]) {
        guard let recipients = sum["recipients"] as? [String: Any] else { return }
        let unique = count(recipients, "unique")
        let isLowerBound = recipients["isLowerBound"] as? Bool ?? false
        require(isLowerBound != (recipients["duplicates"] != nil), "a bound is not a fact")
        let duplicates = count(recipients, isLowerBound ? "duplicatesAtMost" : "duplicates")
        require(unique >= 0 && duplicates >= 0, "recipients are counted from zero")
        require(unique + duplicates <= count(sum, "messages"), "each has a message")
    }
}
