import Foundation
import TestSupport
import Testing

/// The provider cases through the command: jobs in by a pipe, results out, one process for all.
@Suite struct ProviderCaseCommandTests {
    @Test(.enabled(if: !ProviderCase.shared.isEmpty), arguments: ["request", "reply"])
    func sharedCases(command: String) async throws {
        try await check(ProviderCase.shared, command)
    }

    @Test(arguments: ["request", "reply"])
    func ownCases(command: String) async throws {
        let cases = try ProviderCase.own()
        #expect(cases.count > 200)
        // The dates of some cases are compared with this moment, not with the clock.
        try await check(cases.map { $0.at(1_500_000_000) }, command)
    }

    /// Runs the cases of one command; each must have what it expects, in the order of the cases.
    private func check(_ all: [ProviderCase], _ command: String) async throws {
        let cases = all.filter { ($0.input["parse"] != nil) == (command == "reply") }
        try #require(cases.count > 20)
        let lines = try cases.map { try $0.line }.joined(separator: [0x0A])
        let result = try await BuiltCommand.run([command], input: lines)
        let results = try result.lines.map {
            try JSONDecoder().decode(Expected.self, from: Data($0.utf8))
        }
        try #require(results.count == cases.count)
        for (testCase, result) in zip(cases, results) {
            let misses = testCase.expect.misses(in: result)
            #expect(misses.isEmpty, "\(testCase): \(misses.joined(separator: "; "))")
            #expect(result["provider"] == .string(testCase.provider))
            #expect(result["name"] == .string(testCase.name))
        }
        let badCount = results.count { result in
            ["invalidJob", "unknownProvider"].contains { result["error"]?["local"] == .string($0) }
        }
        #expect(result.status == (badCount == 0 ? 0 : 65))
        #expect(result.errorLines.count == badCount)
    }
}

extension ProviderCase {
    /// The case with a time to compare dates with, unless it has one.
    fileprivate func at(_ seconds: Int) -> ProviderCase {
        guard case .object(var members) = input, members["now"] == nil else { return self }
        members["now"] = .integer(seconds)
        return ProviderCase(
            provider: provider,
            name: name,
            input: .object(members),
            expect: expect
        )
    }
}
