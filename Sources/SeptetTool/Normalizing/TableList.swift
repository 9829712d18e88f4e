internal import ArgumentParser
internal import Septet

/// The value of `--table`.
struct TableList: ExpressibleByArgument {
    let tables: NormalizationTables

    /// Reads names of tables separated by commas.
    init?(argument: String) {
        let named = argument.split(separator: ",", omittingEmptySubsequences: false).map {
            NormalizationTable(rawValue: String($0))
        }
        guard !named.contains(nil) else { return nil }
        tables = NormalizationTables(named.compactMap { $0 })
    }

    static let allValueStrings = NormalizationTable.allCases.map(\.rawValue)
}
