internal import Foundation

/// Says what Foundation found wrong with JSON, in words for a person.
enum JSONFailure {
    /// A sentence part that names the place, in octets from the start of the JSON.
    static func reason(in json: Data) -> String {
        do {
            _ = try JSONSerialization.jsonObject(with: json)
            return "not valid JSON, or a number in it is out of range"
        } catch {
            let described = (error as NSError).userInfo["NSDebugDescription"] as? String
            guard let described else { return "not valid JSON" }
            // Foundation says character and counts octets.
            let detail = described.replacing("around character", with: "around byte")
            return "not valid JSON: " + asSentencePart(detail)
        }
    }

    /// A sentence without its capital and its full stop.
    static func asSentencePart(_ sentence: String) -> String {
        let end = sentence.last == "." ? sentence.dropLast() : sentence[...]
        return end.prefix(1).lowercased() + end.dropFirst()
    }
}
