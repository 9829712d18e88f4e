internal import Septet
package import SeptetBilling
internal import SeptetNumbers

/// How numbers, costs and countries are written for people.
package enum ReportWording {
    /// A count with its thousands set apart: `1,234,567`.
    package static func count(_ count: Int) -> String {
        grouped(Array(String(count).utf8)[...])
    }

    /// An amount with its thousands set apart: `1,234.5000`.
    package static func amount(_ amount: Amount) -> String {
        let octets = Array(amount.description.utf8)
        let point = octets.firstIndex(of: UInt8(ascii: ".")) ?? octets.endIndex
        return grouped(octets[..<point]) + String(decoding: octets[point...], as: UTF8.self)
    }

    /// A cost, exact or from the least to the most: `38.72–41.90 EUR`.
    package static func cost(_ cost: Cost) -> String { "\(amounts(cost)) \(cost.currency)" }

    /// A cost without its currency.
    package static func amounts(_ cost: Cost) -> String {
        cost.exact.map(amount) ?? "\(amount(cost.minimum))–\(amount(cost.maximum))"
    }

    /// The price of a part: `0.0735–0.0770`.
    package static func price(_ price: ClosedRange<Amount>) -> String {
        price.lowerBound == price.upperBound
            ? amount(price.lowerBound)
            : "\(amount(price.lowerBound))–\(amount(price.upperBound))"
    }

    /// The country of a group by its name, as far as it is known.
    package static func country(_ group: PriceGroup) -> String {
        guard let country = group.country else { return "Unknown country" }
        return CountryName.of(country) ?? country
    }

    /// What a group's prices say of networks: the one that is known, or how many prices there are.
    package static func networks(_ group: PriceGroup) -> String {
        guard group.networks.count == 1, let network = group.networks.first else {
            return group.networks.isEmpty ? "" : "\(group.networks.count) prices by network"
        }
        return network.name ?? network.code.map { "network \($0)" } ?? ""
    }

    /// The country of a group, and its network where that is known.
    package static func destination(_ group: PriceGroup) -> String {
        let network = group.networks.count == 1 ? networks(group) : ""
        return network.isEmpty ? country(group) : "\(country(group)), \(network)"
    }

    /// Parts a message, rounded to hundredths: `1.84`.
    package static func average(_ share: CampaignReport.Share) -> String {
        guard share.messageCount > 0 else { return "0" }
        // In full width: a product of counts fits into two words.
        let product = share.partCount.multipliedFullWidth(by: 100)
        let (hundredths, rest) = share.messageCount.dividingFullWidth(product)
        let rounded = hundredths + (rest * 2 >= share.messageCount ? 1 : 0)
        let digits = String(rounded % 100)
        return "\(count(rounded / 100)).\(digits.count == 1 ? "0" : "")\(digits)"
    }

    /// An encoding by the name people know.
    package static func encoding(_ encoding: MessageEncoding) -> String {
        switch encoding {
        case .gsm7: "GSM 7 bit"
        case .ucs2: "UCS-2"
        case .latin1: "ISO-8859-1"
        case .binary: "8-bit data"
        }
    }

    /// A count and its noun: `1 part`, `2 parts`.
    package static func counted(_ count: Int, _ noun: String) -> String {
        "\(self.count(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    private static func grouped(_ octets: ArraySlice<UInt8>) -> String {
        let hasSign = octets.first == UInt8(ascii: "-")
        let digits = hasSign ? octets.dropFirst() : octets
        var text: [UInt8] = hasSign ? [UInt8(ascii: "-")] : []
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index).isMultiple(of: 3) {
                text.append(UInt8(ascii: ","))
            }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension ReportWording {
    /// What a message that is shown is: `Longest message: row 257 to +447900900123, 3 parts …`.
    package static func heading(_ preview: MessagePreview) -> String {
        let kind =
            switch preview.kind {
            case .first: "Message"
            case .longest: "Long message"
            case .mostExpensive: "Expensive message"
            }
        let recipient = preview.recipient.map { " to \($0)" } ?? ""
        let money = preview.cost.map { ", \(cost($0))" } ?? ""
        let encoding = encoding(MessageEncoding(preview.alphabet))
        return
            "\(kind) of row \(count(preview.row))\(recipient): \(counted(preview.parts.count, "part")), "
            + "\(counted(preview.unitCount, "unit")) of \(encoding)\(money)"
    }

    /// A character as it can be seen: a mark on a circle, a space or control by its picture.
    static func picture(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: "◌\(scalar)"
        case .control: String(scalar)
        case .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: "␣"
        default: String(scalar)
        }
    }

    /// A character as it can be seen in a sentence: spaces and the like by their names.
    static func spoken(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator:
            "\(scalar.codePointName) (\(scalar.displayName.lowercased()))"
        default: picture(scalar)
        }
    }

    /// Why rows were rejected.
    package static func reason(_ reason: RejectionReason) -> String {
        switch reason {
        case .recordTooLong: "record too long"
        case .malformedQuotes: "quotes that are not closed or stand in a field"
        case .fieldCountDiffers: "more or fewer fields than the header"
        case .malformedJSON: "no JSON object with the text"
        case .invalidCharacter: "octets that are not text"
        case .tooManyParts: "more parts than a message can have"
        case .notEncodable: "a character that cannot be sent"
        case .notANumber: "not a number that a message can be sent to"
        case .noRecipient: "no recipient"
        }
    }
}

extension ReportWording {
    /// The one thing to know: what makes the campaign expensive, and what would help most with least.
    package static func summary(_ report: CampaignReport) -> String {
        let totals = report.totals
        guard totals.messageCount > 0 else { return "No row became a message." }
        guard totals.ucs2Count > 0 else { return "Every message travels in GSM 7 bit." }
        let forced =
            totals.ucs2Count == totals.messageCount
            ? "Every message travels in UCS-2."
            : "\(count(totals.ucs2Count)) of \(counted(totals.messageCount, "message")) "
                + "\(totals.ucs2Count == 1 ? "travels" : "travel") in UCS-2."
        guard let saving = report.savings.first(where: { $0.partCount > 0 }) else { return forced }
        let money = saving.cost.map { " (\(cost($0)))" } ?? ""
        let kind = saving.table.rawValue.prefix(1).uppercased() + saving.table.rawValue.dropFirst()
        return "\(forced) \(kind) replacements would save "
            + "\(counted(saving.partCount, "part"))\(money)."
    }
}

extension ReportWording {
    /// How to read the characters that cost most.
    package static let characterNote =
        "A message counts with every such character in it, so rows must not be added. "
        + "Alone: it is the only one that forces UCS-2."

    /// The command that replaces characters by all tiers.
    package static func savingNote(_ report: CampaignReport) -> String {
        let tables = report.savings.map(\.table.rawValue).joined(separator: ",")
        return "All tiers: septet normalize --table \(tables)"
    }
}
