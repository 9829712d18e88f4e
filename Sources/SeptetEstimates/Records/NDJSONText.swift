internal import Foundation

/// Reads the text out of one line of newline-delimited JSON.
enum NDJSONText {
    /// The string under a key of the object on a line.
    static func text(under key: String, in line: ArraySlice<UInt8>) throws(RecordError) -> String {
        let value: Any
        do {
            value = try JSONSerialization.jsonObject(with: Data(line))
        } catch {
            throw .notAnObject(key: key, reason: "the line is not valid JSON")
        }
        guard let object = value as? [String: Any] else {
            throw .notAnObject(key: key, reason: "the line holds no object")
        }
        guard let member = object[key] else {
            let keys = object.keys.sorted().joined(separator: ", ")
            throw .notAnObject(key: key, reason: "its keys are: \(keys)")
        }
        guard let text = member as? String else {
            throw .notAnObject(key: key, reason: "the value is no string")
        }
        return text
    }
}
