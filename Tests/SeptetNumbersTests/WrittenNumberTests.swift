import SeptetNumbers
import TestSupport
import Testing

/// How numbers are written: `Vectors/numbers/written.tsv`.
@Suite struct WrittenNumberTests {
    static let rows = Result { try VectorFile.rows("numbers/written.tsv") }

    @Test("Each way of writing gives the number, or the reason", arguments: try rows.get())
    func row(_ row: VectorRow) throws {
        let text = try row.text("text")
        let country = try row.optional("country").map { try #require(CountryCode($0)) }
        let number = try row.optional("number")
        let reason = try row.optional("reason")
        #expect(number != nil || reason != nil)
        do throws(NumberFault) {
            let reading = try NumberReader(country: country).read(text)
            #expect(reading.number.description == number)
            #expect(reading.fault(by: .possible)?.name == reason)
            #expect(reading.fault(by: .any) == nil)
        } catch {
            #expect(error.reason.name == reason)
            #expect(number == nil)
        }
    }

    @Test(
        "A fault has its place",
        arguments: [
            ("+44 7900 90012O", NumberFault.Reason.letters, 14),
            ("\u{202A}+44 7900 90012O", .letters, 15),
            ("+44 7900 900123 ext. 5", .phoneExtension, 16),
            ("07900 900123 / 07900 900124", .twoNumbers, 13),
            ("+447900900123;+447900900124", .twoNumbers, 13),
            ("447900%900123", .unexpectedCharacter, 6),
            ("+44\u{A0}7900 9001\u{3042}", .letters, 13),
            ("4.479E+11", .roundedBySpreadsheet, 0),
            ("07900900123", .nationalNumber, 0),
        ]
    )
    func place(text: String, reason: NumberFault.Reason, offset: Int) {
        #expect {
            _ = try NumberReader().read(text)
        } throws: { error in
            let fault = error as? NumberFault
            return fault?.reason == reason && fault?.scalarOffset == offset
        }
    }

    @Test("A marketer understands the words")
    func words() throws {
        func words(_ text: String) -> String {
            do throws(NumberFault) {
                return "\(try NumberReader().read(text).number)"
            } catch {
                return error.description
            }
        }
        #expect(words("7900900123") == "a national number; give --country")
        #expect(words("4.479E+11") == "rounded by a spreadsheet: its last digits are lost")
        #expect(words("+44 7900 90012O") == "letters in a number, at character 15")
        #expect(words("ann@example.com") == "an e-mail address, not a number")
        #expect(Set(NumberFault.Reason.allCases.map(\.description)).count == 16)
        #expect(Set(NumberFault.Reason.allCases.map(\.name)).count == 16)
    }

    @Test(
        "Octets that are not UTF-8 are a fault with its place",
        arguments: [
            [0xFF], [0x34, 0x34, 0xC3], [0x34, 0x34, 0xC3, 0x28], [0xED, 0xA0, 0x80], [0xC0, 0x80],
            [0xE0, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
        ] as [[UInt8]]
    )
    func invalidUTF8(octets: [UInt8]) {
        #expect {
            _ = try NumberReader().read(octets.span)
        } throws: {
            ($0 as? NumberFault)?.reason == .notUTF8
        }
    }

    @Test("A text of any length is read or refused")
    func lengths() {
        for count in 0...200 {
            for digit in ["1", "0", "9"] {
                let text = String(repeating: digit, count: count)
                for country in [nil, CountryCode("GB"), CountryCode("DE"), CountryCode("JP")] {
                    _ = try? NumberReader(country: country).read(text)
                    _ = try? NumberReader(country: country).read("+" + text)
                    _ = try? NumberReader(country: country).read(" " + text + "\u{A0}")
                }
            }
        }
    }
}
