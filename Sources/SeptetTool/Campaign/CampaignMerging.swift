internal import ArgumentParser
internal import SeptetCampaigns
internal import SeptetLists

/// Adds up the results of several runs over parts of one list.
struct CampaignMerging {
    private let files: [String]

    init(_ files: [String]) {
        self.files = files
    }

    /// Prints the sum as JSON; names what was rejected, and messages with more than `maxParts`.
    func run(maxParts: Int?) throws {
        var merge = CampaignMerge()
        for file in files {
            let octets = try InputOptions.source(file).readToEnd(limit: CampaignMerge.octetLimit)
            do {
                try merge.add(octets)
            } catch {
                StandardError.report("\(file): \(error)")
                throw ExitStatus.inputRejected
            }
        }
        var output = StandardOutput()
        let sum = try merge.json()
        try output.write(sum)
        try output.flush()
        Self.warn(ofResult: sum.count)
        if merge.isSetLeftOut { Self.reportSetLeftOut() }
        let complaints = [
            merge.rejectedCount > 0
                ? "\(counted(merge.rejectedCount, "row")) rejected in the parts" : nil,
            maxParts.flatMap { limit in
                PartLimit(limit).complaint(
                    count: merge.messageCount(beyondPartCount: limit),
                    longest: merge.longest.entries.first
                )
            },
        ].compactMap(\.self)
        for complaint in complaints { StandardError.report(complaint) }
        if !complaints.isEmpty { throw ExitStatus.inputRejected }
    }

    /// Says on standard error that a result lacks the set of its recipients.
    static func reportSetLeftOut() {
        StandardError.report(
            "the set of recipients is left out: not all could be kept, or it has more than "
                + "\(RecipientSet.serializedOctetLimit >> 20) MiB"
        )
    }

    /// Says on standard error that a result has more octets than can be merged.
    static func warn(ofResult octetCount: Int) {
        guard octetCount > CampaignMerge.octetLimit else { return }
        StandardError.report(
            "the result has \(octetCount) bytes, --merge reads \(CampaignMerge.octetLimit)"
        )
    }
}
