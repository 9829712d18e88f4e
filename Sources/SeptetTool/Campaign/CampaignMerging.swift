internal import ArgumentParser
internal import SeptetEstimates

/// Adds up the results of several runs over parts of one list.
struct CampaignMerging {
    private let files: [String]

    init(_ files: [String]) {
        self.files = files
    }

    func run() throws {
        var merge = CampaignMerge()
        for file in files {
            let octets = try InputOptions.source(file).readToEnd(limit: ByteSource.octetLimit)
            do {
                try merge.add(octets)
            } catch {
                StandardError.report("\(file): \(error)")
                throw ExitStatus.inputRejected
            }
        }
        var output = StandardOutput()
        try output.write(merge.json().octets)
        try output.flush()
    }
}
