import AllocationCounting
import SeptetNumbers
import TestSupport
import Testing

/// What the tables know.
@Suite struct NumberFactsTests {
    static let examples = Result { try VectorFile.rows("numbers/examples.tsv") }

    @Test("Each example of the metadata has its country and kind, and comes back from its form")
    func example() throws {
        let rows = try Self.examples.get()
        try #require(rows.count > 1_000)
        for row in rows {
            let text = try row.raw("number")
            let reading = try NumberReader().read(text)
            #expect(reading.number.description == text)
            #expect(reading.facts.country?.description == (try row.raw("country")), "\(row)")
            #expect(reading.facts.kind.description == (try row.raw("kind")), "\(row)")
            #expect(reading.facts.isValid && reading.facts.isPossible, "\(row)")
            #expect(reading.fault(by: .valid) == nil)
            #expect(reading.form == .international)
            #expect(reading.number == PhoneNumber(e164: text))
            #expect(reading.number.facts == reading.facts)
            #expect(reading.number.internationalDigits == String(text.dropFirst()))
            let parts = "\(reading.number.callingCode)\(reading.number.nationalDigits)"
            #expect("+" + parts == text)
            #expect(reading.number.nationalDigitCount == reading.number.nationalDigits.utf8.count)
            // Valid numbers are read from their digits.
            let digits = try NumberReader().read(String(text.dropFirst()))
            #expect((digits.number, digits.form) == (reading.number, .digits))
            if let country = reading.facts.country, country != .world {
                #expect(country.callingCode == reading.number.callingCode)
                // In the list of another country it is the same number.
                for other in ["GB", "US", "IT", "AR"] {
                    let abroad = try NumberReader(country: CountryCode(other)).read(text)
                    #expect(abroad == reading)
                }
            }
        }
    }

    @Test(
        "Numbers that only the digits tell apart have their country",
        arguments: [
            // Gaps of the tables that these replace.
            ("+447797712345", "JE"), ("+447781123456", "GG"), ("+447624123456", "IM"),
            ("+447829712345", "JE"), ("+262639012345", "YT"), ("+262692123456", "RE"),
            ("+77710009998", "KZ"), ("+76001234567", nil), ("+79123456789", "RU"),
            ("+61891621234", "CC"), ("+61891641234", "CX"), ("+61412345678", "AU"),
            ("+12042345678", "CA"), ("+12644612345", "AI"), ("+12125550100", "US"),
            ("+390669812345", "VA"), ("+393123456789", "IT"), ("+4741234567", "NO"),
            ("+4779123456", "SJ"), ("+358412345678", "FI"), ("+35818123456", "AX"),
            ("+5997171234", "CW"), ("+80012345678", "001"), ("+882342123456", "001"),
        ]
    )
    func sharedCodes(text: String, country: String?) throws {
        let reading = try NumberReader().read(text)
        if country == "CW" {
            // +599 7 is the Caribbean Netherlands.
            #expect(reading.facts.country == CountryCode("BQ"))
        } else {
            #expect(reading.facts.country?.description == country)
        }
    }

    @Test("A key tells numbers apart, and leading zeros count")
    func keys() throws {
        let texts = [
            "+390669821234", "+39669821234", "+3900669821234", "+447900900123", "+1234567",
        ]
        let keys = try texts.map { try #require(PhoneNumber(e164: $0)?.key) }
        #expect(Set(keys).count == texts.count)
        #expect(keys[3] == 1_447_900_900_123)
        for key in keys { #expect(key < 1 << 62) }
        // Fifteen digits are the most of E.164; more than eighteen have no key.
        #expect(PhoneNumber(e164: "+49123456789012345")?.key == 149_123_456_789_012_345)
        #expect(PhoneNumber(e164: "+491234567890123456")?.key == 1_491_234_567_890_123_456)
        #expect(PhoneNumber(e164: "+4912345678901234567")?.key == nil)
        #expect(PhoneNumber(e164: "+4912345678901234567")?.nationalDigitCount == 17)
        #expect(PhoneNumber(e164: "+49123456789012345678") == nil)
        #expect(MemoryLayout<PhoneNumber>.size == 16)
    }

    @Test(
        "Nothing but a plus and digits is the international form",
        arguments: [
            "", "+", "447900900123", "+44 7900900123", "+999123456", "+0447900900123", "+441",
            "++447900900123", "+44790090012a", "+٤٤٧٩٠٠٩٠٠١٢٣", "+44", "tel:+447900900123",
        ]
    )
    func noInternationalForm(text: String) {
        #expect(PhoneNumber(e164: text) == nil)
    }

    @Test("Countries have codes of two letters, and UK is one of them")
    func countries() throws {
        #expect(CountryCode.all.count == 245)
        for country in CountryCode.all {
            #expect(CountryCode(country.description) == country)
            #expect(CountryCode(country.description.lowercased()) == country)
            #expect(country.description.utf8.count == 2)
            #expect((1...999).contains(country.callingCode))
            let main = try #require(CountryCode.main(ofCallingCode: country.callingCode))
            #expect(main.isMainOfCallingCode && main.callingCode == country.callingCode)
        }
        #expect(CountryCode("UK") == CountryCode("GB"))
        for code in ["", "G", "GBR", "XX", "AQ", "G\u{301}", "001", "gß"] {
            #expect(CountryCode(code) == nil)
        }
        #expect(CountryCode.main(ofCallingCode: 1)?.description == "US")
        #expect(CountryCode.main(ofCallingCode: 44)?.description == "GB")
        #expect(CountryCode.main(ofCallingCode: 800) == .world)
        #expect(CountryCode.main(ofCallingCode: 999) == nil)
        #expect(CountryCode.main(ofCallingCode: -1) == nil)
        #expect(CountryCode("GB")?.isMainOfCallingCode == true)
        #expect(CountryCode("JE")?.isMainOfCallingCode == false)
        #expect(CountryCode.world.description == "001")
    }

    @Test(
        "Beginnings of numbers are written as numbers are",
        arguments: [
            ("48", "48"), ("+48", "48"), ("0048", "48"), ("01148", "48"), ("1-242", "1242"),
            ("4", "4"), ("447", "447"),
        ]
    )
    func prefix(text: String, digits: String) throws {
        #expect(try NumberPrefix(text).digits == digits)
    }

    @Test(
        "A beginning that no number has is a fault",
        arguments: [
            ("", NumberFault.Reason.empty), ("0", .nationalNumber), ("0123", .nationalNumber),
            ("00", .tooShort), ("999", .unknownCallingCode), ("210", .unknownCallingCode),
            ("48/49", .twoNumbers), ("48x", .letters), ("4412345678901234", .tooLong),
        ]
    )
    func noPrefix(text: String, reason: NumberFault.Reason) {
        #expect {
            _ = try NumberPrefix(text)
        } throws: { error in
            (error as? NumberFault)?.reason == reason
        }
    }

    @Test("The example of docs/numbers.md")
    func document() throws {
        let reader = NumberReader(country: CountryCode("GB"))
        let reading = try reader.read("07900 900123")
        #expect("\(reading.number) \(reading.facts.kind)" == "+447900900123 mobile")
    }

    @Test("Reading a number allocates nothing")
    func allocations() throws {
        let texts = [
            "+447900900123", "447900900123", "+44 (0)7900 900123", "07900 900123",
            "+39 06 6982 1234", "447900900123.0", "+44 7900 900123 ext. 5", "",
            "\u{202A}+44\u{A0}7900\u{2011}900123\u{202C}", "４４７９００９００１２３", "0 15 11 96123-4567",
            "4.479E+11", "+44 7900 90012O", "2125550100", "07900 900123 / 07900 900124",
        ].map { Array($0.utf8) }
        for country in [nil, CountryCode("GB"), CountryCode("BR")] {
            let reader = NumberReader(country: country)
            _ = Self.readCount(reader, texts)
            let before = allocation_count()
            let found = Self.readCount(reader, texts)
            let count = allocation_count() - before
            #expect(found > 5)
            #if DEBUG
                // Without optimisation loops over characters and regions allocate iterators.
                #expect(count <= 4 * texts.count)
            #else
                // Tests are not optimised in any build, and there each fault that is caught is boxed.
                #expect(count <= texts.count - found)
            #endif
        }
    }

    @inline(never)
    private static func readCount(_ reader: NumberReader, _ texts: [[UInt8]]) -> Int {
        var count = 0
        var index = 0
        // Tests are not optimised, in no build: there, each step of a `for` loop allocates.
        while index < texts.count {
            let text = texts[index]
            index += 1
            do throws(NumberFault) {
                _ = try reader.read(text.span)
                count += 1
            } catch {
                continue
            }
        }
        return count
    }
}
