internal import Foundation

/// Says what Foundation found wrong with JSON.
public enum JSONFailure {
    /// A sentence part that names the place, in octets from the start of the JSON.
    public static func reason(_ error: any Error) -> String {
        let key = "NSDebugDescription"
        guard let described = (error as NSError).userInfo[key] as? String else {
            return "not valid JSON"
        }
        // Foundation says character and counts octets.
        let detail = described.replacing("around character", with: "around byte")
            .trimmingSuffix { $0 == "." }
        return "not valid JSON: " + detail.prefix(1).lowercased() + detail.dropFirst()
    }
}

extension String {
    /// The text without the characters at its end that satisfy a condition.
    fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
        self[..<(lastIndex { !condition($0) }.map(index(after:)) ?? startIndex)]
    }
}
