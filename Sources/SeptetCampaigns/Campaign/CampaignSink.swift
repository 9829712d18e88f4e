/// Takes what comes of a campaign's rows, block after block, in the order of the input.
package protocol CampaignSink: Sendable {
    /// Takes the outcome of the next block; what it throws ends the reading.
    ///
    /// It is called on any thread, but never on two at once.
    mutating func take(_ outcome: BlockOutcome) throws
}
