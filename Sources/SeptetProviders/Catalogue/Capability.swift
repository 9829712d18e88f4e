/// What a provider can do, by the word it has in results.
public enum Capability: String, Sendable, Hashable, CaseIterable {
    /// Sends text.
    case sendText
    /// Sends text that is shown at once and not kept.
    case flash
    /// Sends octets with a user data header.
    case binary
    /// Sends a link as WAP push.
    case wapPush
    /// Sends at a later time.
    case schedule
    /// Puts each recipient's own values into the text.
    case personalise
    /// Says what a message will cost.
    case estimateCost
    /// Tells the balance.
    case balance
    /// Reports deliveries.
    case deliveryReports
    /// Hands over received texts.
    case receiveText
}
