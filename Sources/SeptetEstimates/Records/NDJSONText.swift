internal import Foundation

/// Reads the text out of one line of newline-delimited JSON.
enum NDJSONText {
    /// The string under a key of the object on a line; `nil` when the line is blank.
    static func text(
        under key: String,
        in line: ArraySlice<UInt8>
    ) throws(RecordError) -> String? {
        guard line.contains(where: { !isBlank($0) }) else { return nil }
        do {
            _ = try UTF8Span(validating: line.span)
        } catch {
            throw .invalidUTF8(utf8Offset: error.byteOffsets.lowerBound)
        }
        let value: Any
        do {
            value = try JSONSerialization.jsonObject(with: Data(line))
        } catch {
            throw .notJSON(reason: JSONFailure.reason(error))
        }
        guard let object = value as? [String: Any] else {
            throw .notAnObject(key: key, reason: "the line holds no object")
        }
        guard let member = object[key] else {
            let keys = object.keys.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
            let reason = keys.isEmpty ? "it is empty" : "its keys are " + keys
            throw .notAnObject(key: key, reason: reason)
        }
        guard let text = member as? String else {
            throw .notAnObject(key: key, reason: "the value is no string")
        }
        return text
    }

    private static func isBlank(_ octet: UInt8) -> Bool {
        octet == 0x20 || octet == 0x09 || octet == 0x0D
    }
}
