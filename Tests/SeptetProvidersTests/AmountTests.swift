import FoundationEssentials
import SeptetProviders
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
        #expect(throws: Amount.ParsingError.tooManyDigits(digitCount: 99)) { try Amount("1e99") }
        #expect(try Amount(String(repeating: "1", count: 24)).fractionDigitCount == 0)
    }
}
