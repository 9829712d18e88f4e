/// What to know of a campaign before it is sent, in sentences.
struct ReportWarnings {
    /// The sentences, the gravest first.
    let sentences: [String]

    init(
        _ totals: CampaignTotals,
        _ whole: CampaignReport.Share,
        _ recipients: RecipientSet.Count?
    ) {
        var sentences: [String] = []
        if whole.cost != nil && whole.unpricedPartCount > 0 {
            sentences.append(
                "The cost leaves out \(Self.counted(whole.unpricedPartCount, "part")) to numbers "
                    + "whose price is not known."
            )
        }
        if totals.differingMessageCount > 0 {
            sentences.append(
                "\(Self.counted(totals.differingMessageCount, "message")) "
                    + (totals.differingMessageCount == 1 ? "is" : "are")
                    + " billed as another number of parts than the standard carries: "
                    + "\(totals.billedPartCount) are billed, \(totals.partCount) are carried."
            )
        }
        if let recipients, recipients.isLowerBound {
            sentences.append(
                "There are more different recipients than counted: there was no room to keep them."
            )
        }
        self.sentences = sentences
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
