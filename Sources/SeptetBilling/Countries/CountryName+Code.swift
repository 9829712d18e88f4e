extension CountryName {
    /// The code of the country with some English name, in any letter case; `nil` when none has it.
    ///
    /// Only countries that have a calling code are found.
    package static func code(of name: String) -> String? { codes[name.lowercased()] }

    private static let codes = Dictionary(
        CallingCode.all.compactMap { code in
            code.country.flatMap { country in of(country).map { ($0.lowercased(), country) } }
        },
        uniquingKeysWith: { first, _ in first }
    )
}
