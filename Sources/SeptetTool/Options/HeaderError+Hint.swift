internal import SeptetCampaigns
internal import SeptetLists

extension HeaderError {
    /// What is wrong with the header, and the delimiter that it seems to have.
    var withHint: String {
        guard case .unknownColumn(_, let known) = reason else { return description }
        return description + Delimiter.hint(for: known)
    }
}
