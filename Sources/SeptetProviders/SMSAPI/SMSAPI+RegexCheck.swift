extension SMSAPI {
    /// The characters that the document's table calls normal and its regular expression leaves out.
    ///
    /// The table counts (SA-1); who fears the expression may want to avoid these.
    /// Complexity: linear.
    public static func charactersMissingFromRegex(in text: String) -> [Unicode.Scalar] {
        let missing: Set<Unicode.Scalar> = [
            "€", "¡", "\u{0C}", "\r", "Δ", "Φ", "Γ", "Λ", "Ω", "Π", "Ψ", "Σ", "Θ", "Ξ",
        ]
        var found: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars where missing.contains(scalar) {
            if !found.contains(scalar) {
                found.append(scalar)
            }
        }
        return found
    }
}
