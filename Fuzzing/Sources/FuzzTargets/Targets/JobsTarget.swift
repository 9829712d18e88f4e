internal import Foundation
internal import SeptetProviders

extension FuzzTarget {
    /// Any line has one result: a JSON object on one line, the same each time.
    static let jobs = FuzzTarget("jobs") { input in
        let line = input.rest()
        let runner = JobRunner(now: Timestamp(secondsSince1970: 1_500_000_000))
        let outcome = runner.outcome(of: line)
        require(!outcome.result.contains(0x0A), "a result is one line")
        let object = try? JSONSerialization.jsonObject(with: Data(outcome.result))
        require(object is [String: Any], "a result is an object")
        require(runner.outcome(of: line) == outcome, "the same job has the same result")
        if outcome.rejection != nil {
            require((object as? [String: Any])?["error"] != nil, "a rejected job has an error")
        }
    }
}
