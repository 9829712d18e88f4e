/// What has been counted of a campaign: its totals and its recipients.
package struct CampaignCount: ~Copyable, Sendable {
    /// The totals.
    package internal(set) var totals = CampaignTotals()

    /// The recipients, each once.
    package var recipients = RecipientSet()

    /// Begins with nothing.
    init() {}

    mutating func merge(_ totals: CampaignTotals, _ recipients: consuming RecipientSet) {
        self.totals.merge(totals)
        self.recipients.merge(recipients)
    }
}
