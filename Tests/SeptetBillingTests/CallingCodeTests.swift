import Foundation
import SeptetBilling
import TestSupport
import Testing

@Suite struct CallingCodeTests {
    @Test func everyRowOfTheTableIsFound() throws {
        let file = PackageFolder.root.appending(path: "Vectors/tables/calling-codes.tsv")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
        #expect(lines.count > 300)
        for line in lines {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            let codes = fields[2].split(separator: ",").compactMap { Int($0) }
            // No longer beginning in the table goes on with this digit, otherwise it would count.
            let number = try #require(
                (0...9).map { "\(fields[0])\($0)" }.first { longer in
                    !lines.contains {
                        longer.hasPrefix($0.prefix { $0 != "\t" })
                            && $0.prefix { $0 != "\t" }.count > fields[0].count
                    } && !lines.contains { $0.hasPrefix(longer) }
                }
            )
            #expect(CallingCode.countries(of: number) == codes, "\(number)")
        }
    }

    @Test(arguments: ["", "0123456789", "+48500500500", "abc"])
    func otherTextsHaveNoCountry(text: String) {
        #expect(CallingCode.countries(of: text).isEmpty)
    }
}
