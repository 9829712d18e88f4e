/// How providers' warnings tell of recipients that are left out.
enum InvalidNumberWording {
    /// "is no phone number", or the same of several.
    static func predicate(_ count: Int) -> String {
        count == 1 ? "is no phone number" : "are no phone numbers"
    }

    /// "1 recipient is no phone number", or the same of several.
    static func sentence(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s") \(predicate(count))"
    }
}
