extension SMSAPI {
    /// The characters that the document's table calls normal and its regular expression leaves out.
    ///
    /// The table counts (SA-1); who fears the expression may want to avoid these.
    /// Complexity: linear.
    public static func charactersMissingFromRegex(in text: String) -> [Character] {
        let missing: Set<Unicode.Scalar> = [
            "€", "¡", "\u{0C}", "\r", "Δ", "Φ", "Γ", "Λ", "Ω", "Π", "Ψ", "Σ", "Θ", "Ξ",
        ]
        var found: [Character] = []
        for scalar in text.unicodeScalars where missing.contains(scalar) {
            let character = Character(scalar)
            if !found.contains(character) {
                found.append(character)
            }
        }
        return found
    }
}
