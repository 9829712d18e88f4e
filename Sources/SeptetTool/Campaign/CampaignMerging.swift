internal import ArgumentParser
internal import SeptetEstimates
internal import SeptetProviders

/// Adds up the results of several runs over parts of one list.
struct CampaignMerging {
    private let files: [String]

    init(_ files: [String]) {
        self.files = files
    }

    func run() throws {
        throw ValidationError("--merge is not built yet.")
    }
}
