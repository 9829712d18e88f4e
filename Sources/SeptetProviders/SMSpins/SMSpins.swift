/// SMSpins (smspins.com): telephone numbers that receive texts; nothing can be sent.
///
/// The decisions SP-1 and following, where its document leaves something open, are in
/// docs/providers/smspins.md with their reasons.
public enum SMSpins {
    /// The server of the document.
    public static let origin = "https://smspins.com"

    /// The shell variable of the key.
    public static let keyVariable = "SMSPINS_API_KEY"

    /// The zone of every time in a reply.
    public static let zone = "America/New_York"

    /// The document has no sizes.
    public static let limits = ProviderLimits()

    /// When the next auto-check ends: the midnight after a time, presumably Eastern (SP-9).
    public static func autoCheckEnd(after now: Timestamp) -> Timestamp {
        // Eastern clocks are never more than five hours behind, so one of these days is next.
        let today = now.clock(offsetMinutes: -300).date
        let midnights = (0...2).compactMap { days in
            ZonedTime(date: today.adding(days: days), secondOfDay: 0, zone: zone)?.timestamp
        }
        return midnights.first { $0 > now } ?? now
    }
}
