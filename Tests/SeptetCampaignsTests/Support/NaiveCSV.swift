/// Comma-separated values read the slow way, one character after the other.
enum NaiveCSV {
    /// The fields of each record.
    static func records(_ content: String) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field = ""
        var isQuoted = false
        var isAfterQuote = false
        for scalar in content.unicodeScalars {
            if isQuoted && !isAfterQuote {
                if scalar == "\"" {
                    isAfterQuote = true
                } else {
                    field.unicodeScalars.append(scalar)
                }
            } else if isAfterQuote && scalar == "\"" {
                field += "\""
                isAfterQuote = false
            } else if scalar == "\"" {
                isQuoted = true
            } else if scalar == "," || scalar == "\n" {
                record.append(field)
                (field, isQuoted, isAfterQuote) = ("", false, false)
                if scalar == "\n" {
                    records.append(record)
                    record = []
                }
            } else {
                field.unicodeScalars.append(scalar)
            }
        }
        return records
    }
}
