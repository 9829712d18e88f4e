/// What to know of a campaign before it is sent, in sentences.
struct ReportWarnings {
    /// Whether the counting was stopped before the end of the list.
    var isPartial = false
    /// Whether the recipients' numbers are known.
    var hasRecipients = false
    /// The parts that should have a price and have none.
    var unpricedPartCount = 0
    /// The messages that are billed as another number of parts.
    var differingMessageCount = 0
    /// The parts that the standard carries, and those that are billed.
    var partCount = 0
    var billedPartCount = 0
    /// The parts billed beyond those carried, and those carried and not billed.
    var extraBilledPartCount = 0
    var unbilledPartCount = 0
    /// Whether not all recipients could be kept.
    var lacksRecipients = false
    /// The messages of parts of a list whose recipients are not known, where those of others are.
    var messageCountWithoutRecipient = 0

    /// The sentences, the gravest first.
    var sentences: [String] {
        var sentences: [String] = []
        if isPartial {
            sentences.append("These are partial figures: the counting was stopped before the end.")
        }
        if unpricedPartCount > 0 {
            sentences.append(
                unpricedPartCount == billedPartCount
                    ? "There is no cost: "
                        + (hasRecipients
                            ? "no price is for any of the recipients."
                            : "the numbers of the recipients are not known.")
                    : "The cost leaves out \(ReportWording.counted(unpricedPartCount, "part")) to numbers "
                        + "whose price is not known."
            )
        }
        if differingMessageCount > 0 {
            sentences.append(
                "\(ReportWording.counted(differingMessageCount, "message")) "
                    + (differingMessageCount == 1 ? "is" : "are")
                    + " billed as another number of parts than the standard carries: "
                    + "\(ReportWording.count(billedPartCount)) are billed, "
                    + "\(ReportWording.count(partCount)) are carried"
                    + " (\(difference))."
            )
        }
        if lacksRecipients {
            sentences.append(
                "There may be more different recipients than counted: there was no room to keep them all."
            )
        }
        if messageCountWithoutRecipient > 0 {
            sentences.append(
                "The recipients of "
                    + "\(ReportWording.counted(messageCountWithoutRecipient, "message")) are not known."
            )
        }
        return sentences
    }

    private var difference: String {
        [(extraBilledPartCount, "more"), (unbilledPartCount, "fewer")]
            .filter { $0.0 > 0 }
            .map { "\(ReportWording.count($0.0)) \($0.1)" }
            .joined(separator: ", ")
    }
}
