extension SMSAPI {
    /// The text that `normalize=1` makes of a text (SA-6).
    ///
    /// It does not make every text free of special characters: what the table lacks stays. Some
    /// letters become two. Complexity: linear; allocates the result.
    public static func normalized(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let replacement = GeneratedSMSAPINormalization.replacement(of: scalar) {
                scalars.append(contentsOf: replacement.description.unicodeScalars)
            } else {
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
