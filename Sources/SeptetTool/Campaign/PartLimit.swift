internal import SeptetCampaigns

/// The value of `--max-parts`.
struct PartLimit {
    let limit: Int

    init(_ limit: Int) {
        self.limit = limit
    }

    /// What is said of messages beyond the limit; `nil` when there are none.
    func complaint(count: Int, longest: LongestMessages.Entry?) -> String? {
        guard count > 0, let longest else { return nil }
        return "\(counted(count, "message")) with more than \(counted(limit, "part")); "
            + "the longest, row \(longest.row), has \(longest.partCount)"
    }
}
