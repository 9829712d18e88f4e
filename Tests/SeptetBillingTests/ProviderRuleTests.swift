import Septet
import SeptetBilling
import Testing

/// What providers bill for plain texts, on both sides of each limit of their documents.
@Suite struct ProviderRuleTests {
    private func billed(_ rule: ProviderRule, _ text: String) -> Int {
        rule.billedPartCount(of: TextMeasure(text))
    }

    private func letters(_ count: Int, _ letter: String = "a") -> String {
        String(repeating: letter, count: count)
    }

    /// SA-3 and SA-5: the standard's table, with two units for a line break of any kind.
    @Test(arguments: ["\n", "\r", "\r\n"])
    func smsapiCountsALineBreakTwice(lineBreak: String) {
        #expect(billed(.smsapi, letters(158) + lineBreak) == 1)
        #expect(billed(.smsapi, letters(159) + lineBreak) == 2)
        #expect(ProviderRule.smsapi.unitCount(of: TextMeasure("a" + lineBreak)) == 3)
        // In UCS-2 it is as many units as characters.
        #expect(billed(.smsapi, letters(70 - lineBreak.unicodeScalars.count, "ж") + lineBreak) == 1)
    }

    /// CG-2: 160 characters, then pages of 145, in Unicode pages of 72; characters are code points.
    @Test func cheapGlobalSMSBillsPages() {
        for (count, pages) in [(0, 1), (160, 1), (161, 2), (305, 2), (306, 3), (450, 3), (451, 4)] {
            #expect(billed(.cheapGlobalSMS, letters(count)) == pages)
            // Two septets, one character.
            #expect(billed(.cheapGlobalSMS, letters(count, "€")) == pages)
        }
        for (count, pages) in [(1, 1), (72, 1), (73, 2), (144, 2), (145, 3)] {
            #expect(billed(.cheapGlobalSMS, letters(count, "ж")) == pages)
            #expect(billed(.cheapGlobalSMS, letters(count, "😀")) == pages)
        }
    }

    /// Unified bills by division, which knows no pairs at borders; SMSwords at most what is carried.
    @Test func othersFollowTheStandard() {
        for (count, parts) in [(160, 1), (161, 2), (306, 2), (307, 3)] {
            #expect(billed(.unified, letters(count)) == parts)
            #expect(billed(.smswords, letters(count)) == parts)
        }
        // 306 septets; each part ends before an escape pair and leaves one unit, which takes a third.
        let pairs = letters(153, "€")
        #expect(billed(.unified, pairs) == 2)
        #expect(billed(.smswords, pairs) == 3)
    }

    @Test func everyRuleHasATitle() {
        #expect(ProviderRule.allCases.count == 4)
        #expect(Set(ProviderRule.allCases.map(\.title)).count == 4)
        #expect(ProviderRule(rawValue: "cgsms") == .cheapGlobalSMS)
    }
}
