import AllocationCounting
import Foundation
import SeptetBilling
import SeptetCampaigns
import SeptetLists
import SeptetNumbers
import SeptetProviders
import TestSupport
import Testing

@Suite struct PriceListTests {
    private static func list(_ text: String) throws(PriceListError) -> PriceList {
        try PriceList(any: WholeTable(utf8: Array(text.utf8)))
    }

    private static func sample() throws -> PriceList {
        let file = PackageFolder.root.appending(path: "Vectors/samples/prices.csv")
        return try PriceList(octets: Array(try Data(contentsOf: file)))
    }

    /// The group of a number; 0 for what is none.
    private static func group(of number: String, _ list: PriceList) -> Int {
        (try? NumberReader().read(number)).map(list.groupIndex) ?? 0
    }

    /// Country and price range of a number, such as `DE 0.0735...0.0770`.
    private static func picture(_ number: String, _ list: PriceList) -> String {
        let group = list.groups[Self.group(of: number, list)]
        let price = group.price.map { "\($0.lowerBound)...\($0.upperBound)" } ?? "no price"
        return "\(group.country ?? "unknown") \(price)"
    }

    @Test(arguments: [
        ("491713920042", "DE 0.0735...0.0770"),
        ("+49 171 39200-42", "DE 0.0735...0.0770"),
        ("0049 (171) 39200.42", "DE 0.0735...0.0770"),
        ("01713920042", "unknown no price"),
        ("12125550100", "US 0.0079...0.0079"),
        ("12045550100", "CA 0.0082...0.0082"),
        ("12425550100", "BS 0.0295...0.0295"),
        // Anguilla shares +1, and the prices for +1 name other countries.
        ("12645550100", "AI no price"),
        ("18005550100", "US 0.0079...0.0079"),
        // No country has this area code: the price is that of the calling code's main country.
        ("13875550100", "US 0.0079...0.0079"),
        ("79161234567", "RU 0.3985...0.4310"),
        ("77011234567", "KZ no price"),
        // libphonenumber has no range behind +7 6, which is reserved for Kazakhstan.
        ("76011234567", "RU 0.3985...0.4310"),
        ("78401234567", "GE 0.1950...0.1950"),
        ("447700900123", "GB 0.0330...0.0365"),
        ("447624123456", "IM 0.0610...0.0610"),
        ("447524123456", "IM no price"),
        ("447797712345", "JE 0.0640...0.0640"),
        ("447797012345", "JE no price"),
        ("919812345678", "IN 0.0410...0.0415"),
        ("88213123456", "unknown no price"),
        ("", "unknown no price"),
        ("4", "unknown no price"),
        ("someone@example.com", "unknown no price"),
        ("+", "unknown no price"),
    ])
    func theLongestBeginningOfTheRightCountryCounts(number: String, wanted: String) throws {
        #expect(Self.picture(number, try Self.sample()) == wanted)
    }

    @Test func theListOfSMSAPIIsRead() throws {
        let list = try Self.list(
            """
            [{"country":"Poland","network":"Plus","mcc":"260","mnc":"1","date":1,"price":"0.0165"},
             {"country":"Poland","network":"Play","mcc":260,"mnc":6,"date":1,"price":0.0200},
             {"country":"Atlantis","network":"Sea","mcc":"999","mnc":"1","date":1,"price":"9"}]
            """
        )
        #expect(list.currency == "EUR")
        #expect(Self.picture("48500500500", list) == "PL 0.0165...0.0200")
        #expect(Self.picture("491711234567", list) == "DE no price")
        #expect(Self.picture("99", list) == "unknown no price")
        let group = list.groups[Self.group(of: "48500500500", list)]
        #expect(group.networks.map(\.name) == ["Plus", "Play"])
        #expect(group.networks.map(\.code) == ["1", "6"])
        #expect(group.mobileCountryCodes == [260])
    }

    @Test func rowsMayGoByCountryOrBeFlat() throws {
        let list = try Self.list("Currency;Price;Country\nPLN;0,07;pl\nPLN;0,35;CA\nPLN;1;\n")
        #expect(list.currency == "PLN")
        #expect(Self.picture("48500500500", list) == "PL 0.07...0.07")
        #expect(Self.picture("12045550100", list) == "CA 0.35...0.35")
        #expect(Self.picture("12125550100", list) == "US 1...1")
        #expect(Self.picture("88213123456", list) == "unknown 1...1")
    }

    @Test func prefixesNeedNoCountry() throws {
        let list = try Self.list("prefix,price,currency\n+1,0.01,USD\n1800,0.5,USD\n491,0.07,USD\n")
        #expect(Self.picture("12645550100", list) == "AI 0.01...0.01")
        #expect(Self.picture("12045550100", list) == "CA 0.01...0.01")
        #expect(Self.picture("18005550100", list) == "US 0.5...0.5")
        #expect(Self.picture("491711234567", list) == "DE 0.07...0.07")
        #expect(Self.picture("492211234567", list) == "DE no price")
    }

    @Test(arguments: [
        ("", PriceListError.isEmpty),
        ("price,currency\n", .isEmpty),
        ("[]", .isEmpty),
        ("prefix,x\n1,2\n", .noPriceColumn(["prefix", "x"], line: 1)),
        ("\n\nprefix;x\n", .noPriceColumn(["prefix", "x"], line: 3)),
        ("zone,price\nA,0.04\n", .noPlaceColumn(["zone", "price"], line: 1)),
        (
            "country,price A,price B\nGB,1,2\n",
            .severalPriceColumns(["price A", "price B"], line: 1)
        ),
        ("country,price\nGB,\"1,234\"\n", .ambiguousAmount("1,234", line: 2)),
        ("country,price\nAtlantis,1\nUtopia,2\n", .notACountry("Atlantis", line: 2)),
        ("country,price\nXX,1\n", .notACountry("XX", line: 2)),
        ("mcc,price\n999,1\n", .unknownMobileCode(999, line: 2)),
        ("country,price,currency\nGB,n/a,GBP\n", .isEmpty),
        ("price,Price\n1,2\n", .repeatedColumn("price", line: 1)),
        (
            "price,currency\n1,EUR\n2,EUR,3\n",
            .fieldCountDiffers(fieldCount: 3, headerFieldCount: 2, line: 3)
        ),
        ("price,currency\n1\n", .noCurrency),
        ("price,currency\n\"1\n,EUR\n", .unclosedQuote(line: 2)),
        ("price,currency,network\n1,EUR,\"a\nb\"\nabc,EUR,\n", .notAnAmount("abc", line: 4)),
        ("price,currency\n,EUR\n", .isEmpty),
        ("price,currency\n\"0,5,0\",EUR\n", .notAnAmount("0,5,0", line: 2)),
        ("price,currency\n-0.1,EUR\n", .negativePrice("-0.1", line: 2)),
        ("prefix,price,currency\n4x,1,EUR\n", .notAPrefix("4x", line: 2)),
        ("prefix,price,currency\n+,1,EUR\n", .notAPrefix("+", line: 2)),
        (
            "prefix,price,currency\n1234567890123456,1,EUR\n",
            .notAPrefix("1234567890123456", line: 2)
        ),
        ("mcc,price,currency\n2600,1,EUR\n", .notACode("2600", line: 2)),
        ("mcc,mnc,price,currency\n260,x,1,EUR\n", .notACode("x", line: 2)),
        ("price,currency\n1,EUR\n\n1,USD\n", .mixedCurrencies("USD", expected: "EUR", line: 4)),
        ("price\n1\n", .noCurrency),
        ("price,currency\n1,\n", .noCurrency),
        (
            "prefix,price,currency\n49,1,EUR\n48,1,EUR\n49,2,EUR\n",
            .contradictingPrices(line: 4, earlierLine: 2)
        ),
        ("[{\"mcc\":\"x\",\"mnc\":\"1\",\"price\":\"1\"}]", .notACode("x", line: 1)),
        ("[{\"mcc\":\"1\",\"mnc\":\"1\",\"price\":\"-1\"}]", .negativePrice("-1", line: 1)),
    ])
    func faultsHaveTheirLine(text: String, wanted: PriceListError) {
        #expect(throws: wanted) { try Self.list(text) }
    }

    /// What a row is worth is kept once, however many countries it counts for.
    @Test func repeatedRowsAreOne() throws {
        let rows = String(repeating: "0.5,Net,EUR\n0.5,Other,EUR\n0.50,Net,EUR\n", count: 30_000)
        let list = try Self.list("price,network,currency\n" + rows)
        #expect(list.groups[0].networks.map(\.name) == ["Net", "Other"])
        #expect(list.groups.allSatisfy { $0.networks.count == 2 })
        #expect(
            list.halfAsMuchAgain.groups.allSatisfy {
                $0.networks.map { "\($0.price)" } == ["0.75", "0.75"]
            }
        )
    }

    @Test func aListHasSoManyPricesAndNoMore() throws {
        func list(_ count: Int) throws(PriceListError) -> PriceList {
            try Self.list(
                "prefix,price,currency\n" + (0..<count).map { "49\($0),1,EUR\n" }.joined()
            )
        }
        let most = try list(PriceList.priceLimit)
        #expect(Self.picture("49655350000", most) == "DE 1...1")
        let limit = PriceList.priceLimit
        #expect(throws: PriceListError.tooManyPrices(limit: limit, line: limit + 2)) {
            try list(limit + 1)
        }
    }

    @Test func aNumberHasSoManyPricesAndNoMore() throws {
        func list(_ count: Int) throws(PriceListError) -> PriceList {
            try Self.list(
                "country,network,price,currency\n"
                    + (0..<count).map { "PL,n\($0),1,EUR\nDE,n\($0),2,EUR\n" }.joined()
            )
        }
        let limit = PriceList.priceLimitPerNumber
        #expect(Self.picture("48500500500", try list(limit)) == "PL 1...1")
        let wanted = PriceListError.tooManyPricesForANumber(limit: limit, line: 2 * limit + 3)
        do throws(PriceListError) {
            _ = try list(limit + 1)
            Issue.record("\(limit + 1) prices were taken")
        } catch {
            // Either country comes first.
            let other = PriceListError.tooManyPricesForANumber(limit: limit, line: 2 * limit + 2)
            #expect(error == wanted || error == other)
        }
    }

    @Test(arguments: ["\"", ""])
    func aRowHasSoManyOctetsAndNoMore(quote: String) throws {
        func list(_ octetCount: Int) throws(PriceListError) -> PriceList {
            let filling = String(repeating: "a", count: octetCount - 6 - 2 * quote.utf8.count)
            return try Self.list("price,currency,network\n1,EUR,\(quote)\(filling)\(quote)\n")
        }
        #expect(try list(1 << 20).currency == "EUR")
        #expect(throws: PriceListError.rowTooLong(octetLimit: 1 << 20, line: 2)) {
            try list(1 << 20 + 1)
        }
        #expect(throws: PriceListError.rowTooLong(octetLimit: 1 << 20, line: 1)) {
            try Self.list(String(repeating: ",", count: 2 << 20))
        }
    }

    /// "," and a mark are one Character, and so are "+" and a mark.
    @Test func marksBehindASeparatorAreNotPartOfIt() throws {
        let list = try Self.list("price;country;network;currency\n0,5;PL;\u{301}a;EUR\n")
        #expect(Self.picture("48500500500", list) == "PL 0.5...0.5")
        #expect(throws: PriceListError.notAPrefix("+\u{301}48", line: 2)) {
            try Self.list("prefix,price,currency\n+\u{301}48,1,EUR\n")
        }
    }

    @Test func otherJSONIsNoList() throws {
        for text in ["[{\"mcc\":\"1\"}]", "{\"error\":101,\"message\":\"no\"}", "[", "{}"] {
            do throws(PriceListError) {
                _ = try Self.list(text)
                Issue.record("\(text) was read")
            } catch {
                guard case .notPrices = error else {
                    Issue.record("\(text): \(error)")
                    continue
                }
            }
        }
        #expect(throws: PriceListError.invalidUTF8(utf8Offset: 6)) {
            try PriceList(octets: Array("price\n".utf8) + [0xFF])
        }
    }

    @Test func quotesLineEndsAndAMarkAreRead() throws {
        let text = "\u{FEFF}\"price\",currency\r\n\"0.1\",\"EUR\"\r\n 0.1 , EUR \n"
        #expect(Self.picture("12125550100", try Self.list(text)) == "US 0.1...0.1")
        let given = try PriceList(octets: Array("price\n0.5".utf8), currency: "CZK")
        #expect(given.currency == "CZK")
    }

    @Test func costsAreExact() throws {
        let list = try Self.sample()
        let group = Self.group(of: "491713920042", list)
        let cost = try #require(list.cost(group: group, messageCount: 2, partCount: 1_000_003))
        #expect(cost.minimum.description == "73500.2205")
        #expect(cost.maximum.description == "77000.2310")
        let fast = try #require(
            list.halfAsMuchAgain.cost(group: group, messageCount: 2, partCount: 3)
        )
        #expect(fast.minimum.description == "0.33075")
        #expect(fast.maximum.description == "0.3465")
        #expect(list.cost(group: 0, messageCount: 1, partCount: 1) == nil)
        #expect(list.cost(group: -1, messageCount: 1, partCount: 1) == nil)
        #expect(list.cost(group: list.groups.count, messageCount: 1, partCount: 1) == nil)
    }

    @Test func aFlatPriceIsForEverybody() throws {
        let list = PriceList(flat: try Amount("0.05"), currency: "EUR")
        #expect(Self.picture("491713920042", list) == "DE 0.05...0.05")
        #expect(Self.picture("x", list) == "unknown 0.05...0.05")
    }

    @Test(arguments: ["48x", "4812345678901234", "", "+", "48500500500 ext"])
    func whatIsNoNumberHasNoCountry(recipient: String) throws {
        #expect(Self.picture(recipient, try Self.sample()) == "unknown no price")
    }

    @Test func countriesMayBeNamedByTheirNames() throws {
        let list = try Self.list("country,price,currency\nPoland,0.1,EUR\ncôte d'ivoire,0.2,EUR\n")
        #expect(Self.picture("48500500500", list) == "PL 0.1...0.1")
        #expect(Self.picture("2250102030405", list) == "CI 0.2...0.2")
        // With a prefix the name is a remark.
        let named = try Self.list("prefix,country,price,currency\n48,Polska,0.1,EUR\n")
        #expect(Self.picture("48500500500", named) == "PL 0.1...0.1")
        #expect(throws: PriceListError.notACountry("Polska", line: 2)) {
            try Self.list("country,price,currency\nPolska,0.1,EUR\n")
        }
    }

    @Test func codesOfCountriesAreThoseOfNumbers() throws {
        let list = try Self.list("country,price,currency\nuk,0.1,EUR\nAQ,0.2,EUR\n")
        #expect(Self.picture("+447900900123", list) == "GB 0.1...0.1")
        for code in ["XX", "xx", "0.", "\u{E9}"] {
            for row in [
                "country,price,currency\n\(code),0.1,EUR",
                "prefix,country,price,currency\n48,\(code),0.1,EUR",
            ] {
                #expect(throws: PriceListError.notACountry(code, line: 2)) { try Self.list(row) }
            }
        }
    }

    @Test func creditsMayBeForMessagesOrParts() throws {
        let list = PriceList.smswordsCredits
        let cost = try #require(list.cost(group: 0, messageCount: 3, partCount: 7))
        #expect(cost == Cost(minimum: Amount(3), maximum: Amount(7), currency: "credits"))
    }

    @Test func withoutPricesCountriesAreStillTold() {
        #expect(Self.picture("491713920042", .empty) == "DE no price")
    }

    @Test func everyCountryHasAGroup() throws {
        let examples = try VectorFile.rows("numbers/examples.tsv")
        try #require(examples.count > 1_000)
        for row in examples {
            let country = try row.raw("country")
            let group = PriceList.empty.groups[Self.group(of: try row.raw("number"), .empty)]
            #expect(group.country == (country == "001" ? nil : country), "\(row)")
        }
    }

    @Test(
        "Beginnings may be written as numbers are",
        arguments: [
            "48", "+48", "0048", "01148", "'+48", " 48 ", "(48)", "４８", "48-", "=\"48\"",
        ]
    )
    func prefixesAreWrittenAsNumbersAre(prefix: String) throws {
        let quoted = prefix.utf8.contains(0x22) ? "\"=\"\"48\"\"\"" : prefix
        let list = try Self.list("prefix,price,currency\n\(quoted),0.1,EUR\n")
        #expect(Self.picture("0048500500500", list) == "PL 0.1...0.1")
        #expect(Self.picture("+447900900123", list) == "GB no price")
    }

    @Test(
        "A beginning that no number has is an error",
        arguments: [
            "0", "0123", "999", "00", "+0", "48x", "48/49", "000", "210",
        ]
    )
    func impossiblePrefixes(prefix: String) {
        #expect(throws: PriceListError.notAPrefix(prefix, line: 2)) {
            try Self.list("prefix,price,currency\n\(prefix),0.1,EUR\n")
        }
    }

    @Test func lookupAllocatesNothing() throws {
        let list = try Self.sample()
        let reading = try NumberReader().read("+49 171 3920042")
        _ = list.groupIndex(of: reading)
        let before = allocation_count()
        let group = list.groupIndex(of: reading)
        let count = allocation_count() - before
        #expect(count == 0)
        #expect(group > 0)
    }

    /// Files in the shapes that providers publish, and their usual damage.
    @Test func listsArePricedAsTheirOwnersMeantThem() throws {
        let rows = try VectorFile.rows("prices/expectations.tsv")
        try #require(rows.count > 60)
        for row in rows {
            let file = PackageFolder.vectors.appending(path: "prices/\(row.name)")
            let table = try WholeTable(ByteSource(path: file.path))
            let wanted = try row.raw("outcome")
            do throws(PriceListError) {
                let list = try PriceList(
                    any: table,
                    currency: (try? row.optional("currency")) ?? nil
                )
                let group = list.groups[Self.group(of: (try? row.raw("number")) ?? "", list)]
                let price = group.price.map { price in
                    let least = "\(price.lowerBound)"
                    let most = "\(price.upperBound)"
                    return least == most ? least : "\(least)...\(most)"
                }
                let outcome =
                    "\(group.country ?? "unknown") "
                    + (price.map { "\($0) \(list.currency)" } ?? "no price")
                #expect(outcome == wanted, "\(row)")
                let note = (try? row.optional("note")) ?? nil
                #expect(list.notes == (note.map { [$0] } ?? []), "\(row)")
            } catch {
                #expect("error \(error)" == wanted, "\(row)")
            }
        }
    }

    @Test(
        "Headings are understood in the languages that people use",
        arguments: [
            "Land;Preis;Währung", "Pays;Prix;Devise", "País;Precio;Moneda", "País;Preço;Moeda",
            "Kraj;Cena;Waluta", "Paese;Prezzo;Valuta", "Země;Cena;Měna", "Land;Prijs;Valuta",
            "Страна;Цена;Валюта", "国家;价格;货币", "COUNTRY NAME;COST PER MESSAGE;CURRENCY CODE",
            "destination;rate;currency", "Ländercode;Tarif pro SMS;Währung",
            "iso_code;unit-price;ccy currency",
            "countryIsoCode;pricePerSegment;priceCurrency",
            "\u{200B}Country ;Price\u{A0}; Currency",
        ]
    )
    func headingsAreUnderstood(header: String) throws {
        let list = try Self.list("\(header)\nPL;0,07;EUR\nUSA;0,01;EUR\n")
        #expect(list.currency == "EUR")
        #expect(list.notes.isEmpty)
        #expect(Self.picture("48500500500", list) == "PL 0.07...0.07")
        #expect(Self.picture("12125550100", list) == "US 0.01...0.01")
    }

    @Test(
        "Countries are known by their usual names and codes",
        arguments: [
            ("TR", "Turkey"), ("TR", "Türkiye"), ("US", "USA"), ("US", "U.S.A."),
            ("US", "United States of America"), ("CZ", "Czech Republic"), ("CI", "Ivory Coast"),
            ("CI", "Cote d'Ivoire"), ("CI", "Côte d’Ivoire"), ("GB", "UK"), ("GB", "Great Britain"),
            ("GB", "GBR"), ("VN", "Viet Nam"), ("NL", "The Netherlands"),
            ("KR", "Korea, Republic of"),
            ("KP", "Korea, Democratic People's Republic of"), ("RU", "Russian Federation"),
            ("MO", "Macau"), ("CD", "Congo, The Democratic Republic of the"), ("CG", "Congo"),
            ("CG", "Republic of the Congo"), ("BA", "Bosnia & Herzegovina"), ("SZ", "Swaziland"),
            ("MK", "Macedonia"), ("MM", "Myanmar (Burma)"), ("VA", "Holy See (Vatican City State)"),
            ("IR", "Iran, Islamic Republic of"), ("TZ", "Tanzania, United Republic of"),
            ("KN", "St. Kitts & Nevis"), ("RE", "Réunion"), ("CV", "Cape Verde"),
            ("PS", "Palestinian Territory, Occupied"), ("JE", "Jersey"), ("YT", "Mayotte"),
            ("PL", "Republic of Poland"), ("BS", "Bahamas, The"), ("GB", "United Kingdom (GB)"),
            ("LA", "Lao People's Democratic Republic"), ("DO", "Dominican Republic"),
            ("DM", "Dominica"),
            ("NE", "Niger"), ("NG", "NIGERIA"), ("GB", "+44"), ("GB", "0044"), ("PL", "48"),
        ]
    )
    func countriesAreKnown(code: String, name: String) throws {
        let list = try Self.list("country;price;currency\n\(name);0.5;EUR\n")
        let examples = try VectorFile.rows("numbers/examples.tsv")
        let example = try examples.first {
            try $0.raw("country") == code
        }
        let number = try #require(example).raw("number")
        #expect(Self.picture(number, list) == "\(code) 0.5...0.5")
        #expect(list.notes.isEmpty)
    }

    @Test(
        "Prices are read as people write them",
        arguments: [
            ("€0,04", "0.04 EUR"), ("0,04 €", "0.04 EUR"), ("$0.04", "0.04 USD"),
            ("US$0.04", "0.04 USD"),
            ("£0.04", "0.04 GBP"), ("4.5p", "0.045 GBP"), ("0.04 GBP", "0.04 GBP"),
            ("EUR 0.04", "0.04 EUR"), ("0,07 zł", "0.07 PLN"), ("1,20 Kč", "1.20 CZK"),
            ("0.04 EUR / SMS", "0.04 EUR"), (".04 EUR", "0.04 EUR"), ("4E-2 EUR", "0.04 EUR"),
            ("\u{A0}0.04\u{A0}EUR", "0.04 EUR"), ("1.234,50 EUR", "1234.50 EUR"),
            ("1'234.50 EUR", "1234.50 EUR"), ("1 234,50 EUR", "1234.50 EUR"),
            ("+0.04 EUR", "0.04 EUR"),
        ]
    )
    func pricesAreRead(text: String, wanted: String) throws {
        let list = try Self.list("country;price\nPL;\(text)\n")
        let group = list.groups[Self.group(of: "48500500500", list)]
        #expect(group.price.map { "\($0.lowerBound) \(list.currency)" } == wanted)
    }

    /// A comma with three digits behind it is what the rest of the list shows.
    @Test func theListShowsHowDecimalsAreWritten() throws {
        let points = try Self.list("country,price,currency\nPL,\"1,234\",EUR\nDE,0.5,EUR\n")
        #expect(Self.picture("48500500500", points) == "PL 1234...1234")
        let commas = try Self.list("country,price,currency\nPL,\"1,234\",EUR\nDE,\"0,5\",EUR\n")
        #expect(Self.picture("48500500500", commas) == "PL 1.234...1.234")
    }

    @Test func rowsThatCountForNothingAreNamed() throws {
        let list = try Self.list(
            "country,price,currency,valid_from\nPL,0.1,EUR,2026-03-01\nAtlantis,0.2,EUR,2026-01-01\n"
                + "XX,0.3,EUR,\nRest of world,0.9,EUR,\n,,,\nGB,\n"
        )
        #expect(
            list.notes == [
                "The price list has no price in 1 row: GB, line 7.",
                "2 rows of the price list count for no number: line 3: no country is called "
                    + "\"Atlantis\"; write its code, such as PL; line 4: no country is called \"XX\"; "
                    + "write its code, such as PL.",
                "A price of the list is for all numbers that no other row is for: line 5.",
            ]
        )
        #expect(Self.picture("48500500500", list) == "PL 0.1...0.1")
        #expect(Self.picture("12125550100", list) == "US 0.9...0.9")
        #expect(list.date == "2026-03-01")
    }

    @Test func aFeeIsApart() throws {
        let list = try Self.list(
            "country,network,price,fee,currency\nUS,A,0.0079,0.003,USD\nUS,B,0.0079,0.005,USD\n"
                + "CA,,0.0075,,USD\n"
        )
        let group = list.groups[Self.group(of: "12125550100", list)]
        #expect(
            group.networks.map { "\($0.price) \($0.fee.map { "\($0)" } ?? "-")" } == [
                "0.0079 0.003", "0.0079 0.005",
            ]
        )
        #expect(group.price.map { "\($0.lowerBound) \($0.upperBound)" } == "0.0109 0.0129")
        #expect(group.fee.map { "\($0.lowerBound) \($0.upperBound)" } == "0.003 0.005")
        let other = list.groups[Self.group(of: "12045550100", list)]
        #expect(other.fee == nil)
        let fast = list.halfAsMuchAgain.groups[Self.group(of: "12125550100", list)]
        #expect(fast.price.map { "\($0.lowerBound)" } == "0.01485")
    }

    @Test(arguments: [
        #"{"GB": 0.04, "PL": "0.07", "currency": "EUR"}"#,
        #"[{"iso": "GB", "rate": 0.04, "currency": "EUR"}, {"iso": "PL", "rate": 0.07}]"#,
        #"{"currency": "EUR", "data": {"countries": {"GB": {"price": 0.04}, "PL": {"price": 0.07}}}}"#,
        #"{"currency": "EUR", "rates": [{"prefix": "44", "sell": {"sms": {"price": "0.04"}}}, {"prefix": 48, "price": 0.07}]}"#,
    ])
    func jsonOfAnyShapeIsRead(text: String) throws {
        let list = try Self.list(text)
        #expect(list.currency == "EUR")
        #expect(Self.picture("48500500500", list) == "PL 0.07...0.07")
        #expect(Self.picture("447900900123", list) == "GB 0.04...0.04")
        #expect(Self.picture("33612345678", list) == "FR no price")
    }
}
