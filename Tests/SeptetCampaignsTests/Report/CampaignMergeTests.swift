import SeptetCampaigns
import SeptetJSON
import Testing

@Suite struct CampaignMergeTests {
    /// What `--mergeable` writes can be merged, and the sum again, beyond the limit of replies too.
    @Test func largeResultsAreMerged() throws {
        let recipientCount = 960_000
        var set = RecipientSet()
        for index in 0..<recipientCount { set.add(Array("recipient \(index)".utf8).span) }
        let serialized = set.serialized()
        let text = try #require(serialized)
        var json = JSONText()
        json.object { json in
            json.member("messages", recipientCount)
            json.member("rejected", 0)
            json.member("parts", recipientCount)
            json.key("recipients")
            json.object { json in
                json.member("unique", recipientCount)
                json.member("duplicates", 0)
                json.member("isLowerBound", false)
                json.member("set", text)
            }
        }
        try #require(json.octets.count > 8 << 20)
        var merge = CampaignMerge()
        try merge.add(json.octets)
        try merge.add(json.octets)
        let sum = try merge.json()
        let recipients = #""recipients":{"unique":960000,"duplicates":960000,"isLowerBound":false,"#
        #expect(
            String(decoding: sum.prefix(400), as: UTF8.self).utf8.starts(
                with: #"{"messages":1920000,"#.utf8
            )
        )
        #expect(String(decoding: sum.prefix(400), as: UTF8.self).contains(recipients))
        var again = CampaignMerge()
        try again.add(sum)
        #expect(try again.json().count == sum.count)
    }
}
