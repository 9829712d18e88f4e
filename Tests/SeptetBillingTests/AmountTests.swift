import FoundationEssentials
import SeptetBilling
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
        #expect(try (Amount("0.1") + Amount("0.2")).value == Decimal(string: "0.3"))
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
