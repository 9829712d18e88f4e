import SeptetLists
import TestSupport
import Testing

@Suite struct CSVCellTests {
    private static func cell(_ text: String) -> String {
        var octets: [UInt8] = []
        CSVCell.append(text.utf8, to: &octets)
        return String(decoding: octets, as: UTF8.self)
    }

    @Test(arguments: [
        ("", ""), ("a", "a"), ("a b", "a b"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
        ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""), ("a;b", "a;b"),
        // A mark that combines with a quote, a comma or a sign leaves it what it is.
        ("x\"\u{301},=1", "\"x\"\"\u{301},=1\""), ("a,\u{301}", "\"a,\u{301}\""),
        ("=\u{301}1", "'=\u{301}1"), ("+\u{20E3}", "'+\u{20E3}"),
        ("=1", "'=1"), ("+48", "'+48"), ("-1", "'-1"), ("@a", "'@a"), ("\ta", "'\ta"),
        ("\ra", "\"'\ra\""), ("\r\na", "\"'\r\na\""), ("\n=", "\"'\n=\""),
        ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠1", "'＠1"), ("０1", "０1"),
        ("=A1,\"b\"", "\"'=A1,\"\"b\"\"\""), ("a=1", "a=1"),
    ])
    func aCellIsQuotedAndGuarded(text: String, cell: String) {
        #expect(Self.cell(text).utf8.elementsEqual(cell.utf8))
    }

    @Test func octetsThatAreNoUTF8Stay() {
        var octets: [UInt8] = []
        CSVCell.append([0xFF, 0x22, 0xCC] as [UInt8], to: &octets)
        #expect(octets == [0x22, 0xFF, 0x22, 0x22, 0xCC, 0x22])
    }

    /// Cells that are written are read as they were, except for the apostrophe.
    @Test func cellsComeBack() throws {
        var random = Seed.generator("cells")
        let pieces: [UInt8] =
            Array("\",\r\n=+-@\tab'; ".utf8) + [0xCC, 0x81, 0xFF, 0xEF, 0xBC, 0x9D]
        for _ in 0..<2_000 {
            let cells = (0..<1 + random.below(4)).map { _ in
                (0..<random.below(8)).map { _ in random.element(of: pieces) }
            }
            var written = Array("x,text\n".utf8)
            for cell in cells {
                written += Array("1,".utf8)
                CSVCell.append(cell, to: &written)
                written += [0x0D, 0x0A]
            }
            let found = try ReadRecord.octets(of: written, .csv(column: "text"))
            let guarded = cells.map { cell in
                let wide = ["＝", "＋", "－", "＠"].contains { cell.starts(with: $0.utf8) }
                let isFormula = cell.first.map { "=+-@\t\r\n".utf8.contains($0) } ?? false
                return wide || isFormula ? [0x27] + cell : cell
            }
            #expect(found == guarded)
        }
    }

    /// Names of columns that are canonically equivalent are two names.
    @Test func columnsAreFoundByOctets() throws {
        let octets = Array("\u{E9},e\u{301}\na,b\n".utf8)
        #expect(try ReadRecord.octets(of: octets, .csv(column: "\u{E9}")) == [[0x61]])
        #expect(try ReadRecord.octets(of: octets, .csv(column: "e\u{301}")) == [[0x62]])
    }
}
