import Septet
import TestSupport

extension VectorRow {
    /// The identifiers in a column of languages.
    func languages(_ column: String = "languages") throws -> [Int] {
        switch try raw(column) {
        case "none": return []
        case "all": return NationalLanguage.allCases.map { Int($0.rawValue) }
        case let names:
            return try names.split(separator: ",").map { name in
                try identifier(String(name), column)
            }
        }
    }

    /// The identifier of a language named in a column, 0 for a dash.
    func language(_ column: String) throws -> Int {
        guard let name = try optional(column) else { return 0 }
        return try identifier(name, column)
    }

    /// The settings in the columns `languages`, `boundary` and one with the reference's bits.
    func settings(referenceColumn: String) throws -> ReferenceSettings {
        guard let boundary = ReferenceSettings.Boundary(rawValue: try raw("boundary")),
            let bits = try integer(referenceColumn), bits == 8 || bits == 16
        else { throw unreadable(try raw("boundary"), "boundary") }
        return ReferenceSettings(
            languages: try languages(),
            boundary: boundary,
            referenceBits: bits
        )
    }

    private func identifier(_ name: String, _ column: String) throws -> Int {
        guard let language = NationalLanguage(named: name) else { throw unreadable(name, column) }
        return Int(language.rawValue)
    }
}
