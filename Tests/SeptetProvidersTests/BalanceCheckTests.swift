import SeptetBilling
import SeptetProviders
import Testing

@Suite struct BalanceCheckTests {
    private static func check(_ balance: String, _ provider: String?) throws -> BalanceCheck {
        BalanceCheck(
            balance: try Amount(balance),
            cost: Cost(minimum: try Amount("9.5"), maximum: try Amount("10"), currency: "EUR"),
            provider: provider.flatMap { Provider.named($0) }
        )
    }

    @Test func theRangeDecides() throws {
        #expect(try Self.check("10.00", "smsapi") == .suffices)
        let warning = EstimateWarning(.balanceMayNotSuffice, "up to 10 EUR needed, 9.99 available")
        #expect(try Self.check("9.99", "smsapi") == .mayNotSuffice(warning))
        guard case .mayNotSuffice = try Self.check("9.5", "smsapi") else {
            Issue.record("the least is paid for")
            return
        }
    }

    @Test(arguments: [
        ("smsapi", PredictedError.Code.provider(103)), ("unified", .provider(1725)),
        ("cgsms", .provider(11)), ("smswords", .local(.insufficientCredits)),
        ("smspins", .local(.insufficientCredits)), ("nobody", .local(.insufficientCredits)),
    ])
    func theProvidersErrorIsForeseen(provider: String, code: PredictedError.Code) throws {
        guard case .isInsufficient(let error) = try Self.check("9.49", provider) else {
            Issue.record("the balance is below the least")
            return
        }
        #expect(error.code == code)
        #expect(error.message == "at least 9.5 EUR needed, 9.49 available")
    }
}
