import FoundationEssentials
import SeptetBilling
import TestSupport
import Testing

@Suite struct AmountTests {
    @Test(arguments: [
        "0.1", "0.0079", "1234567890.123456789", "0.0180", "100.00", "-3.50", "0", "0.3",
        "9007199254740993", "0.12345678901234567890123",
    ])
    func printsWhatItRead(text: String) throws {
        #expect(try Amount(text).description == text)
    }

    @Test func productsAreExact() throws {
        #expect(try (Amount("0.0079") * 3).description == "0.0237")
        #expect(try (Amount("0.0180") * 6).description == "0.1080")
        #expect(
            try (Amount("1234567890.123456789") * 10_000).description == "12345678901234.567890000"
        )
        #expect(try Amount("0.1") + Amount("0.2") == Amount("0.3"))
    }

    @Test func sumsAreExactBeyondEveryWord() throws {
        let sum = try Amount("1e23") + Amount("1e-23")
        #expect(sum.description == "100000000000000000000000.00000000000000000000001")
        #expect(try sum > Amount("1e23"))
        #expect(try sum + Amount("-1e23") == Amount("1e-23"))
        let most = try Amount(String(repeating: "9", count: 24))
        #expect((most * .max).description == "9223372036854775806999990776627963145224193")
        #expect(
            (most * .max * .max).description
                == "8507059173023461584739682271364077101438"
                + "4152603092215767498751"
        )
        #expect((most * .min).description == "-9223372036854775807999990776627963145224192")
    }

    // Foundation's decimals are exact in 38 digits, so these amounts stay below them.
    @Test func sumsProductsAndOrderAreThoseOfFoundation() throws {
        var random = Seed.generator("amounts")
        func digits() -> String {
            let whole = String(Int.random(in: 0...999_999_999_999, using: &random))
            let count = Int.random(in: 0...8, using: &random)
            let fraction = (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }
            let sign = Bool.random(using: &random) ? "-" : ""
            return sign + whole.prefix(Int.random(in: 1...12, using: &random))
                + (count == 0 ? "" : "." + fraction.joined())
        }
        for _ in 0..<2_000 {
            let (one, other) = (digits(), digits())
            let (left, right) = (try Amount(one), try Amount(other))
            let (first, second) = (try Self.decimal(one), try Self.decimal(other))
            let count = Int.random(in: -1_000_000...1_000_000, using: &random)
            let note = Comment("\(one), \(other), \(count), \(Seed.note("amounts"))")
            #expect(try Self.decimal("\(left + right)") == first + second, note)
            #expect(try Self.decimal("\(left * count)") == first * Decimal(count), note)
            #expect(try Self.decimal("\(left.halfAsMuchAgain)") == first * 3 / 2, note)
            #expect((left < right) == (first < second), note)
            #expect((left == right) == (first == second), note)
            let fraction = one.split(separator: ".").dropFirst().first ?? ""
            #expect(left.fractionDigitCount == fraction.count, note)
            #expect(try Amount(left.description) == left, note)
            let longer = try Amount(one.contains(".") ? one + "0" : one + ".0")
            #expect(left.hashValue == longer.hashValue && left == longer, note)
        }
    }

    private static func decimal(_ text: String) throws -> Decimal {
        try #require(Decimal(string: text))
    }

    @Test func fastPriceKeepsItsDigitsWhereItCan() throws {
        #expect(try Amount("0.0180").halfAsMuchAgain.description == "0.0270")
        #expect(try Amount("0.165").halfAsMuchAgain.description == "0.2475")
    }

    @Test func exponentsAreRead() throws {
        #expect(try Amount("1.6e-1").description == "0.16")
        #expect(try Amount("1.5E2").description == "150")
    }

    @Test func valuesDecideEquality() throws {
        #expect(try Amount("0.10") == Amount("0.1"))
        #expect(try Amount("0.10").hashValue == Amount("0.1").hashValue)
        #expect(try Amount("0.09") < Amount("0.1"))
    }

    @Test(arguments: [
        "", "-", "1.", ".5", "1,5", "0x10", "1e", "1e+", " 1", "NaN", "1.2.3", "+1", "٣",
    ])
    func refusesWhatIsNoAmount(text: String) {
        #expect(throws: Amount.ParsingError.notDecimal) { try Amount(text) }
    }

    @Test func refusesMoreDigitsThanArithmeticCarries() throws {
        #expect(throws: Amount.ParsingError.tooManyDigits(digitCount: 25)) {
            try Amount(String(repeating: "1", count: 25))
        }
        #expect(throws: Amount.ParsingError.tooManyDigits(digitCount: 100)) { try Amount("1e99") }
        #expect(try Amount(String(repeating: "1", count: 24)).fractionDigitCount == 0)
    }

    // An amount that is printed must be one that can be read again.
    @Test(arguments: [("1e24", 25), ("1e+24", 25), ("111111111111e24", 36), ("1e-24", 25)])
    func countsTheDigitsThatAnExponentStandsFor(text: String, digitCount: Int) {
        #expect(throws: Amount.ParsingError.tooManyDigits(digitCount: digitCount)) {
            try Amount(text)
        }
    }

    @Test(arguments: ["1e23", "12e22", "1e-23", "0.1e-22"])
    func whatIsReadIsWrittenBack(text: String) throws {
        let amount = try Amount(text)
        #expect(try Amount(amount.description) == amount)
    }
}
