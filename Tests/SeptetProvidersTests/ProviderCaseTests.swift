import Foundation
import SeptetProviders
import TestSupport
import Testing

@Suite struct ProviderCaseTests {
    @Test(.enabled(if: !ProviderCase.shared.isEmpty), arguments: ProviderCase.shared)
    func sharedCase(_ testCase: ProviderCase) throws {
        try check(testCase)
    }

    @Test func everyOwnCase() throws {
        let cases = try ProviderCase.own()
        for testCase in cases {
            try check(testCase)
        }
        for provider in Provider.all where !provider.capabilities.isEmpty {
            let own = cases.filter { $0.provider == provider.name }
            let least =
                provider.description != nil
                ? 25 : provider.capabilities.contains(.sendText) ? 60 : 25
            #expect(own.count >= least, "\(provider.name)")
            #expect(Set(own.map(\.name)).count == own.count, "\(provider.name)")
        }
    }

    private func check(_ testCase: ProviderCase) throws {
        let provider = try #require(Provider.named(testCase.provider))
        guard !provider.capabilities.isEmpty else { return }
        let octets = JobRunner(now: Timestamp(secondsSince1970: 1_500_000_000))
            .run(try testCase.line)
        let result = try JSONDecoder().decode(Expected.self, from: Data(octets))
        let misses = testCase.expect.misses(in: result)
        #expect(misses.isEmpty, "\(testCase): \(misses.joined(separator: "; "))")
        #expect(result["provider"] == .string(testCase.provider))
        #expect(result["name"] == .string(testCase.name))
    }
}
