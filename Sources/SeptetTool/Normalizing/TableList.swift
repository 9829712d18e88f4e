internal import ArgumentParser
internal import Septet

/// The value of `--table`.
struct TableList: ExpressibleByArgument {
    let tables: NormalizationTables

    /// Reads names of tables separated by commas.
    init?(argument: String) {
        let named = argument.split(atOctet: UInt8(ascii: ",")).map(
            NormalizationTable.init(rawValue:)
        )
        guard !named.contains(nil) else { return nil }
        tables = NormalizationTables(named.compactMap { $0 })
    }

    static let allValueStrings = NormalizationTable.allCases.map(\.rawValue)
}
