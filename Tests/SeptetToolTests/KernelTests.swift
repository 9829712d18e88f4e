import Testing

/// `SEPTET_KERNEL` chooses the form of the hot loops, and nothing else.
@Suite struct KernelTests {
    private static let input =
        "Hi\nCena: 5 € [promo]\nZażółć\n😀 \(String(repeating: "a€", count: 300))\n"

    @Test func everyKernelCountsAlike() async throws {
        let plain = try await count("plain")
        #expect(plain.lines.count == 4)
        #expect(plain.errors == "")
        for name in ["avx2", "avx512", "neon", nil] {
            #expect(try await count(name).output == plain.output)
        }
    }

    @Test func aNameThatMeansNothingIsSaid() async throws {
        let result = try await count("sse9")
        #expect(
            result.errors.hasPrefix(
                "septet: SEPTET_KERNEL=sse9: this machine has no such kernel (plain"
            )
        )
        #expect(result.errors.hasSuffix("); plain is used\n"))
        #expect(result.status == 0)
        #expect(try await result.output == count("plain").output)
    }

    private func count(_ kernel: String?) async throws -> CommandResult {
        try await BuiltCommand.run(
            ["count"],
            input: Self.input.utf8,
            environment: kernel.map { ["SEPTET_KERNEL": $0] } ?? [:]
        )
    }
}
