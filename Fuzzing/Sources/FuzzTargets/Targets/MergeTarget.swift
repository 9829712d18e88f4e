internal import Foundation
internal import SeptetCampaigns

extension FuzzTarget {
    /// Results of any kind are added up or refused; what is added up is a result again.
    static let merge = FuzzTarget("merge") { input in
        let results = input.rest().split(separator: 0x0A)
        var merge = CampaignMerge()
        for result in results {
            guard (try? merge.add(Array(result))) != nil else { return }
        }
        guard !results.isEmpty, let json = try? merge.json() else { return }
        let object = try? JSONSerialization.jsonObject(with: Data(json))
        require(object is [String: Any], "the sum is an object")
        var again = CampaignMerge()
        require((try? again.add(json)) != nil, "the sum is a result again")
    }
}
