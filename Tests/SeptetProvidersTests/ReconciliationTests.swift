import SeptetBilling
import SeptetProviders
import Testing

/// Bills that follow a wrong rule, and the rule that is named.
@Suite struct ReconciliationTests {
    /// Texts of many sizes and kinds, each to a number of its own.
    private static let texts: [String] = {
        var texts: [String] = []
        for count in stride(from: 1, through: 480, by: 13) {
            texts.append(String(repeating: "a", count: count))
            texts.append(
                String(repeating: "a", count: count) + "\n\n" + String(repeating: "b", count: 7)
            )
            texts.append(String(repeating: "ł", count: count))
            texts.append(String(repeating: "é€", count: count / 2 + 1))
            texts.append(String(repeating: "ł🙂", count: count / 3 + 1) + "\n")
        }
        return texts
    }()

    struct Bill: Sendable, CustomTestStringConvertible {
        let rule: BillingExplanation
        let parts: @Sendable (String) -> Int
        var testDescription: String { rule.rawValue }
    }

    private static func divided(_ units: Int, _ single: Int, _ several: Int) -> Int {
        units <= single ? 1 : (units + several - 1) / several
    }

    private static func isGSM(_ text: String) -> Bool { TextMeasure(text).encoding == .gsm7 }

    @Test(arguments: [
        Bill(rule: .lineBreaksTwice) { text in
            let breaks = text.utf8.count { $0 == 0x0A }
            let units = TextMeasure(text).unitCount + breaks
            guard breaks > 0 else { return TextMeasure(text).partCount }
            return isGSM(text) ? divided(units, 160, 153) : divided(units, 70, 67)
        },
        Bill(rule: .ucs2PartsOf63) { text in
            isGSM(text) ? TextMeasure(text).partCount : divided(text.utf16.count, 70, 63)
        },
        Bill(rule: .octets) { text in divided(text.utf8.count, 140, 134) },
        Bill(rule: .octetsAsSeptets) { text in divided(text.utf8.count, 160, 153) },
        Bill(rule: .alwaysUCS2) { text in
            isGSM(text) ? divided(text.utf16.count, 70, 67) : TextMeasure(text).partCount
        },
        Bill(rule: .sixteenBitReference) { text in
            let units = TextMeasure(text).unitCount
            return isGSM(text) ? divided(units, 160, 152) : divided(units, 70, 66)
        },
        Bill(rule: .noHeader) { text in
            let units = TextMeasure(text).unitCount
            return isGSM(text) ? divided(units, 160, 160) : divided(units, 70, 70)
        },
        Bill(rule: .twice) { text in 2 * TextMeasure(text).partCount },
        Bill(rule: .onePartEach) { _ in 1 },
    ])
    func wrongRuleIsNamed(bill: Bill) throws {
        let items = Self.texts.enumerated().map { index, text in
            Reconciliation.Item(
                line: index + 1,
                text: text,
                recipient: "+4477009\(10_000 + index)",
                estimatedPartCount: TextMeasure(text).partCount,
                billedPartCount: bill.parts(text)
            )
        }
        let result = Reconciliation(items)
        #expect(!result.differences.isEmpty)
        #expect(result.unexplainedCount == 0)
        let best = try #require(result.fits.first)
        #expect(best.explanation == bill.rule)
        #expect(best.explainedCount == result.differences.count && best.contradictedCount == 0)
        #expect(result.differences.allSatisfy { $0.explanations.first == bill.rule })
        #expect(result.billedPartCount == items.map(\.billedPartCount).reduce(0, +))
    }

    @Test func billedDuplicatesAreNamed() throws {
        let rows = [("a", "1", 1, 1), ("a", "1", 0, 1), ("b", "1", 1, 1), ("a", "2", 1, 1)]
        let result = Reconciliation(
            rows.enumerated().map { index, row in
                Reconciliation.Item(
                    line: index,
                    text: row.0,
                    recipient: row.1,
                    estimatedPartCount: row.2,
                    billedPartCount: row.3
                )
            }
        )
        #expect(result.differences.map(\.item.line) == [1])
        #expect(result.fits.map(\.explanation) == [.duplicates])
        #expect(result.differences[0].explanations == [.duplicates])
    }

    @Test func anHonestBillHasNoDifference() {
        let items = Self.texts.map { text in
            let parts = TextMeasure(text).partCount
            return Reconciliation.Item(
                line: 1,
                text: text,
                estimatedPartCount: parts,
                billedPartCount: parts
            )
        }
        let result = Reconciliation(items)
        #expect(
            result.differences.isEmpty && result.fits.isEmpty && result.messageCount == items.count
        )
    }

    @Test func whatNoRuleCountsIsUnexplained() {
        let item = Reconciliation.Item(
            line: 1,
            text: "a",
            estimatedPartCount: 1,
            billedPartCount: 17
        )
        #expect(Reconciliation([item]).unexplainedCount == 1)
        let huge = Reconciliation.Item(
            line: 1,
            text: "a",
            estimatedPartCount: .max,
            billedPartCount: .max
        )
        #expect(Reconciliation([huge, huge]).billedPartCount == .max)
    }
}
